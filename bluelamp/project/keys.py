"""Keys that live beside the database, never in it: one file each, readable by the owner alone."""

import os
import secrets
from pathlib import Path


def secret(folder: Path, name: str, size: int = 32) -> str:
    """The secret called `name` in hex, made on first use. Two starters at once agree on the first one written."""
    path = folder / f"{name}.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(size), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
