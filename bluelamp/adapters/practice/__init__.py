"""The practice network: a little social network in a folder. Nothing posted to it leaves the machine."""

from bluelamp.adapters.practice.adapter import Practice

__all__ = ["Practice"]
