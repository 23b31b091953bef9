"""What lies hidden in an odt, ods or odp."""

from collections import Counter

from bluelamp.media.hidden.zips import Locked, Pack

_KINDS = {"text": "document", "spreadsheet": "spreadsheet", "presentation": "slides", "graphics": "slides"}


def kind_of(pack: Pack) -> str:
    """ "document", "spreadsheet", "slides", or "" for another kind of pack."""
    if "mimetype" not in pack.names:
        return ""
    said = pack.read("mimetype").decode(errors="replace")
    return _KINDS.get(said.partition("opendocument.")[2].partition("-")[0].strip(), "")


def look(pack: Pack) -> Counter[str]:
    if any(tag == "encryption-data" for tag, _attributes in pack.elements("META-INF/manifest.xml")):
        raise Locked
    found: Counter[str] = Counter()
    hidden: set[str] = set()
    style = ""
    for tag, attributes in pack.elements("content.xml"):
        if tag == "style":
            style = attributes.get("name", "")
        if tag == "table-properties" and attributes.get("display") == "false":
            hidden.add(style)
        found["hidden_sheet"] += tag == "table" and attributes.get("style-name") in hidden
        found["hidden_rows"] += (
            tag in ("table-row", "table-column") and attributes.get("visibility", "visible") != "visible"
        )
        found["tracked_changes"] += tag in ("changed-region", "cell-content-change")
        found["comments"] += tag == "annotation"
        found["hidden_text"] += tag in ("hidden-text", "hidden-paragraph")
    found["notes"] = int(bool(pack.words("content.xml", "notes")))
    found["macros"] = len(pack.under("Basic/", ".xml")) + len(
        [n for n in pack.under("Scripts/") if not n.endswith("/")]
    )
    found["attachments"] = len({name.split("/")[0] for name in pack.under("Object ")})
    found["metadata"] = len({pack.words("meta.xml", tag) for tag in ("creator", "initial-creator")} - {""})
    return +found
