"""The channel that answers as told, for the tests of this room."""

from tests.support.scripted import scripted

__all__ = ["scripted"]
