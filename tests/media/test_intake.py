import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Refused
from bluelamp.media import header, intake, papers, sandbox, words
from bluelamp.media.models import Picture
from tests.support import files
from tests.support.files import Sent
from tests.support.world import World

pytestmark = pytest.mark.django_db
SECRETS = [b"Secret", b"script", b"Acme", b"Exif", b"GPS", b"xmp", b"ICC_PROFILE", b"A. Nobody"]


def take(world: World, data: bytes, name: str = "IMG_0001.jpg") -> Picture:
    return intake.take(world.force, Sent(data, name), world.ann)


@pytest.mark.parametrize(
    ("data", "mime", "removed"),
    [
        (
            files.telling_jpeg(),
            "image/jpeg",
            {"place", "time", "camera", "owner", "history", "comment", "colour", "tail"},
        ),
        (
            files.saved(files.drawing(), comment=b"Secret", exif=files.telling_exif()),
            "image/jpeg",
            {"place", "time", "camera", "owner", "comment"},
        ),
        (files.telling_png(), "image/png", {"place", "time", "camera", "owner", "history", "comment"}),
        (files.telling_webp(), "image/webp", {"place", "time", "camera", "owner", "history"}),
    ],
    ids=["jpeg", "jpeg without a profile", "png", "webp"],
)
def test_nothing_but_pixels_comes_through_and_what_was_taken_off_is_told(
    world: World, data: bytes, mime: str, removed: set[str]
) -> None:
    picture = take(world, data)
    assert picture.mime == mime
    assert set(picture.stripped) == removed
    for path in (picture.path, picture.thumb_path):
        kept = path.read_bytes()
        assert not [secret for secret in SECRETS if secret in kept]
        again = Image.open(io.BytesIO(kept))
        assert not again.getexif() and "icc_profile" not in again.info and "comment" not in again.info
    told = words.removed(picture.stripped)
    assert told[0] == "where it was taken"
    assert len(told) == len(removed)


def test_the_original_is_nowhere_on_the_disk(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    data = files.telling_jpeg()
    take(world, data)
    kept = [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert len(kept) == 2
    assert data not in kept


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_stands_upright(world: World, orientation: int) -> None:
    upright = files.drawing((400, 200))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    laid = upright.transpose(Image.Transpose(undo[orientation])) if orientation in undo else upright
    exif = files.telling_exif(orientation)
    picture = take(world, files.saved(laid, exif=exif, quality=95))
    with Image.open(picture.path) as seen:
        assert seen.size == (400, 200)
        red, _green, blue = seen.getpixel((10, 10))  # type: ignore[misc]
        assert red > 150 > blue


def test_big_pictures_become_small_enough_and_keep_their_shape(world: World) -> None:
    picture = take(world, files.saved(files.drawing((4000, 3000))))
    assert (picture.width, picture.height) == (2560, 1920)
    with Image.open(picture.thumb_path) as thumb:
        assert thumb.size == (640, 480)


def test_see_through_stays_see_through(world: World) -> None:
    picture = take(world, files.telling_png())
    with Image.open(picture.path) as seen:
        assert seen.mode == "RGBA"
        assert seen.getpixel((700, 500))[3] == 128  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "CMYK"])
def test_other_ways_to_store_colours_are_taken(world: World, mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (300, 200), 40_000) if mode == "I;16" else files.drawing((300, 200)).convert(mode)
    picture = take(world, files.saved(source, form))
    with Image.open(picture.path) as seen:
        assert seen.size == (300, 200)
        assert seen.mode in ("RGB", "RGBA")
        if mode == "I;16":
            assert abs(seen.getpixel((5, 5))[0] - 40_000 // 256) <= 1  # type: ignore[index]


def test_a_picture_is_judged_by_what_it_is_not_by_its_name(world: World) -> None:
    picture = take(world, files.telling_png(), "../../holiday‮gnp.html")
    assert picture.mime == "image/png"
    assert picture.came_as == "holidaygnp.html"


def test_the_same_picture_twice_is_two_rows_and_one_file(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    one, two = take(world, files.telling_jpeg()), take(world, files.telling_jpeg())
    assert one.pk != two.pk and one.sha256 == two.sha256
    assert len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == 2


def test_taking_a_picture_is_written_down_with_both_digests(world: World) -> None:
    picture = take(world, files.telling_jpeg())
    entry = Entry.objects.get(act="picture.take")
    assert entry.object_id == str(picture.pk)
    assert entry.facts["sha256"] == picture.sha256
    assert "place" in entry.facts["removed"]


def animated() -> bytes:
    frames = [files.drawing((60, 60)), Image.new("RGB", (60, 60), "navy")]
    return files.saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def animated_png() -> bytes:
    frames = [files.drawing((60, 60)), Image.new("RGB", (60, 60), "navy")]
    return files.saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


NOT_TAKEN = {
    "empty": b"",
    "too_big": files.saved(files.drawing()) + b"x" * header.MOST_BYTES,
    "too_many_pixels": files.png_bomb(9400, 9400),
    "moving": animated(),
    "moving ": animated_png(),
    "gif": files.saved(files.drawing((50, 50)), "GIF"),
    "svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "video": b"\0\0\0\x18ftypmp42\0\0\0\0isomiso2",
    "text": b"Please publish this.",
    "unknown": b"BM\x9a\xff\xfe\0\0\0",
    "broken": files.saved(files.drawing())[:-4000],
    "broken ": files.telling_png()[:300],
    "broken  ": b"\xff\xd8\xff\xe0",
    "broken   ": b"\x89PNG\r\n\x1a\n",
    "too_hard": files.scan_bomb(80, (64, 64)),
}


@pytest.mark.parametrize("code", NOT_TAKEN)
def test_what_cannot_be_taken_gets_its_own_kind_sentence_and_leaves_nothing(world: World, code: str, settings) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as refused:
        take(world, NOT_TAKEN[code])
    sentence = str(refused.value)
    assert sentence == str(words.REFUSALS[code.strip()])
    assert not [word for word in ("invalid", "error") if word in sentence.lower()]
    assert not Picture.objects.of(world.force).exists()
    assert not list(settings.MEDIA_ROOT.rglob("*"))


def test_a_script_that_is_also_a_picture_comes_out_as_a_picture_only(world: World) -> None:
    body = files.saved(files.drawing())
    note = b"*/=alert('polyglot');/*"
    picture = take(world, body[:2] + b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note + body[2:], "x.js")
    assert b"polyglot" not in picture.path.read_bytes()
    assert picture.stripped == ["comment"]


def test_pixels_cut_short_inside_a_whole_looking_file_are_noticed(world: World) -> None:
    data = files.saved(files.drawing(), "PNG")
    at = data.index(b"IDAT")
    broken = data[: at + 4] + b"\0" * 40 + data[at + 44 :]
    with pytest.raises(Refused, match="damaged"):
        take(world, broken)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([files.telling_jpeg((40, 30)), files.telling_png(), files.telling_webp()]), st.data())
def test_the_gate_never_falls_over(data: bytes, draw: st.DataObject) -> None:
    """Any file, cut and scratched anywhere, is either told apart or refused with a known code."""
    bent = bytearray(data[: draw.draw(st.integers(0, len(data)))])
    for _ in range(draw.draw(st.integers(0, 6))):
        if bent:
            bent[draw.draw(st.integers(0, len(bent) - 1))] = draw.draw(st.integers(0, 255))
    try:
        told = header.read(bytes(bent))
    except header.Unfit as unfit:
        assert unfit.code in words.REFUSALS or unfit.code in papers.CODES
    else:
        assert 0 < told.width * told.height <= header.MOST_PIXELS
        assert set(told.removed) <= set(words.REMOVED)


MEASURE = """
import resource, sys, time
from bluelamp.media import sandbox
from bluelamp.media.header import Unfit
began = time.monotonic()
try:
    sandbox.clean(sys.stdin.buffer.read(), sys.argv[1])
    said = "taken"
except Unfit as unfit:
    said = unfit.code
print(said, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, time.monotonic() - began)
"""


def cost(data: bytes, form: str) -> tuple[str, int, float]:
    """(outcome, peak memory of the child in MB, seconds), past the gate, in a process that has no other children."""
    done = subprocess.run([sys.executable, "-c", MEASURE, form], input=data, capture_output=True, check=True)
    said, memory, seconds = done.stdout.split()
    return said.decode(), int(memory), float(seconds)


BOMBS = {
    "88 megapixels": (lambda: files.png_bomb(9400, 9400), "PNG", {"too_many_pixels"}),
    "40 megapixels in colour": (lambda: files.noise_png(8000, 5000), "PNG", {"taken"}),
    "20 MB, 36 megapixels, endless scans": (
        lambda: (files.scan_bomb(2400) + b"\0" * header.MOST_BYTES)[: header.MOST_BYTES],
        "JPEG",
        {"too_hard"},
    ),
    "20 MB of nonsense before 39 megapixels": (lambda: files.png_bomb(6200, 6200, 19_900_000), "PNG", {"taken"}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_neither_memory_nor_time(name: str) -> None:
    make, form, outcomes = BOMBS[name]
    data = make()
    assert len(data) <= header.MOST_BYTES
    said, memory, seconds = cost(data, form)
    print(f"{name}: {len(data)} bytes, {said}, {memory} MB, {seconds:.1f} s")
    assert said in outcomes
    assert memory <= 512
    assert seconds <= 10


def test_the_child_knows_nothing_of_us() -> None:
    code = "import sys, bluelamp.media.child; print([m for m in sys.modules if m.startswith(('django', 'psycopg'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_child_cannot_take_more_memory_than_its_own() -> None:
    """A decoder that goes wild gets an error, not the machine's memory."""
    code = "from bluelamp.media import child; child.limit(); bytearray(600 * 1024 * 1024)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_a_child_that_says_nothing_means_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.sys, "executable", "/bin/true")
    with pytest.raises(header.Unfit, match="broken"):
        sandbox.clean(b"", "PNG")


def test_a_picture_that_is_drawn_on_keeps_what_is_drawn(world: World) -> None:
    source = files.drawing((500, 500))
    ImageDraw.Draw(source).ellipse((200, 200, 300, 300), fill=(0, 0, 0))
    picture = take(world, files.saved(source, "WEBP"))
    with Image.open(picture.path) as seen:
        assert max(seen.convert("RGB").getpixel((250, 250))) < 40  # type: ignore[arg-type, type-var]
