"""The child process that looks for faces, number plates and words: `python -m bluelamp.media.look JPEG|PNG|WEBP [TESSERACT]`.

A picture that intake has made comes in on standard input; out come lines of JSON, each as soon as it is known, so that
who runs out of time keeps what was found till then: {"faces": [[left, top, width, height], ...]}, {"plates": ...},
{"words": [[word, left, top, width, height], ...]}, each with {"tools": {name: version}}. All of them are hints. The
detectors find about what a hurried person finds: faces from the front, plates that are read easily, printed words.
"""

import csv
import io
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy
from PIL import Image

Box = tuple[int, int, int, int]
MEMORY = 1024 * 1024 * 1024
SECONDS = 8
_FACES, _SIDES, _PLATES, _WORDS = 1280, 640, 1280, 2000
"""Longest side in pixels at which each is looked for."""
_SURE = 60
_CASCADES = Path(cv2.__file__).parent / "data"


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def faces(picture: Image.Image) -> list[Box]:
    """From the front, also with the light evened out, which helps with dark skin and dark rooms; from both sides."""
    grey, factor = _grey(picture, _FACES)
    found = _scan("frontalface_alt2", grey, factor, 4)
    even = cv2.createCLAHE(4.0, (8, 8)).apply(grey)
    found += _scan("frontalface_alt2", even, factor, 4)
    side, factor = _grey(picture, _SIDES)
    found += _scan("profileface", side, factor, 6)
    turned = _scan("profileface", numpy.ascontiguousarray(side[:, ::-1]), factor, 6)
    found += [(picture.width - left - width, top, width, height) for left, top, width, height in turned]
    return apart(found)


def plates(picture: Image.Image) -> list[Box]:
    grey, factor = _grey(picture, _PLATES)
    return apart(_scan("russian_plate_number", grey, factor, 4, (40, 10)))


def words(picture: Image.Image, tesseract: str) -> list[tuple[str, int, int, int, int]]:
    """Each printed word that is read with some certainty, in the order in which Tesseract gives them."""
    grey, factor = _grey(picture, _WORDS)
    out = io.BytesIO()
    Image.fromarray(grey).save(out, "PPM")
    told = _ask(tesseract, "stdin", "stdout", "-l", _languages(tesseract), "tsv", data=out.getvalue())
    rows = csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["text"], *_box(row, factor)) for row in rows if _is_word(row)]


def apart(boxes: list[Box]) -> list[Box]:
    """Without those whose middle lies in one that is kept; the bigger ones are kept."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: (-box[2] * box[3], box)):
        x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
        if not any(left <= x <= left + width and top <= y <= top + height for left, top, width, height in kept):
            kept.append(box)
    return sorted(kept)


def _grey(picture: Image.Image, longest: int) -> tuple[Any, float]:
    """An array of at most `longest` on its longest side, and by how much its boxes must be made bigger."""
    factor = max(1.0, max(picture.size) / longest)
    small = picture.convert("L")
    if factor > 1:
        size = max(1, round(picture.width / factor)), max(1, round(picture.height / factor))
        small = small.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    return numpy.asarray(small), factor


def _scan(name: str, grey: Any, factor: float, sure: int, least: tuple[int, int] = (24, 24)) -> list[Box]:
    cascade = cv2.CascadeClassifier(str(_CASCADES / f"haarcascade_{name}.xml"))
    found = cascade.detectMultiScale(grey, scaleFactor=1.1, minNeighbors=sure, minSize=least)
    return [tuple(round(float(value) * factor) for value in box) for box in found]  # type: ignore[misc]


def _ask(*command: str, data: bytes = b"") -> str:
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return done.stdout.decode(errors="replace")


def _languages(tesseract: str) -> str:
    there = _ask(tesseract, "--list-langs").split()
    return "+".join(lang for lang in ("eng", "cym") if lang in there) or "eng"


def _is_word(row: dict[str, str]) -> bool:
    said = row.get("text") or ""
    telling = sum(sign.isalnum() for sign in said) >= 2 or said.isdigit()
    return telling and float(row["conf"]) >= _SURE


def _box(row: dict[str, str], factor: float) -> Box:
    left, top, width, height = (round(int(row[name]) * factor) for name in ("left", "top", "width", "height"))
    return left, top, width, height


def look(picture: Image.Image, tesseract: str) -> Iterator[dict[str, Any]]:
    yield {"faces": faces(picture), "tools": {"opencv": cv2.__version__}}
    yield {"plates": plates(picture)}
    if tesseract:
        version = _ask(tesseract, "--version").split()[1]
        yield {"words": words(picture, tesseract), "tools": {"tesseract": version}}


if __name__ == "__main__":
    limit()
    cv2.setNumThreads(1)
    seen = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=[sys.argv[1]])
    for line in look(seen.convert("RGB"), sys.argv[2] if sys.argv[2:] else ""):
        print(json.dumps(line), flush=True)
