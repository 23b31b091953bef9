"""A secret that a house makes for itself on first use and keeps in a file for its owner alone."""

import os
import secrets
from pathlib import Path


def kept(path: Path) -> str:
    """32 bytes of chance as hex, made when they are first asked for. Two that start at once agree on the first one written."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
