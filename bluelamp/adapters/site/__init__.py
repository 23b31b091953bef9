"""The force's own site as a channel: records and pictures in a folder, from which the pages are built."""

from bluelamp.adapters.site.adapter import Site

__all__ = ["Site"]
