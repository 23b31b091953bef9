"""The child process around ffmpeg: `python -m bluelamp.media.remux clean|still FFMPEG IN [OUT]`.

`clean` copies the first picture track and the first sound track into a new MP4 and leaves everything else behind;
`still` writes one JPEG of the film to standard output. This process only puts up the fences and becomes ffmpeg.
"""

import os
import resource
import sys

MEMORY = 1536 * 1024 * 1024
SECONDS = 25
LARGEST = 110 * 1024 * 1024
_READ = ("-nostdin", "-v", "error", "-y", "-threads", "1", "-protocol_whitelist", "file", "-f", "mov")
_CLEAN = (
    "-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-dn", "-sn",
    "-c", "copy", "-bsf:v", "filter_units=remove_types=6", "-fflags", "+bitexact", "-flags:v", "+bitexact",
    "-flags:a", "+bitexact", "-write_tmcd", "0", "-movflags", "+faststart", "-f", "mp4",
)  # fmt: skip
"""Type 6 in a stream of H.264 are remarks of the camera, which may hold a place or a number."""
_STILL = (
    "-frames:v",
    "1",
    "-an",
    "-sn",
    "-dn",
    "-map_metadata",
    "-1",
    "-c:v",
    "mjpeg",
    "-q:v",
    "3",
    "-f",
    "image2pipe",
    "-",
)


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def command(what: str, ffmpeg: str, source: str, target: str = "") -> list[str]:
    if what == "still":
        return [ffmpeg, *_READ, "-i", source, "-vf", "thumbnail=50,scale=w=min(iw\\,1920):h=-2", *_STILL]
    return [ffmpeg, *_READ, "-i", source, *_CLEAN, target]


if __name__ == "__main__":
    limit()
    asked = command(*sys.argv[1:])
    os.execve(asked[0], asked, {"LC_ALL": "C"})  # noqa: S606
