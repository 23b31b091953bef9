"""Where the built front end lies: one folder named by its digest, see scripts/build_frontend.py."""

from functools import cache
from pathlib import Path

from django.templatetags.static import static

BUILD = Path(__file__).parent / "static" / "build"


@cache
def folder() -> str:
    """The digest of the build, read once; "none" where nothing has been built, so that pages still render."""
    pointer = BUILD / "current.txt"
    return pointer.read_text(encoding="ascii").strip() if pointer.exists() else "none"


def url(name: str) -> str:
    """The address of a built file, for ever good for this content."""
    return static(f"build/{folder()}/{name}")
