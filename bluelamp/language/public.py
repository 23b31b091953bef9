"""Does an address belong to a building that is there for the public? The words before it tell."""

import re

_PUBLIC = re.compile(
    r"\b(?:police (?:station|office|post|museum|hq|headquarters)|front counter|headquarters|HQ|library|museum|town hall|civic centre|constabulary|P\.?O\.? Box"
    r"|community (?:centre|hall|room|hub)|village hall|leisure centre|(?:magistrates'?|crown|county) court|church hall|hospital|front desk|enquiry office"
    r"|(?:beat|custody|response) (?:base|office|suite)|drop[- ]in|public meeting|surgery|(?:gorsaf|swyddfa)(?: yr)? heddlu|llyfrgell|neuadd)\b"
    r"|(?<!railway )(?<!train )(?<!bus )(?<!petrol )(?<!fire )(?<!tube )(?<!service )(?<!filling )\bstation\b",
    re.IGNORECASE,
)
# These only right before the address: “St Bede's School, 12 High Street”.
_PUBLIC_NAME = re.compile(
    r"\b(?:school|church|chapel|mosque|temple|synagogue|centre|college|university|theatre|market|caf[eé]|arena|stadium|hall|club|pub|inn|supermarket|office|base|counter|hub),? (?:at |on |in )?$",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"\b(?:lives?|living|resid\w+|home|house|address(?:es)?|staying|property|flat|resident|tenant|moved)\b",
    re.IGNORECASE,
)
_STATION_STREET = re.compile(r"\bStation (?:Road|Rd|Street|St|Lane|Approach)\b", re.IGNORECASE)
_REACH = 60  # characters before an address in which a public building claims it
_ENDS = (". ", "! ", "? ", "\n")


def is_public(text: str, start: int) -> bool:
    """A public building was named shortly before, in the same sentence, and nobody's home since."""
    before = text[max(0, start - _REACH) : start]
    for end in _ENDS:
        before = before.rpartition(end)[2]
    plain = _STATION_STREET.sub("", before)
    found = list(_PUBLIC.finditer(plain))
    if found:
        return not _AT_HOME.search(plain, found[-1].end())
    return bool(_PUBLIC_NAME.search(before))
