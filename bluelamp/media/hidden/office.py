"""What lies hidden in a docx, xlsx or pptx (and in their kin with macros and templates)."""

from collections import Counter
from collections.abc import Iterator

from bluelamp.media.hidden.zips import Element, Pack

_CHANGES = {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel"}
_SELF = {"hyperlink"}
"""Kinds of link to the outside that show themselves: a reader sees where they lead."""
_TRUE = {"1", "true", "on"}


def kind_of(pack: Pack) -> str:
    """ "document", "spreadsheet", "slides", or "" for another kind of pack."""
    for folder, kind in (("word/", "document"), ("xl/", "spreadsheet"), ("ppt/", "slides")):
        if pack.under(folder):
            return kind
    return ""


def look(pack: Pack, kind: str) -> Counter[str]:
    found: Counter[str] = Counter()
    found["macros"] = len([name for name in pack.names if name.endswith("vbaProject.bin")])
    found["attachments"] = len([name for name in pack.names if "/embeddings/" in name and not name.endswith("/")])
    found["external_links"] = sum(_links(pack))
    found["metadata"] = len(_people(pack))
    found["cropped"] = sum(_cropped(pack))
    found.update({"document": _document, "spreadsheet": _spreadsheet, "slides": _slides}[kind](pack))
    return +found


def _document(pack: Pack) -> Counter[str]:
    found: Counter[str] = Counter()
    for name in pack.under("word/", ".xml"):
        if name.startswith(("word/theme/", "word/styles", "word/settings", "word/font")):
            continue
        for tag, attributes in pack.elements(name):
            found["tracked_changes"] += tag in _CHANGES
            found["hidden_text"] += tag == "vanish" and attributes.get("val", "1") in _TRUE
            found["comments"] += tag == "comment"
    return found


def _spreadsheet(pack: Pack) -> Counter[str]:
    found: Counter[str] = Counter()
    for tag, attributes in pack.elements("xl/workbook.xml"):
        found["hidden_sheet"] += tag == "sheet" and attributes.get("state") in ("hidden", "veryHidden")
    for name in pack.under("xl/worksheets/", ".xml"):
        found["hidden_rows"] += sum(
            tag in ("row", "col") and attributes.get("hidden") in _TRUE for tag, attributes in pack.elements(name)
        )
    found["comments"] = len(pack.under("xl/comments", ".xml")) + len(pack.under("xl/threadedComments/", ".xml"))
    found["tracked_changes"] = len(pack.under("xl/revisions/revisionLog"))
    found["behind_tables"] = len(pack.under("xl/pivotCache/pivotCacheRecords"))
    found["external_links"] = len(pack.under("xl/externalLinks/", ".xml")) + len(pack.under("xl/connections"))
    return found


def _slides(pack: Pack) -> Counter[str]:
    found: Counter[str] = Counter()
    for name in pack.under("ppt/slides/", ".xml"):
        first = next(iter(pack.elements(name)), ("", {}))
        found["hidden_slides"] += first[1].get("show", "1") not in _TRUE
    for name in pack.under("ppt/notesSlides/", ".xml"):
        found["notes"] += any(not sign.isdigit() for sign in pack.words(name, "t"))  # a lone number is the page's
    found["comments"] = len(pack.under("ppt/comments/", ".xml"))
    return found


def _links(pack: Pack) -> Iterator[bool]:
    """Of every link to the outside, whether it is one that loads or runs something."""
    for name in pack.names:
        if name.endswith(".rels"):
            for tag, attributes in pack.elements(name):
                outside = tag == "Relationship" and attributes.get("TargetMode") == "External"
                yield outside and attributes.get("Type", "").rpartition("/")[2] not in _SELF


def _people(pack: Pack) -> set[str]:
    core = {pack.words("docProps/core.xml", tag) for tag in ("creator", "lastModifiedBy")}
    return {said for said in (*core, pack.words("docProps/app.xml", "Manager")) if said}


def _cropped(pack: Pack) -> Iterator[bool]:
    """Pictures cut to size for the eye only: what was cut away is still in the file."""
    for name in pack.names:
        if name.endswith(".xml") and name.startswith(("word/document", "ppt/slides/", "xl/drawings/")):
            yield from (_cut(element) for element in pack.elements(name))


def _cut(element: Element) -> bool:
    tag, attributes = element
    return tag == "srcRect" and any(attributes.get(side, "0") != "0" for side in "ltrb")
