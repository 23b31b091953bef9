"""Captions of a film as WebVTT: checked for their form, and written anew so that nothing else comes along."""

import re

from django.utils.translation import gettext as _

from bluelamp.kernel import text
from bluelamp.kernel.errors import Refused

LONGEST = 100_000
MOST_CUES = 2_000
_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_CUE = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?\s*")
_TAG = re.compile(r"<[^>]*>")


def clean(data: bytes) -> str:
    """The same cues, without styles, notes and tags, in their order. Raises Refused."""
    try:
        said = data[: LONGEST + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("These captions are not plain text. Save them as WebVTT (.vtt) in UTF-8.")) from None
    if len(said) > LONGEST or not said.startswith("WEBVTT"):
        raise Refused(_("This is not a file of captions. Save them as WebVTT (.vtt); it begins with the word WEBVTT."))
    cues = [
        cue for block in re.split(r"\n\s*\n", said.replace("\r\n", "\n").replace("\r", "\n")) if (cue := _cue(block))
    ]
    if not cues:
        raise Refused(_("There are no captions in this file. Each needs a line with two times and a line of words."))
    return "WEBVTT\n\n" + "\n\n".join(cues[:MOST_CUES]) + "\n"


def _cue(block: str) -> str:
    """ "00:00:01.000 --> 00:00:04.000" and words; "" for what is no cue, or ends before it begins."""
    lines = block.split("\n")
    for at, line in enumerate(lines[:2]):
        if match := _CUE.fullmatch(line):
            begin, end = _moment(match.groups()[:4]), _moment(match.groups()[4:])
            words = [text.plain(_TAG.sub("", said)).replace("-->", "→") for said in lines[at + 1 :]]
            said = "\n".join(filter(None, words))
            return f"{begin} --> {end}\n{said}" if said and begin < end else ""
    return ""


def _moment(parts: tuple[str | None, ...]) -> str:
    hours, minutes, seconds, thousandths = parts
    return f"{int(hours or 0):02d}:{minutes}:{seconds}.{thousandths}"
