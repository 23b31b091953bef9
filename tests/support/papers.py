"""Office files and PDFs made by hand: honest ones, telling ones, and ones that mean harm."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>PC A. Nobody</dc:creator>'
    "<cp:lastModifiedBy>PC A. Nobody</cp:lastModifiedBy></cp:coreProperties>"
)


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def xlsx(workbook: str = "", sheet: str = "", **more: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {S}><sheets><sheet name="Figures"/>{workbook}</sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{sheet}</sheetData></worksheet>",
    }
    return pack({**parts, **more})


def docx(body: str = "<w:p><w:r><w:t>Hello</w:t></w:r></w:p>", more: Mapping[str, str | bytes] | None = None) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W} {A}><w:body>{body}</w:body></w:document>",
    }
    return pack({**parts, **(more or {})})


def pptx(more: Mapping[str, str | bytes] | None = None, slide: str = "") -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": "<p/>",
        "ppt/slides/slide1.xml": f'<p:sld xmlns:p="p" {A}{slide}><a:t>Hello</a:t></p:sld>',
    }
    return pack({**parts, **(more or {})})


def odf(kind: str, content: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "table", "style", "presentation", "dc"))
    parts: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
    }
    return pack({**parts, **(more or {})})


def pdf(
    content: bytes = b"BT /F1 12 Tf 50 200 Td (Hello) Tj ET", root: bytes = b"", page: bytes = b"", info: bytes = b""
) -> bytes:
    """One page, its drawing as given, and what else stands in its root, its page and its title record."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>" % page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<<%s>>" % info,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
