"""Sizes at which code is still read with pleasure. What outgrows them is split by meaning."""

import ast
from pathlib import Path
from statistics import median, quantiles

import bluelamp

PACKAGE = Path(bluelamp.__file__).parent
SOURCES = [file for file in sorted(PACKAGE.rglob("*.py")) if "migrations" not in file.parts]


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions() -> dict[str, int]:
    """Lines of each function's own body, without decorators, docstring and signature."""
    found = {}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                size = (body[-1].end_lineno or 0) - body[0].lineno + 1
                found[f"{file.relative_to(PACKAGE)}:{node.lineno} {node.name}"] = size
    return found


def test_modules() -> None:
    sizes = {str(file.relative_to(PACKAGE)): lines(file) for file in SOURCES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert median(size for size in sizes.values() if size) <= 90


def test_functions() -> None:
    sizes = functions()
    assert {name: size for name, size in sizes.items() if size > 60} == {}
    assert median(sizes.values()) <= 9
    assert quantiles(sizes.values(), n=10)[-1] <= 30


def test_templates() -> None:
    sizes = {str(file.relative_to(PACKAGE)): lines(file) for file in PACKAGE.rglob("templates/**/*.*")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > 150} == {}


def test_no_file_begins_with_a_notice() -> None:
    """Licence and authors stand once, in the licence and in the history."""
    heads = {file: file.read_text(encoding="utf-8")[:300].lower() for file in SOURCES}
    marked = [str(file.relative_to(PACKAGE)) for file, head in heads.items() if "copyright" in head or "spdx" in head]
    assert marked == []
    assert [str(file.relative_to(PACKAGE)) for file, head in heads.items() if head.startswith(("#!", "# -*-"))] == []
