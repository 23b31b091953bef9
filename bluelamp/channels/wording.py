"""The words as a channel will show them: the text, and the post's own address after it. Pure."""

from bluelamp.adapters.contract import Abilities
from bluelamp.kernel.text import length

BREAK = "\n\n"
CUT = "…"


def cost(link: str, abilities: Abilities) -> int:
    """How much of the channel's limit the address takes, in the channel's own unit."""
    return length(BREAK + link, abilities.text_unit) if link and abilities.text_limit else 0


def room(link: str, abilities: Abilities) -> int | None:
    """How long the text may be here; None = as long as it likes."""
    return abilities.text_limit - cost(link, abilities) if abilities.text_limit else None


def fitted(text: str, link: str, abilities: Abilities) -> str:
    """The text with the address after it. Too long: cut at a word, and the rest is where the address leads.

    Without an address nothing is cut: a text that lost its end with no way to read on would say something else.
    """
    space = room(link, abilities)
    if not link or space is None:
        return text
    if length(text, abilities.text_unit) <= space:
        return text + BREAK + link
    return _cut(text, space, abilities) + BREAK + link


def _cut(text: str, space: int, abilities: Abilities) -> str:
    """The longest run of whole words that fits with a sign that something is missing."""
    words, low, high = text.split(" "), 0, text.count(" ")
    while low < high:
        middle = (low + high + 1) // 2
        if length(" ".join(words[:middle]) + CUT, abilities.text_unit) <= space:
            low = middle
        else:
            high = middle - 1
    if low:
        return " ".join(words[:low]).rstrip(" ,;:.–-\n") + CUT
    short = text
    while short and length(short + CUT, abilities.text_unit) > space:
        short = short[:-1]
    return short + CUT
