"""Bluelamp: the safe way for a police force to talk with its community online."""

__version__ = "0.1.0"
