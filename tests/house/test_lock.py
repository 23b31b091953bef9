import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")


def entries() -> dict[str, str]:
    blocks = re.split(r"\n(?=\S)", LOCK)
    return {block.partition("==")[0]: block for block in blocks if "==" in block.splitlines()[0]}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>;~ ]", name)[0]).lower()


def test_every_package_is_pinned_with_hashes() -> None:
    assert len(entries()) > 50
    assert [name for name, block in entries().items() if "--hash=sha256:" not in block] == []


def test_no_line_says_where_to_fetch_from() -> None:
    assert not re.search(r"^\s*--?(index-url|extra-index-url|find-links|i|f|trusted-host)\b", LOCK, re.MULTILINE)
    assert not re.search(r"://|file:", LOCK)


def test_it_holds_what_the_project_asks_for() -> None:
    asked = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [*asked["project"]["dependencies"], *asked["dependency-groups"]["dev"]]
    assert {plain(name) for name in names} <= {plain(name) for name in entries()}
