"""E-mail addresses and telephone numbers, told apart from those that are meant for the public."""

import re
from collections.abc import Iterator

from bluelamp.language.folding import lowered
from bluelamp.language.spans import Span

_EMAIL = re.compile(
    r"(?<![\w.+%@-])[\w+%-]{1,64}(?:\.[\w+%-]{1,64}){0,6}(?:@| ?[(\[]at[)\]] ?)"
    r"[\w-]{1,63}(?:(?:\.| ?[(\[]dot[)\]] ?)[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
_SPOKEN_EMAIL = re.compile(
    r"\b[\w+-]{1,40}(?: dot [\w+-]{1,40}){0,3} at [\w-]{2,40}(?: dot [\w-]{2,20}){1,3}\b", re.IGNORECASE
)
# Mailboxes of forces, government and health bodies are there to be published.
_PUBLIC_MAIL = re.compile(
    r"(?:[@.]|\bdot )(?:police|pnn|gov|nhs|mod|parliament)(?:\.|[(\[ ]{0,2}dot[)\] ]{0,2})(?:uk|example)$",
    re.IGNORECASE,
)

_PHONE = re.compile(r"(?<![\w/.£-])(?:\+ ?44|0044|447|\(\+44\)|\(?[0O])[\s().\-0-9OoIl]{7,22}[0-9Oo](?![\w/])")
_STRONG_REFERENCE = re.compile(
    r"(?:\blog|\bref(?:erence)?|\bincident|\bcrime|\bquot(?:e|ing))(?: (?:no|number|ref|log))?\W{0,3}$", re.IGNORECASE
)
_PUBLIC_PHONE = re.compile(
    r"0(?:800|808|300|303|330|333|344|345|370|371|843|844|845|870|871)|\+?1?8(?:00|33|44|55|66|77|88)\d{7}$"
)
# Numbers of other countries: with a plus, or as in the United States.
_ABROAD = re.compile(
    r"(?<![\w+/.£-])(?:\+(?!44|\(?44)\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}|\+?1?[ .-]?\(?[2-9]\d{2}\)?[ .-]\d{3}[.-]\d{4})(?![\w/-])"
)
_SHORT = re.compile(
    r"(?<![\w£.,:/+-])(?:999|101|116 ?(?:123|000|111|006)|18000|61016|7726"
    r"|(?<=(?i:call) )(?:105|111|112|119|159|18001|911|988|211|311)|(?<=(?i:text) )(?:999|788|741741|85258|18001)"
    r"|(?:(?<=(?i:dial) )|(?<=(?i:ring) )|(?<=NHS )|(?<=to )|(?<=on )|(?<=or ))(?:105|111|112|119|159|18001|911|988)|0800 ?1111)(?![\w/:%]|[.,]\d)"
)
_DIGIT_WORDS = dict(
    zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "0123456789", strict=True)
)
_DIGIT_WORDS |= {"oh": "0", "o": "0", "nought": "0"}
_SPOKEN = re.compile(
    r"\b(?:(?:double|triple|treble|hundred|zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|\d{1,5})[\s,.-]{1,3}){2,22}"
    r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|hundred|\d{1,6})\b"
)
_EMOJI_BREAKS = re.compile(r"(?<![\w/])0(?:[^\w\s/:.,£]{0,3}\s?\d){9,10}(?![\w/])")


def emails(text: str) -> Iterator[Span]:
    for pattern in (_EMAIL, _SPOKEN_EMAIL) if "@" in text or "at" in text.lower() else ():
        for match in pattern.finditer(text):
            public = _PUBLIC_MAIL.search(match[0])
            yield Span(match.start(), match.end(), "PUBLIC_EMAIL" if public else "EMAIL")


def phones(text: str) -> Iterator[Span]:
    """Numbers of ten or eleven digits, however spaced; those of other countries; and the short public numbers."""
    for pattern in (_PHONE, _EMOJI_BREAKS):
        for match in pattern.finditer(text):
            yield from _phone(text, match)
    for match in _ABROAD.finditer(text):
        if 9 <= sum(sign.isdigit() for sign in match[0]) <= 15 and not _after_reference(text, match.start()):
            yield Span(match.start(), match.end(), _kind(re.sub(r"[^\d+]", "", match[0])))
    for match in _SHORT.finditer(text):
        yield Span(match.start(), match.end(), "PUBLIC_PHONE")


def spoken_phones(text: str) -> Iterator[Span]:
    """Numbers written out: oh seven seven double oh ..."""
    low = lowered(text)
    for match in _SPOKEN.finditer(low) if "o" in low or "0" in low else ():
        digits = spoken_digits(match[0])
        if digits.startswith("0") and len(digits) in (10, 11):
            yield Span(match.start(), match.end(), _kind(digits))


def _phone(text: str, match: re.Match[str]) -> Iterator[Span]:
    digits = national(match[0])
    after_reference = _after_reference(text, match.start())
    if len(digits) not in (10, 11) or not digits.startswith("0") or (after_reference and not digits.startswith("07")):
        return
    start = match.start() + (match[0].startswith("(") and ")" not in match[0])
    yield Span(start, match.end(), _kind(digits))


def _after_reference(text: str, start: int) -> bool:
    return bool(_STRONG_REFERENCE.search(text, max(0, start - 24), start))


def national(written: str) -> str:
    """A number as written -> its digits in national form: 0..."""
    digits = re.sub(r"[^\d+]", "", written.translate(str.maketrans("OoIl", "0011")))
    if digits.startswith("+44"):
        return "0" + digits[3:].removeprefix("0")
    if digits.startswith("0044"):
        return "0" + digits[4:].removeprefix("0")
    if digits.startswith("447") and len(digits) == 12:
        return "0" + digits[2:]
    return digits


def spoken_digits(words: str) -> str:
    """“oh seven double oh” -> “0700”."""
    out, times = "", 1
    for word in re.findall(r"[a-z]+|\d", words.lower().replace("hundred", "double oh")):
        if word in ("double", "triple", "treble"):
            times = 2 if word == "double" else 3
            continue
        out += _DIGIT_WORDS.get(word, word) * times
        times = 1
    return out


def _kind(digits: str) -> str:
    return "PUBLIC_PHONE" if _PUBLIC_PHONE.match(digits) else "PHONE"
