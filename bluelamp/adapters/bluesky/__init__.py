"""Bluesky, by the AT Protocol."""

from bluelamp.adapters.bluesky.adapter import Bluesky

__all__ = ["Bluesky"]
