"""What lies hidden in a PDF: who wrote it, remarks, layers, files, programs, older versions, words under black boxes."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from bluelamp.media.hidden.covered import covered_words
from bluelamp.media.hidden.zips import Locked, TooMuch

MOST_PAGES = 100
_PEOPLE = ("/Author", "/Manager", "/Company")
_PLAIN = {"/Link", "/Widget", "/Popup"}
_FILES = {"/FileAttachment", "/Screen", "/Movie", "/RichMedia", "/3D", "/Sound"}


def look(data: bytes) -> Counter[str]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    if len(reader.pages) > MOST_PAGES:
        raise TooMuch
    found: Counter[str] = Counter()
    root, people = _plain(reader.trailer["/Root"]), _plain(reader.metadata)
    found["layers"] = len(_plain(root.get("/OCProperties", {})).get("/OCGs", []))
    found["attachments"] = int("/EmbeddedFiles" in _plain(root.get("/Names", {})))
    found["programs"] = _runs(root) + ("/JavaScript" in _plain(root.get("/Names", {})))
    found["metadata"] = sum(bool(str(people.get(name) or "").strip()) for name in _PEOPLE)
    found["form"] = len(_plain(root.get("/AcroForm", {})).get("/Fields", []))
    found["older"] = _older(data)
    for page in reader.pages:
        found["programs"] += "/AA" in page
        for kind in _annotations(page):
            found["attachments"] += kind in _FILES
            found["comments"] += kind not in _PLAIN | _FILES
        found["covered_words"] += covered_words(page)
    return +found


def _runs(root: Any) -> int:
    action = _plain(root.get("/OpenAction", {}))
    return ("/AA" in root) + (action.get("/S") in ("/JavaScript", "/Launch") if action else 0)


def _annotations(page: Any) -> Iterator[str]:
    for one in page.get("/Annots") or []:
        yield str(_plain(one).get("/Subtype", ""))


def _older(data: bytes) -> int:
    """Each saving by appending leaves what was there before; a file made for the web ends twice by itself."""
    ends = len(re.findall(rb"%%EOF", data))
    return max(0, ends - 1 - (b"/Linearized" in data[:2048]))


def _plain(value: Any) -> Any:
    """The dictionary behind a reference; an empty one for anything else."""
    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, DictionaryObject | dict) else {}
