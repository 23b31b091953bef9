"""Server settings from the environment; any secret may also come from a file named by NAME_FILE."""

import os
from pathlib import Path

from bluelamp.kernel.errors import Told

CHECKOUT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE names, or `default`. Told if that file cannot be read."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Told(f"{name}_FILE names the file {path}, which cannot be read: {error.strerror}.") from None
    return os.environ.get(name) or default


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise Told(f"{name} must be a whole number, but it is “{value}”.") from None


def home() -> Path:
    """The data folder of this installation; it need not exist yet."""
    return Path(text("BLUELAMP_HOME", str(CHECKOUT / "var"))).expanduser().resolve()
