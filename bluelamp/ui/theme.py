"""A force's own colours: a token that fits into an address, and the small stylesheet it stands for.

The token is the two colours themselves (`0b1f3a-1f5fbf`: night, lamp), so the stylesheet needs no database and can be
cached for ever.
"""

import re

from django.utils.translation import gettext as _

from bluelamp.kernel.errors import Refused
from bluelamp.ui import contrast

NIGHT, LAMP = "#0b1f3a", "#1f5fbf"
WHITE, GLOW, DARK_PAGE, DARK_MIST = "#ffffff", "#ffd27a", "#0a1422", "#172f52"
LAMP_MIST = "#e8f0fb"

_TOKEN = re.compile(r"[0-9a-f]{6}-[0-9a-f]{6}")


def token(night: str = NIGHT, lamp: str = LAMP) -> str:
    """The token for two colours. Raises Refused, with a sentence for the administrator, if somebody could not read them."""
    pale = _("This colour is too pale: white words on it are hard to read. Choose a darker one.")
    contrast.insist(WHITE, night, pale)
    contrast.insist(GLOW, night, pale)
    contrast.insist(lamp, WHITE, pale)
    contrast.insist(lamp, LAMP_MIST, pale)
    return f"{night[1:]}-{lamp[1:]}".lower()


def css(theme: str) -> str:
    """The stylesheet of a token. Raises ValueError if it is no token, Refused if its colours cannot be read."""
    if not _TOKEN.fullmatch(theme):
        raise ValueError("not a theme")
    night, lamp = (f"#{part}" for part in theme.split("-"))
    token(night, lamp)
    bright = contrast.towards(contrast.towards(lamp, WHITE, DARK_PAGE), WHITE, DARK_MIST, least=5.5)
    return f":root{{--force-night:{night};--force-lamp:{lamp};--force-lamp-dark:{bright}}}\n"


def for_force(night: str) -> str:
    """The token for a stored colour, or "" (our own colours) where it cannot be used: no page fails for a colour."""
    try:
        return token(night)
    except (ValueError, Refused):
        return ""
