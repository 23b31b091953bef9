from pathlib import Path

from scripts import check_docs


def page(root: Path, text: str) -> Path:
    file = root / "page.md"
    file.write_text(text, encoding="utf-8")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "other.md").write_text("# One Thing & `another`\n\n## Zwei\n", encoding="utf-8")
    return file


def test_links_that_lead_somewhere_are_fine(tmp_path: Path) -> None:
    text = (
        "# Top\n[a](docs/other.md) [b](docs/other.md#zwei) [c](docs/other.md#one-thing--another) [d](#top) "
        "[e](https://bluelamp.example/none) [f](mailto:a@b.example) ![g](docs/)\n"
    )
    assert check_docs.broken(page(tmp_path, text), tmp_path) == []


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    text = "[a](docs/none.md) ![b](pictures/none.png) [c](docs/other.md#drei) [d](#top) [e](../../etc/hosts)\n"
    assert check_docs.broken(page(tmp_path, text), tmp_path) == [
        "page.md: there is no docs/none.md",
        "page.md: there is no pictures/none.png",
        "page.md: no heading for docs/other.md#drei",
        "page.md: no heading for #top",
        "page.md: there is no ../../etc/hosts",
    ]


def test_code_is_not_a_link(tmp_path: Path) -> None:
    assert check_docs.broken(page(tmp_path, "`[a](none)`\n```\n[b](none)\n```\n"), tmp_path) == []
