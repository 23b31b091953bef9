"""Our own source as trees, for the laws of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import bluelamp

ROOT = Path(bluelamp.__file__).parent
STREET = ("forces", "media", "channels", "policy", "posts", "review", "publishing", "inbox", "insight", "publicsite")


def modules(*rooms: str) -> list[Path]:
    """Python files of these packages of ours (all of them without a name), without migrations."""
    return sorted(
        path for path in ROOT.rglob("*.py") if "migrations" not in path.parts and room(path) in (rooms or {room(path)})
    )


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def named(path: Path) -> str:
    """ "review/actions.py", for the names of tests."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Those that stand by themselves in a module, and the methods of its classes."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (inner for inner in node.body if isinstance(inner, ast.FunctionDef))


def calls(node: ast.AST) -> Iterator[ast.Call]:
    yield from (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def called(call: ast.Call) -> str:
    """ "record", "moves.make", "Post.objects.create": the name of what is called, as it is written."""
    return ast.unparse(call.func)


def imports(path: Path) -> dict[str, str]:
    """What each name in the module stands for: {"moves": "bluelamp.posts.moves", "record": "bluelamp.audit.append.record"}."""
    found: dict[str, str] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
    return found
