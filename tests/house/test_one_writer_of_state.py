"""Law: `posts/moves.py` is the only writer of a post's state."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bluelamp

ROOT = Path(bluelamp.__file__).parent
SCOPE = sorted(
    path
    for path in ROOT.rglob("*.py")
    if "migrations" not in path.parts and "adapters" not in path.parts and path != ROOT / "posts" / "moves.py"
)
MOVERS = {"moves"}
"""Modules of other rooms whose own little tables have a mover of the same shape; they may not import Post."""
WRITES = {"update", "create", "bulk_create", "update_or_create", "get_or_create", "filter_update"}


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, how) for everything that puts a value into something called `state`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((node.lineno, "assigns") for t in targets if isinstance(t, ast.Attribute) and t.attr == "state")
        elif isinstance(node, ast.Call):
            yield from _calls(node)


def _calls(node: ast.Call) -> Iterator[tuple[int, str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    named = any(keyword.arg == "state" for keyword in node.keywords)
    if named and (name in WRITES or name == "Post"):
        yield node.lineno, f"{name}(state=…)"
    if name == "setattr" and len(node.args) > 1 and getattr(node.args[1], "value", "") == "state":
        yield node.lineno, "setattr"
    for part in (*node.args, *(keyword.value for keyword in node.keywords)):
        if name in {"bulk_update", "save"} and "'state'" in ast.unparse(part):
            yield node.lineno, f"{name}([… 'state' …])"
    if name == "execute" and node.args and "posts_post" in ast.unparse(node.args[0]).lower():
        yield node.lineno, "SQL"


def knows_posts(tree: ast.AST) -> bool:
    """Whether a module has Post in its hands at all, by import or through a relation."""
    return any(isinstance(node, ast.alias) and node.name in {"Post", "PostState"} for node in ast.walk(tree)) or any(
        isinstance(node, ast.Attribute) and node.attr in {"post", "posts"} for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", SCOPE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_but_the_mover_writes_the_state_of_a_post(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"line {line}: {how}" for line, how in writes(tree)] if knows_posts(tree) else []
    assert not found, f"{path.name} writes a state; use posts.moves.make: {found}"


@pytest.mark.parametrize(
    "line",
    [
        "post.state = 'approved'",
        "Post.objects.filter(pk=1).update(state='approved')",
        "Post.objects.create(state='approved')",
        "Post(state='approved')",
        "setattr(post, 'state', 'approved')",
        "Post.objects.bulk_update(posts, ['state'])",
        "post.save(update_fields=['state'])",
        "cursor.execute('UPDATE posts_post SET state = 1')",
    ],
)
def test_the_law_sees_every_way_to_write(line: str) -> None:
    assert list(writes(ast.parse(line)))


def test_the_mover_itself_is_there_and_writes() -> None:
    tree = ast.parse((ROOT / "posts" / "moves.py").read_text(encoding="utf-8"))
    assert [how for _line, how in writes(tree)] == ["update(state=…)"]
