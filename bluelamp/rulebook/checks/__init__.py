"""Small pure functions that look at a draft. Importing this package registers them all."""

from bluelamp.rulebook.checks import links, media, slots, style, swearing, words
from bluelamp.rulebook.checks.registry import Build, Run, build, check, names

__all__ = ["Build", "Run", "build", "check", "links", "media", "names", "slots", "style", "swearing", "words"]
