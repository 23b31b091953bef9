"""Numbers that stand for a person or a case: NI, bank, documents, police records; and references, which are public."""

import ipaddress
import re
from collections.abc import Callable, Iterator
from itertools import chain

from bluelamp.language.spans import Span

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_NI_NUMBER = re.compile(r"(?<!\w)[A-CEGHJ-TW-Z][A-NP-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?!\w)", re.IGNORECASE)
_BANK = re.compile(
    r"\bsort ?code(?: is)?\W{1,3}\d{2}[ -]?\d{2}[ -]?\d{2}\b|\b(?:account|acc|acct|a/c)(?: (?:number|num|no|is)){0,2}\W{1,3}\d{8}\b"
    r"|(?<![\w-])\d{2}-\d{2}-\d{2}[ ,]{1,3}\d{8}(?!\w)|(?:\bcard (?:number|num|no)\.?(?: is)?\W{1,3})\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?![\w-])",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE)
_CARD = re.compile(r"(?<![\w-])(?:\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\w-])")
_DRIVER = re.compile(r"(?<!\w)[A-Z9]{5} ?\d[0156]\d[0-3]\d{2} ?[A-Z9]{2} ?[A-Z0-9]{3}(?!\w)", re.IGNORECASE)
_PASSPORT = re.compile(r"\bpassport\b[^.!?\n]{0,40}?\W(\d{9}|[A-Z]{1,2}\d{6,8})\b", re.IGNORECASE)
_HEALTH = re.compile(
    r"\bNHS(?: (?:number|num|no|id))?\.?(?: is)?\W{0,3}(\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)|\b(?:SSN|social security(?: number| no)?)(?: is)?\W{0,3}(\d{3}-?\d{2}-?\d{4})(?!\d)",
    re.IGNORECASE,
)
_MARKING = re.compile(
    r"\b(?:OFFICIAL ?[-–:\[(/]{0,2} ?SENSITIVE|(?:UK )?TOP SECRET|LAW ENFORCEMENT SENSITIVE|NOT PROTECTIVELY MARKED|FOR POLICE EYES ONLY"
    r"|(?:Official|official)[- ](?:Sensitive|sensitive)|[Ff]or police (?:eyes|use) only|[Nn]ot for (?:onward transmission|public release|disclosure)"
    r"|[Ii]nternal (?:use )?only|(?:RESTRICTED|CONFIDENTIAL|SECRET)(?! [A-Z]{3}))\b"
)
_PNC = re.compile(r"(?<![\w/])(?:19|20)?\d{2}/\d{4,7}[A-Z](?!\w)")
_RECORD = re.compile(
    r"\b(?:custody|nominal|pnc(?: ?id)?|cro|niche|occurrence|warrant)(?: (?:record|number|no|ref|id))?\W{1,3}"
    r"(?:[A-Z]{1,4}[/-]?)?\d{4,}[\w/-]{0,12}",
    re.IGNORECASE,
)
_IP = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)|(?<![\w:.])(?=[\da-f:]{0,39}[a-f:]{2})(?:[\da-f]{0,4}:){2,7}[\da-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)

_OF_DAY = (
    rf"(?: of (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? ?{MONTH}\b(?: \d{{4}}|)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|today))"
)
_REFERENCE = re.compile(
    r"\b(?:quot(?:e|ing)|ref(?:erence)?s?|log|incident|crime|serial|cad|case)(?: (?:number|no|ref|reference|log|id|is|of|quoting|crime|incident)\b){0,3}"
    rf"[\s.:#-]{{1,3}}((?:[A-Z]{{1,4}}[-/ ]?)?\d{{1,12}}(?:[-/]\w{{1,10}}){{0,4}}{_OF_DAY}?)(?![\w-]*\w)",
    re.IGNORECASE,
)
_BARE_REFERENCE = re.compile(
    rf"(?<![\w/-])(?:\d{{1,4}}/\d{{3,7}}/\d{{2,4}}|[A-Z]{{2,3}}[-/]\d{{3,7}}[-/]\d{{2,5}}|\d{{1,5}}{_OF_DAY})(?![\w/-])",
    re.IGNORECASE,
)


def identifiers(text: str) -> Iterator[Span]:
    yield from _spans(_NI_NUMBER, "NINO", text)
    yield from _spans(_BANK, "BANK", text)
    yield from _spans(_CARD, "BANK", text, _is_card)
    yield from _spans(_IBAN, "BANK", text, _is_iban)
    yield from _spans(_DRIVER, "DOCUMENT", text)
    for match in chain(_PASSPORT.finditer(text), _HEALTH.finditer(text)):
        group = match.lastindex or 1
        yield Span(match.start(group), match.end(group), "DOCUMENT")
    yield from _spans(_PNC, "RECORD", text)
    yield from _spans(_RECORD, "RECORD", text)
    yield from _spans(_IP, "IP", text, _is_address)


def markings(text: str) -> Iterator[Span]:
    """Protective markings: what bears one was not written for the public."""
    return _spans(_MARKING, "MARKING", text)


def references(text: str) -> Iterator[Span]:
    """Crime and log numbers that people are asked to quote."""
    for match in _REFERENCE.finditer(text):
        yield Span(match.start(1), match.end(1), "REFERENCE")
    yield from _spans(_BARE_REFERENCE, "REFERENCE", text)


def _spans(pattern: re.Pattern[str], kind: str, text: str, test: Callable[[str], bool] = bool) -> Iterator[Span]:
    return (Span(match.start(), match.end(), kind) for match in pattern.finditer(text) if test(match[0]))


def _is_card(written: str) -> bool:
    """Luhn's check, which one in ten chance numbers passes and every card does."""
    digits = [int(sign) for sign in written if sign.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_iban(written: str) -> bool:
    """The letters as numbers, the first four signs last: the remainder by 97 is 1."""
    signs = written.replace(" ", "").upper()
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _is_address(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return not written.startswith(("0.", "127."))
