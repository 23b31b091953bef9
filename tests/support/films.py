"""Films made at test time by the ffmpeg of a development package."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import imageio_ffmpeg

FFMPEG: str = imageio_ffmpeg.get_ffmpeg_exe()
TELLING = (
    "-metadata", "location=+54.5+001.0/", "-metadata", "title=Somebody Secret", "-metadata", "make=Acme",
    "-metadata", "creation_time=2026-05-04T10:00:00Z", "-metadata:s:v:0", "handler_name=Acme camera",
)  # fmt: skip


def film(
    *more: str,
    seconds: float = 1,
    codec: str = "libx264",
    sound: bool = True,
    ending: str = "mp4",
    beside: Sequence[Path] = (),
) -> bytes:
    """A test card with a tone; `more` are options of ffmpeg for the file that is written, `beside` further inputs."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"made.{ending}"
        tone = ("-f", "lavfi", "-i", f"sine=duration={seconds}") if sound else ()
        others = [part for path in beside for part in ("-i", str(path))]
        card = ("-f", "lavfi", "-i", f"testsrc=size=320x240:rate=5:duration={seconds}")
        subprocess.run(
            [FFMPEG, "-v", "error", "-y", *card, *tone, *others, "-c:v", codec, "-pix_fmt", "yuv420p", *more, target],
            check=True,
            capture_output=True,
        )
        return target.read_bytes()


def read(data: bytes, *options: str) -> str:
    """What ffmpeg itself says of a file, as an independent witness."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(data)
        file.flush()
        done = subprocess.run([FFMPEG, "-hide_banner", *options, "-i", file.name], capture_output=True, check=False)
        return done.stderr.decode(errors="replace")
