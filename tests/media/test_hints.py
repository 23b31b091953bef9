"""What a machine sees in drawn pictures, and that it may fail, be missing or be slow without harm."""

import shutil
import subprocess
import sys
import time

import pytest
from PIL import Image

from bluelamp.media import hints, intake
from tests.support import drawn, files
from tests.support.files import Sent
from tests.support.world import World

LOOK = hints.of
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed here")


def look(picture: Image.Image, seconds: float = 60) -> dict[str, object]:
    """With all the time that a busy machine may need."""
    return LOOK(files.saved(picture, "JPEG", quality=90), "JPEG", picture.size, seconds)


def hit(boxes: object, part: drawn.Box) -> bool:
    return any(hints.middle_in(list(box), list(part)) for box in boxes)  # type: ignore[attr-defined]


def test_faces_are_found_where_they_are_and_not_where_there_are_none() -> None:
    scene = drawn.street()
    places = [
        drawn.put(scene, drawn.face(60), (60, 700)),
        drawn.put(scene, drawn.face(110, drawn.MIDDLE), (600, 300)),
        drawn.put(scene, drawn.face(220), (1200, 500)),
    ]
    seen = look(scene)
    assert all(hit(seen["faces"], place) for place in places)
    assert len(seen["faces"]) == 3  # type: ignore[arg-type]
    assert look(drawn.street(seed=7))["faces"] == []


def test_a_number_plate_is_found_by_its_shape_or_by_what_it_reads() -> None:
    scene = drawn.street()
    place = drawn.put(scene, drawn.plate("AB12 XYZ", 300), (640, 800))
    assert hit(look(scene)["plates"], place)
    assert look(drawn.street(seed=7))["plates"] == []


@needs_tesseract
def test_words_are_read_and_a_poster_is_no_number_plate() -> None:
    seen = look(drawn.poster("Have your say\nabout Harby Park\nSaturday 9 May\nVillage hall, Church Lane"))
    words = str(seen["text"]).split()
    assert {"Harby", "Park", "Village", "hall,", "Lane", "9"} <= set(words)
    assert seen["plates"] == []
    assert set(seen["tools"]) == {"opencv", "tesseract"}  # type: ignore[call-overload]


@needs_tesseract
def test_a_plate_on_a_plain_wall_is_read_as_one() -> None:
    scene = Image.new("RGB", (1200, 800), (210, 210, 205))
    place = drawn.put(scene, drawn.plate("AB12 XYZ", 500), (300, 300))
    seen = look(scene)
    assert "AB12" in str(seen["text"])
    assert hit(seen["plates"], place)


def test_without_a_reader_of_words_the_rest_is_still_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "tesseract", lambda: "")
    seen = look(drawn.street())
    assert "text" not in seen and seen["faces"] == []


@pytest.mark.parametrize("program", ["/bin/true", "/bin/cat", "/nowhere/python"])
def test_a_looker_that_fails_has_not_looked_and_that_is_all(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(hints.sys, "executable", program)
    assert look(drawn.street()) == {}


def test_a_slow_looker_is_stopped_with_its_own_children_and_keeps_what_it_had(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    code = (
        "import sys, time; sys.stdin.buffer.read(); print('{\"faces\": [[1, 2, 30, 40]]}', flush=True); time.sleep(60)"
    )
    real = subprocess.Popen
    monkeypatch.setattr(hints.subprocess, "Popen", lambda _command, **how: real([sys.executable, "-c", code], **how))
    began = time.monotonic()
    assert look(drawn.street(), seconds=2.0) == {"faces": [[1, 2, 30, 40]]}
    assert time.monotonic() - began < 20


def test_boxes_that_no_picture_has_are_brought_back_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    wild = b'{"faces": [[-5, -5, 9999, 9999], [60, 90, 50, 50]]}\nnonsense\n[1]\n{"plates": [[200, 200, 1, 1]]'
    monkeypatch.setattr(hints, "_run", lambda *_args: wild)
    assert LOOK(b"", "JPEG", (100, 80)) == {"faces": [[0, 0, 100, 80]]}


def test_the_looker_is_never_part_of_the_web_process() -> None:
    code = "import sys, bluelamp.media.hints; print([m for m in sys.modules if m.startswith(('cv2', 'numpy'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_child_cannot_take_more_memory_than_its_own() -> None:
    code = "from bluelamp.media import look; look.limit(); bytearray(1200 * 1024 * 1024)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


@pytest.mark.django_db
def test_intake_keeps_what_was_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "of", LOOK)
    scene = drawn.street((800, 600))
    drawn.put(scene, drawn.face(150), (300, 200))
    picture = intake.take(world.force, Sent(files.saved(scene, "PNG")), world.ann)
    assert len(picture.boxes("faces") or []) == 1 and picture.boxes("plates") == []
    plain = intake.take(world.force, Sent(files.saved(scene, "PNG")), world.ann, look=False)
    assert plain.seen == {} and plain.boxes("faces") is None
