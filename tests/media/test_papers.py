"""Office files and PDFs: what is hidden in them is found, named, and none of it is kept."""

import io
import struct
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from bluelamp.kernel.errors import Refused
from bluelamp.media import intake, paper_words
from bluelamp.media.hidden import child, zips
from bluelamp.media.models import Picture
from tests.support import files
from tests.support import papers as made
from tests.support.files import Sent
from tests.support.world import World


def attached() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf())))
    writer.add_attachment("names.csv", b"A. Nobody")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


SECRET = b"BT /F1 12 Tf 50 200 Td (A. Nobody) Tj ET "
BOX = b"45 195 100 20 re f"
OUTSIDE = '<Relationships><Relationship Type="x/%s" TargetMode="External" Target="http://a.example/"/></Relationships>'
FOUND = {
    "hidden sheet": (made.xlsx('<sheet name="Staff" state="hidden"/><sheet name="x" state="veryHidden"/>'), "hidden_sheet", 2),
    "hidden row": (made.xlsx(sheet='<row r="3" hidden="1"/><row r="4"/>'), "hidden_rows", 1),
    "hidden column": (made.xlsx(sheet='<cols><col min="2" max="2" hidden="true"/></cols>'), "hidden_rows", 1),
    "pivot data": (made.xlsx(**{"xl/pivotCache/pivotCacheRecords1.xml": "<x/>"}), "behind_tables", 1),
    "sheet comments": (made.xlsx(**{"xl/comments1.xml": "<x/>"}), "comments", 1),
    "macro": (made.xlsx(**{"xl/vbaProject.bin": b"\0"}), "macros", 1),
    "linked book": (made.xlsx(**{"xl/externalLinks/externalLink1.xml": "<x/>"}), "external_links", 1),
    "insertion and deletion": (made.docx("<w:ins/><w:p><w:del/></w:p>"), "tracked_changes", 2),
    "changes in a footnote": (made.docx(more={"word/footnotes.xml": f"<w:x {made.W}><w:del/></w:x>"}), "tracked_changes", 1),
    "hidden text": (made.docx('<w:rPr><w:vanish/></w:rPr><w:vanish w:val="0"/>'), "hidden_text", 1),
    "comment": (made.docx(more={"word/comments.xml": f"<w:comments {made.W}><w:comment/></w:comments>"}), "comments", 1),
    "author": (made.docx(more={"docProps/core.xml": made.CORE}), "metadata", 1),
    "embedded sheet": (made.docx(more={"word/embeddings/sheet.xlsx": made.xlsx()}), "attachments", 1),
    "template from afar": (made.docx(more={"word/_rels/settings.xml.rels": OUTSIDE % "attachedTemplate"}), "external_links", 1),
    "cropped picture": (made.docx('<a:srcRect l="25000"/><a:srcRect/>'), "cropped", 1),
    "notes": (made.pptx({"ppt/notesSlides/notesSlide1.xml": f"<x {made.A}><a:t>Say</a:t><a:t>nothing</a:t></x>"}), "notes", 1),
    "hidden slide": (made.pptx(slide=' show="0"'), "hidden_slides", 1),
    "odt changes": (made.odf("text", "<text:tracked-changes><text:changed-region/></text:tracked-changes>"), "tracked_changes", 1),
    "odt comment": (made.odf("text", "<office:annotation>x</office:annotation>"), "comments", 1),
    "ods hidden sheet": (
        made.odf(
            "spreadsheet",
            '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
            '<table:table table:style-name="t"/><table:table/>',
        ),
        "hidden_sheet",
        1,
    ),
    "odp notes": (made.odf("presentation", "<presentation:notes><text:p>x</text:p></presentation:notes>"), "notes", 1),
    "odt macro": (made.odf("text", "", {"Basic/Standard/Module1.xml": "<x/>"}), "macros", 1),
    "pdf author": (made.pdf(info=b"/Author (PC A. Nobody) /Title (Market day)"), "metadata", 1),
    "pdf layer": (made.pdf(root=b"/OCProperties<</OCGs[5 0 R]/D<<>>>>"), "layers", 1),
    "pdf remark": (made.pdf(page=b"/Annots[<</Subtype/Text/Contents(x)>><</Subtype/Link>>]"), "comments", 1),
    "pdf program": (made.pdf(root=b"/OpenAction<</S/JavaScript/JS(x)>>"), "programs", 1),
    "pdf file": (attached(), "attachments", 1),
    "pdf form": (made.pdf(root=b"/AcroForm<</Fields[<<>>]>>"), "form", 1),
    "pdf older": (made.pdf() + b"\n%%EOF\n", "older", 1),
    "black box": (made.pdf(SECRET + b"0 g " + BOX), "covered_words", 1),
    "black box elsewhere on a turned page": (made.pdf(b"q 2 0 0 2 9 9 cm " + SECRET + b"0 0 0 rg " + BOX + b" Q"), "covered_words", 1),
    "black box in ink": (made.pdf(SECRET + b"0 0 0 1 k " + BOX), "covered_words", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_is_hidden_is_found_and_nothing_else_is_claimed(name: str) -> None:
    data, code, count = FOUND[name]
    told = child.look(data)
    assert told.get("hidden") == {code: count}, told
    assert "reason" not in told


CLEAN = {
    "docx": made.docx(),
    "docx with a link": made.docx(more={"word/_rels/document.xml.rels": OUTSIDE % "hyperlink"}),
    "xlsx": made.xlsx(sheet='<row r="1" hidden="0"/>'),
    "pptx with a page number": made.pptx({"ppt/notesSlides/notesSlide1.xml": f"<x {made.A}><a:t>3</a:t></x>"}),
    "odt": made.odf("text", "<text:p>Hello</text:p>"),
    "pdf": made.pdf(),
    "white words on a black head": made.pdf(b"0 g " + BOX + b" 1 g " + SECRET),
    "words on grey": made.pdf(SECRET + b"0.9 g " + BOX),
    "words beside a black box": made.pdf(SECRET + b"0 g 45 100 100 20 re f"),
    "a black frame": made.pdf(SECRET + b"0 g 45 195 100 20 re S"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_one_is_not_suspected(name: str) -> None:
    assert child.look(CLEAN[name]).get("hidden") == {}


def bomb() -> bytes:
    return made.docx("<w:p/>", {"word/header1.xml": b"<x>" + b" " * (60 * 1024 * 1024) + b"</x>"})


def lying() -> bytes:
    """A part that is far larger than the table of contents says."""
    data = bytearray(made.docx("", {"word/header1.xml": b"<x>" + b" " * (45 * 1024 * 1024) + b"</x>"}))
    at = data.rindex(b"word/header1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def quine() -> bytes:
    return made.pack({"a.zip": made.pack({"b.zip": made.pack({"c.txt": "x"})})})


def many() -> bytes:
    return made.pack({f"word/{number}.xml": "" for number in range(zips.MOST_PARTS + 1)})


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
FETCHES = '<!DOCTYPE x [<!ENTITY a SYSTEM "secret.txt">]><x>&a;</x>'
HOSTILE = {
    "bomb": (bomb(), {"too_hard"}),
    "lying about its size": (lying(), {"too_hard", "broken"}),
    "five thousand parts": (many(), {"too_hard"}),
    "entities": (made.docx(more={"word/comments.xml": LAUGHS}), {"too_hard"}),
    "entities from a file": (made.docx(more={"word/comments.xml": FETCHES}), {"too_hard"}),
    "not xml": (made.docx("<w:p>"), {"broken"}),
    "cut short": (made.docx()[:200], {"broken"}),
    "pdf cut short": (made.pdf()[:60], {"broken"}),
    "pdf that turns in a circle": (made.pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"), {"broken", "too_hard"}),
    "locked pdf": (locked(), {"locked"}),
    "locked office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), {"locked"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_mean_harm_cost_little_and_are_refused(name: str) -> None:
    data, reasons = HOSTILE[name]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-I", "-m", "bluelamp.media.hidden.child"], input=data, capture_output=True, check=True
    )
    told = done.stdout.decode()
    assert any(f'"reason": "{reason}"' in told for reason in reasons), told
    assert "secret" not in told
    assert time.monotonic() - began < 10


def test_the_child_cannot_take_more_memory_than_its_own() -> None:
    code = "from bluelamp.media.hidden import child; child.limit(); bytearray(450 * 1024 * 1024)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_a_locked_part_of_a_pack_is_not_guessed_at() -> None:
    data = bytearray(made.docx())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            data[at + offset] |= 1
            at += 4
    assert child.look(bytes(data))["reason"] == "locked"


def test_a_pack_in_a_pack_is_not_opened() -> None:
    assert child.look(quine()) == {"kind": "archive", "hidden": {}}


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([made.docx("<w:ins/>"), made.xlsx(), made.pdf(SECRET), made.odf("text", "")]), st.data())
def test_the_reader_never_falls_over(data: bytes, draw: st.DataObject) -> None:
    bent = bytearray(data[: draw.draw(st.integers(0, len(data)))])
    for _ in range(draw.draw(st.integers(0, 8))):
        if bent:
            bent[draw.draw(st.integers(0, len(bent) - 1))] = draw.draw(st.integers(0, 255))
    told = child.look(bytes(bent))
    assert set(told.get("hidden", {})) <= set(paper_words.FOUND)
    assert told.get("reason", "broken") in paper_words.REFUSED


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (made.xlsx('<sheet name="Staff" state="hidden"/><sheet name="x" state="hidden"/>'), ["2 hidden sheets", "Write the figures"]),
        (made.docx("<w:ins/>"), ["This document", "1 tracked change", "Copy the words"]),
        (made.pptx({"ppt/notesSlides/n.xml": f"<x {made.A}><a:t>Hush</a:t></x>"}), ["notes on 1 slide"]),
        (made.pdf(SECRET + b"0 g " + BOX), ["This PDF", "1 piece of text under a black box"]),
        (made.pdf(), ["This PDF", "nothing hidden"]),
        (quine(), ["packed file"]),
        (locked(), ["locked with a password"]),
    ],
    ids=["spreadsheet", "document", "slides", "pdf", "clean pdf", "pack", "locked"],
)  # fmt: skip
@pytest.mark.django_db
def test_the_officer_is_told_what_lies_in_it_and_what_to_do(
    world: World,
    data: bytes,
    says: list[str],
    settings,  # type: ignore[no-untyped-def]
) -> None:
    with pytest.raises(Refused) as refused:
        intake.take(world.force, Sent(data, "figures.jpg"), world.ann)
    sentence = str(refused.value)
    assert [part for part in says if part not in sentence] == []
    assert not [word for word in ("invalid", "error") if word in sentence.lower()]
    assert not Picture.objects.of(world.force).exists() and not list(settings.MEDIA_ROOT.rglob("*"))


@pytest.mark.django_db
def test_a_picture_with_a_pack_behind_it_comes_through_as_a_picture_only(world: World) -> None:
    """A file that is a picture to one reader and a pack to another is a picture here, and the pack is left behind."""
    both = files.saved(files.drawing()) + made.docx("<w:ins/>")
    assert zipfile.is_zipfile(io.BytesIO(both))
    picture = intake.take(world.force, Sent(both), world.ann)
    assert picture.stripped == ["tail"]
    assert not zipfile.is_zipfile(picture.path)
