"""Films: what a phone writes beside picture and sound does not come through, and what cannot be taken is told kindly."""

import io
import struct

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bluelamp.kernel.errors import Refused
from bluelamp.media import films, intake, moving, words
from bluelamp.media.formats import Unfit
from bluelamp.media.models import Film, Picture
from tests.support import films as made
from tests.support.files import Sent
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
PLAIN = made.film()
TELLING = made.film(*made.TELLING)


@pytest.fixture(autouse=True)
def _with_ffmpeg(settings) -> None:  # type: ignore[no-untyped-def]
    settings.FFMPEG = made.FFMPEG


def take(world: World, data: bytes) -> Picture:
    return intake.take(world.force, Sent(data, "VID_0001.mp4"), world.ann)


def test_place_time_and_camera_do_not_come_through(world: World) -> None:
    assert "54.5" in made.read(TELLING) and "Acme" in made.read(TELLING)
    poster = take(world, TELLING)
    kept = poster.film.path.read_bytes()
    assert not [secret for secret in (b"54.5", b"Secret", b"Acme", b"loci", b"\xa9xyz") if secret in kept]
    told = made.read(kept)
    assert not [secret for secret in ("location", "creation_time", "Acme", "Secret") if secret in told]
    assert {"place", "time", "comment", "camera"} <= set(poster.stripped)
    assert words.removed(poster.stripped)[0] == "where it was taken"
    assert moving.read(kept).tells == set()


def test_picture_and_sound_are_as_they_were_and_a_still_stands_before_them(world: World) -> None:
    poster = take(world, PLAIN)
    film = poster.film
    assert (film.mime, film.width, film.height, film.sound) == ("video/mp4", 320, 240, True)
    assert abs(film.seconds - 1) < 0.2
    with Image.open(poster.path) as still:
        assert still.size == (320, 240) and still.format == "JPEG"
        assert len(still.convert("L").getcolors(256) or []) > 20, "the still is empty"
    told = made.read(film.path.read_bytes())
    assert "h264" in told and "aac" in told


def test_a_silent_film_is_silent(world: World) -> None:
    assert take(world, made.film(sound=False)).film.sound is False


def test_remarks_of_the_camera_inside_the_picture_are_left_behind(world: World) -> None:
    """x264 writes its settings into the stream; a body-worn camera may write its number there."""
    assert b"x264 - core" in PLAIN
    assert b"x264 - core" not in take(world, PLAIN).film.path.read_bytes()


def test_other_tracks_and_chapters_are_left_behind(world: World, tmp_path) -> None:  # type: ignore[no-untyped-def]
    lines = tmp_path / "said.srt"
    lines.write_text("1\n00:00:00,000 --> 00:00:01,000\nSomebody Secret\n")
    chapters = tmp_path / "chapters.txt"
    chapters.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=Secret chapter\n")
    tracks = ("-map", "0", "-map", "1", "-map", "2", "-map_chapters", "3", "-c:s", "mov_text")
    data = made.film(*tracks, beside=[lines, chapters])
    assert b"Secret" in data
    poster = take(world, data)
    assert b"Secret" not in poster.film.path.read_bytes()
    assert "tracks" in poster.stripped


def test_quicktime_is_taken_too(world: World) -> None:
    assert take(world, made.film(ending="mov")).film.mime == "video/mp4"


def grow(data: bytes, seconds: int) -> bytes:
    """The same film, saying that it is longer."""
    at = data.index(b"mvhd") + 4
    scale = struct.unpack_from(">I", data, at + 12)[0]
    return data[: at + 16] + struct.pack(">I", scale * seconds) + data[at + 20 :]


NOT_TAKEN = {
    "film_long": lambda: grow(PLAIN, 181),
    "film_kind": lambda: made.film(codec="mpeg4"),
    "film_kind ": lambda: b"\x1a\x45\xdf\xa3" + b"\0" * 40,
    "broken": lambda: PLAIN[: len(PLAIN) // 2],
    "broken ": lambda: b"\0\0\0\x18ftypmp42\0\0\0\0isomiso2",
    "film_too_big": lambda: PLAIN + b"\0" * films.MOST_BYTES,
}


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_cannot_be_taken_gets_its_own_kind_sentence_and_leaves_nothing(
    world: World,
    name: str,
    settings,  # type: ignore[no-untyped-def]
) -> None:
    with pytest.raises(Refused) as refused:
        take(world, NOT_TAKEN[name]())
    assert str(refused.value) == str(words.REFUSALS[name.strip()])
    assert not Film.objects.exists() and not Picture.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*"))


def test_without_ffmpeg_films_are_refused_and_pictures_are_not(world: World, monkeypatch, settings) -> None:  # type: ignore[no-untyped-def]
    settings.FFMPEG = ""
    monkeypatch.setattr(films.shutil, "which", lambda _name: None)
    with pytest.raises(Refused, match="Films are not taken on this machine"):
        take(world, PLAIN)
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    assert take(world, out.getvalue()).width == 20


def test_a_film_that_keeps_something_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """If ever the copying leaves something in, the second look finds it."""
    monkeypatch.setattr(films, "_run", lambda what, *paths: paths[1].write_bytes(TELLING) if what == "clean" else b"")
    with pytest.raises(Refused, match="could not be taken out"):
        take(world, PLAIN)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_reader_never_falls_over(draw: st.DataObject) -> None:
    bent = bytearray(TELLING[: draw.draw(st.integers(0, len(TELLING)))])
    start = max(0, bytes(bent).find(b"moov"))
    for _ in range(draw.draw(st.integers(0, 8))):
        if len(bent) > start:
            bent[draw.draw(st.integers(start, len(bent) - 1))] = draw.draw(st.integers(0, 255))
    try:
        films._read(bytes(bent))
    except Unfit as unfit:
        assert unfit.code in words.REFUSALS


def test_a_film_is_handed_to_its_force_and_to_nobody_else(world: World) -> None:
    poster = take(world, PLAIN)
    url = reverse("media:picture", args=[poster.pk, "film"])
    answer = client_of(world.bal).get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "video/mp4")
    assert b"".join(answer.streaming_content) == poster.film.path.read_bytes()  # type: ignore[attr-defined]
    assert client_of(world.hana).get(url).status_code == 404
