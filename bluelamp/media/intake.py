"""The one way in for every file: looked at, decoded elsewhere, made anew, kept under its digest. Originals are not kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from django.db import transaction

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.kernel import digests, text
from bluelamp.kernel.errors import Refused
from bluelamp.media import films, header, hints, papers, sandbox, store, words
from bluelamp.media.films import CleanFilm
from bluelamp.media.models import Film, Picture
from bluelamp.media.sandbox import Clean


class Upload(Protocol):
    """A file as a form hands it over: Django's UploadedFile, or any open binary file with a name."""

    @property
    def name(self) -> str | None: ...
    def read(self, size: int = -1, /) -> bytes: ...


def take(force: Force, file: Upload, by: Member, look: bool = True) -> Picture:
    """Take a file in. Raises Refused with a sentence that says what to do instead.

    Without `look` no machine looks for faces, plates and words, which takes a second or three.
    The child processes run before the transaction. A roll-back leaves bytes without a row, which harm nobody.
    """
    data = file.read(header.MOST_BYTES + 1)
    try:
        film = films.clean(data := data + file.read(films.MOST_BYTES)) if films.is_film(data) else None
        told = header.read(film.still if film else data)
        made = sandbox.clean(film.still if film else data, told.form)
    except header.Unfit as unfit:
        said = papers.refusal(data) if unfit.code in papers.CODES else words.refusal(unfit.code)
        raise Refused(said) from None
    picture = _picture(force, by, made)
    picture.seen = hints.of(made.full, told.form, (made.width, made.height)) if look else {}
    picture.came_as = text.plain(Path(file.name or "").name)[:200]
    picture.came_sha256 = digests.sha256_hex(data)
    picture.stripped = list(film.removed if film else told.removed)
    with transaction.atomic():
        keep(picture, made)
        if film:
            _keep_film(picture, film)
        facts = {"sha256": picture.sha256, "came": picture.came_sha256, "removed": picture.stripped}
        record(force, "picture.take", by, picture, **facts)
    return picture


def masked(picture: Picture, by: Member, boxes: Sequence[Sequence[int]]) -> tuple[Picture, Clean]:
    """The same picture with these parts made unreadable for good, and its bytes: for `keep`. Raises Refused."""
    try:
        made = sandbox.clean(picture.path.read_bytes(), _form(picture.mime), boxes)
    except (header.Unfit, FileNotFoundError):
        raise Refused(words.refusal("broken")) from None
    fresh = _picture(picture.force, by, made)
    fresh.seen = hints.of(made.full, _form(made.mime), (made.width, made.height))
    fresh.came_as, fresh.came_sha256, fresh.stripped = picture.came_as, picture.came_sha256, picture.stripped
    fresh.masked = [*picture.masked, *(list(box) for box in made.masked)]
    for what in ("faces", "plates"):
        if found := fresh.boxes(what):
            fresh.seen[what] = [box for box in found if not any(hints.middle_in(box, mask) for mask in fresh.masked)]
    return fresh, made


def keep(picture: Picture, made: Clean) -> None:
    """Bytes and row. Call inside a transaction."""
    store.hold(picture.sha256)
    store.put(picture.path, made.full)
    store.put(picture.thumb_path, made.thumb)
    picture.save(force_insert=True)


def _keep_film(poster: Picture, made: CleanFilm) -> None:
    film = Film(
        force_id=poster.force_id,
        poster=poster,
        sha256=digests.sha256_hex(made.data),
        mime=films.MIME,
        seconds=made.seconds,
        width=made.width,
        height=made.height,
        size=len(made.data),
        sound=made.sound,
    )
    store.hold(film.sha256)
    store.put(film.path, made.data)
    film.save(force_insert=True)


def _picture(force: Force, by: Member, made: Clean) -> Picture:
    """A row that is not kept yet."""
    return Picture(
        force=force,
        by=by,
        sha256=digests.sha256_hex(made.full),
        mime=made.mime,
        width=made.width,
        height=made.height,
        size=len(made.full),
        likeness=made.likeness,
    )


def _form(mime: str) -> str:
    """Pillow's name: "image/jpeg" is "JPEG"."""
    return mime.rpartition("/")[2].upper()
