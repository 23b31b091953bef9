"""The drill: channels that speak plain HTTP to a scripted server on this machine which fails on purpose."""

from bluelamp.adapters.drill.adapter import DrillKeyed, DrillLookup

__all__ = ["DrillKeyed", "DrillLookup"]
