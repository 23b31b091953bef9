"""Office files and PDFs: never published as they are, and always told why. The looking happens in a child process."""

import sys

from bluelamp.media import paper_words, sandbox
from bluelamp.media.header import Unfit

SECONDS = 8.0
CODES = {"archive", "pdf", "office"}
"""What `header.read` calls files that are looked into here."""


def refusal(data: bytes) -> str:
    """The sentence for an officer who offers such a file: what is hidden in it and what to do instead."""
    command = [sys.executable, "-I", "-m", "bluelamp.media.hidden.child"]
    try:
        told, _rest = sandbox.answer(command, data, SECONDS)
    except Unfit as unfit:
        return paper_words.refusal("pdf" if b"%PDF-" in data[:1024] else "old", {}, unfit.code)
    return paper_words.refusal(told["kind"], told.get("hidden", {}), told.get("reason", ""))
