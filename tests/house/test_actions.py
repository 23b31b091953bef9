"""Laws of the verbs: each act that changes something is on record, and no verb knows of requests."""

import ast
from pathlib import Path

import pytest

from bluelamp.audit.acts import ACTS
from tests.support import source

VERBS = [
    path
    for path in source.modules(*source.STREET)
    if path.name
    in {
        "actions.py",
        "cases_actions.py",
        "register_actions.py",
        "moves.py",
        "revoke.py",
        "hold.py",
        "pictures.py",
        "submit.py",
        "proposals.py",
        "publishing.py",
        "following.py",
        "keys.py",
        "own.py",
        "adoption.py",
        "release.py",
        "settle.py",
        "outcome.py",
    }
]
RECORD = "bluelamp.audit.append.record"
WRITES = {
    "create",
    "save",
    "update",
    "delete",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "set",
}
QUIET = {
    "channels/actions.py:gate": "the network's wish to be left alone, no person's act",
    "channels/actions.py:sent": "a sign of health",
    "channels/actions.py:heard": "a sign of health",
    "forces/revoke.py:end_sessions": "a part of suspending and of changing a sign-in, whose entries tell it",
    "policy/following.py:ask": "what a feed says is news, no act; who takes something from it is told",
    "policy/following.py:turn": "the same, by itself",
    "policy/proposals.py:looked": "what a change would do is worked out, not decided",
    "publishing/outcome.py:later": "nothing was done: it is looked at again soon",
    "publishing/release.py:call_back": "the withdrawal is on record already, and each place where it is gone will be",
}
"""Functions that write and leave no entry, each with its reason."""


def names(path: Path) -> dict[str, ast.FunctionDef]:
    return {f"bluelamp.{source.room(path)}.{path.stem}.{node.name}": node for node in source.functions(path)}


ALL = {name: (path, node) for path in source.modules(*source.STREET) for name, node in names(path).items()}


def targets(path: Path, node: ast.AST) -> set[str]:
    """The full names of everything of ours that is called inside `node`."""
    known, here = source.imports(path), f"bluelamp.{source.room(path)}.{path.stem}"
    found = set()
    for call in source.calls(node):
        head, _dot, rest = source.called(call).partition(".")
        full = known.get(head, f"{here}.{head}")
        found.add(f"{full}.{rest}" if rest else full)
    return found


def reaches(name: str, goal: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether calling `name` can come to call `goal`."""
    if name not in ALL or name in seen:
        return False
    called = targets(*ALL[name])
    return goal in called or any(reaches(inner, goal, seen | {name}) for inner in called)


def writes(name: str, seen: frozenset[str] = frozenset()) -> bool:
    if name not in ALL or name in seen:
        return False
    path, node = ALL[name]
    direct = {
        source.called(call).rpartition(".")[2] for call in source.calls(node) if isinstance(call.func, ast.Attribute)
    }
    return bool(direct & WRITES) or any(writes(inner, seen | {name}) for inner in targets(path, node))


def quiet(name: str) -> bool:
    path, node = ALL[name]
    return f"{source.named(path)}:{node.name}" in QUIET


PUBLIC = sorted(
    name
    for path in VERBS
    for name in names(path)
    if not name.rpartition(".")[2].startswith("_") and not quiet(name) and writes(name)
)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_act_leaves_an_entry(name: str) -> None:
    assert reaches(name, RECORD), f"{name} changes something and writes no audit entry"


def test_the_law_looks_at_the_verbs() -> None:
    assert {
        "bluelamp.review.actions.approve",
        "bluelamp.review.actions.give_back",
        "bluelamp.posts.moves.make",
        "bluelamp.posts.actions.save",
        "bluelamp.forces.revoke.suspend",
        "bluelamp.inbox.actions.assign",
    } <= set(PUBLIC)
    assert not reaches("bluelamp.channels.actions.gate", RECORD), "a quiet one must not look like a loud one"


def test_the_quiet_ones_are_there() -> None:
    there = {f"{source.named(path)}:{node.name}" for path, node in ALL.values()}
    assert set(QUIET) <= there


@pytest.mark.parametrize(
    "path", [p for p in source.modules(*source.STREET) if p.name.endswith("actions.py")], ids=source.named
)
def test_no_verb_knows_of_requests(path: Path) -> None:
    assert not {where for where in source.imports(path).values() if where.startswith("django.http")}
    assert not [node.name for node in source.functions(path) if "request" in {arg.arg for arg in node.args.args}]


@pytest.mark.parametrize("path", [p for p in source.modules() if p.name.endswith("views.py")], ids=source.named)
def test_no_view_asks_a_table(path: Path) -> None:
    """Views parse, find through access, act, and draw."""
    found = [
        node.lineno
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not found, f"lines {found}: go through access"


def test_every_act_that_is_written_is_listed() -> None:
    """A word that the record does not know would only fail when somebody does it."""
    told = set()
    for path in source.modules():
        heads = {name for name, where in source.imports(path).items() if where == RECORD}
        for call in source.calls(source.tree(path)):
            if source.called(call) in heads and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
                told.add(call.args[1].value)
    assert len(told) > 20
    assert told <= set(ACTS)
