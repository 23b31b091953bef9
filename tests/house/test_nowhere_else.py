"""What is kept in this repository is true on every machine: no folder of ours, no index of packages, no real number."""

import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
HOSTS = "|".join(["py" + "pi", "python" + "hosted", "npm" + "js", "deb" + r"\.debian"])
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:work|farm|home|Users)/[\w.-]+|/ro{2}t/\.|file:/{3}"),
    "an index of packages": re.compile(rf"https?://[a-z0-9.-]*(?:{HOSTS})[a-z0-9.-]*"),
}
BINARY = {".png", ".jpg", ".webp", ".woff2", ".ico", ".gz", ".mo", ".npz", ".bin", ".car"}


def ours() -> list[Path]:
    """Files in git or about to be."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a checkout of git: what belongs to it cannot be told")
    files = {CHECKOUT / name for name in done.stdout.split("\0") if name}
    return sorted(file for file in files if file.is_file() and file.suffix not in BINARY and file != Path(__file__))


@pytest.mark.parametrize("what", list(FORBIDDEN))
def test_nothing_kept_names(what: str) -> None:
    found = [
        f"{file.relative_to(CHECKOUT)}:{number}: {line.strip()[:80]}"
        for file in ours()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


def test_the_forbidden_would_be_found() -> None:
    assert FORBIDDEN["a folder of one machine"].search("see /home/ann/blue")
    assert FORBIDDEN["an index of packages"].search("https://registry." + "npm" + "js.org/x")


def test_what_is_made_is_not_kept() -> None:
    made = re.compile(r"(^|/)(node_modules|__pycache__|\.venv|var)/|\.(pyc|key|log)$|/static/build/")
    assert [str(file) for file in ours() if made.search(str(file.relative_to(CHECKOUT)))] == []
