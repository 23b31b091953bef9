"""Server settings from the environment; any secret may also come from a file named by NAME_FILE."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE names, or `default`."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise SystemExit(f"{name} must be a whole number, but it is “{value}”.") from None
