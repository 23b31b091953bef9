"""Links in our own pages lead somewhere: files that exist, headings that stand there."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

CHECKOUT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")


def pages(root: Path = CHECKOUT) -> list[Path]:
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as a reader's browser will know them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    heads = re.findall(r"^#{1,6}\s+(.+?)\s*#*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", head).lower()).strip().replace(" ", "-") for head in heads}


def broken(page: Path, root: Path = CHECKOUT) -> list[str]:
    """One line for each link of `page` that leads nowhere. Links to other sites are not followed."""
    text = CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))
    lines = []
    for link in LINK.findall(text):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        where, _, heading = link.partition("#")
        target = (page.parent / unquote(where)).resolve() if where else page
        if not target.exists() or not target.is_relative_to(root):
            lines.append(f"{page.relative_to(root)}: there is no {link}")
        elif heading and target.suffix == ".md" and heading not in anchors(target):
            lines.append(f"{page.relative_to(root)}: no heading for {link}")
    return lines


def main() -> int:
    lines = [line for page in pages() for line in broken(page)]
    print(*lines, sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
