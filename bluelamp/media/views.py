"""Handing a picture out to the people of its force, so that a browser sees a picture and nothing else in it."""

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest

from bluelamp.forces.access import door
from bluelamp.media.access import picture_for
from bluelamp.media.models import Picture

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=600",
}


@door()
def serve(request: HttpRequest, picture_id: UUID, size: str) -> FileResponse:
    picture = picture_for(request.member, picture_id)  # type: ignore[attr-defined]
    path, mime = _file(picture, size)
    if not path.exists():
        raise Http404
    name = f"{picture.sha256[:12]}.{mime.rpartition('/')[2]}"
    return FileResponse(path.open("rb"), content_type=mime, filename=name, headers=_HEADERS)


def _file(picture: Picture, size: str) -> tuple[Path, str]:
    """Where the bytes of this size lie, and what they are. Raises Http404."""
    film = getattr(picture, "film", None)
    if size == "film" and film is not None:
        return film.path, film.mime
    path = {"full": picture.path, "thumb": picture.thumb_path}.get(size)
    if path is None:
        raise Http404
    return path, picture.mime
