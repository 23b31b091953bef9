"""The direction of imports, asked of import-linter itself; `make check` asks the same."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import bluelamp

PACKAGE = Path(bluelamp.__file__).parent


def test_the_storeys_hold() -> None:
    program = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(program, cwd=PACKAGE.parent, env={**os.environ}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_stands_in_a_storey() -> None:
    named = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8").partition("layers = [")[2].partition("]")[0]
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert {room for room in rooms if f"bluelamp.{room}" not in named} == set()


def test_nothing_is_imported_inside_a_function() -> None:
    """That is how a cycle is dodged; what must be loaded late goes through `parts.load` or Django's `import_string`.

    Django itself asks for it in one place: `ready()` of an app, which runs once all models are there.
    """
    found = [
        f"{file.relative_to(PACKAGE)}:{inner.lineno}"
        for file in PACKAGE.rglob("*.py")
        if "migrations" not in file.parts and file.name != "apps.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []
