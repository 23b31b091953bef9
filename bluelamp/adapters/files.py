"""Small, whole-or-nothing changes to files, for the adapters whose network is a folder."""

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bluelamp.adapters.contract import Picture
from bluelamp.adapters.errors import Later

ENDINGS: Mapping[str, str] = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_PATH = re.compile(r"[a-z0-9-]{1,80}(/[a-z0-9-]{1,80}){0,7}")


def safe(path: str) -> bool:
    """Whether a relative path is plain words and slashes, so that it cannot lead out of its folder."""
    return _PATH.fullmatch(path) is not None


@contextmanager
def disk() -> Iterator[None]:
    """A disk that is full or away is a network that is down: nothing happened, try again later."""
    try:
        yield
    except OSError as error:
        raise Later(f"the folder cannot be used: {type(error).__name__} {error.errno}") from error


def put(path: Path, data: bytes, *, exclusive: bool = False) -> None:
    """Write a whole file that is there after a power cut too. `exclusive`: FileExistsError if it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.parent / f".{path.name}.{secrets.token_hex(6)}"
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if exclusive:
            os.link(draft, path)
        else:
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def present(folder: Path) -> None:
    """Raises Later if a folder that was written to is not there: a disk that is away must not look like an empty one."""
    if not folder.is_dir():
        raise Later("the folder is not there")


def read(path: Path) -> dict[str, Any] | None:
    """The JSON object in a file, None if there is no such file. Raises Later if it is damaged."""
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise Later("a record cannot be read") from error
    if not isinstance(found, dict):
        raise Later("a record cannot be read")
    return found


def picture_name(picture: Picture) -> str:
    """The same picture has the same name: a repeat writes the same file."""
    return f"{picture.sha256[:24]}.{ENDINGS.get(picture.mime, 'bin')}"


def film_name(picture: Picture) -> str:
    """ "" for a picture that is no film's poster."""
    return f"{picture.film.sha256[:24]}.mp4" if picture.film else ""


def captions_name(picture: Picture) -> str:
    """Other captions have another name: a reader's own copy of the old ones is of no use then."""
    if picture.film is None or not picture.film.captions:
        return ""
    return f"{hashlib.sha256(picture.film.captions.encode()).hexdigest()[:24]}.vtt"


def copy_pictures(pictures: tuple[Picture, ...], folder: Path, films: bool = False) -> list[dict[str, Any]]:
    """Copy pictures into `folder`; returns their facts: file name, alt, width, height, mime, sha256.

    With `films` also the films behind them, named in "film", and their "captions".
    """
    for picture in pictures:
        if not (folder / picture_name(picture)).exists():
            put(folder / picture_name(picture), picture.path.read_bytes())
        if films and picture.film:
            _copy_film(picture, folder)
    return [
        {
            "file": picture_name(picture),
            "alt": picture.alt,
            "width": picture.width,
            "height": picture.height,
            "mime": picture.mime,
            "sha256": picture.sha256,
            **({"film": film_name(picture), "captions": captions_name(picture)} if films and picture.film else {}),
        }
        for picture in pictures
    ]


def _copy_film(picture: Picture, folder: Path) -> None:
    film = picture.film
    if film is None:
        return
    if not (folder / film_name(picture)).exists():
        put(folder / film_name(picture), film.path.read_bytes())
    if film.captions:
        put(folder / captions_name(picture), film.captions.encode())


def drop_others(folder: Path, keep: tuple[Picture, ...]) -> None:
    """Delete the pictures in `folder` that are not among `keep`, and the folder when it is empty then."""
    names = {
        name for picture in keep for name in (picture_name(picture), film_name(picture), captions_name(picture)) if name
    }
    if folder.is_dir():
        for file in folder.iterdir():
            if file.name not in names:
                file.unlink(missing_ok=True)
    if not names:
        shutil.rmtree(folder, ignore_errors=True)
