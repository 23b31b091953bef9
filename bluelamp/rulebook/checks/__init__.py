"""Small pure functions that look at a draft. Importing this package registers them all."""

from bluelamp.rulebook.checks import (
    ages,
    answering,
    facts,
    jigsaw,
    links,
    listed,
    media,
    only,
    pattern,
    pictures,
    slots,
    style,
    swearing,
    translations,
    words,
)
from bluelamp.rulebook.checks.registry import Build, Run, build, check, names

__all__ = [
    "Build",
    "Run",
    "ages",
    "answering",
    "build",
    "check",
    "facts",
    "jigsaw",
    "links",
    "listed",
    "media",
    "names",
    "only",
    "pattern",
    "pictures",
    "slots",
    "style",
    "swearing",
    "translations",
    "words",
]
