"""A channel that answers as a test tells it to: a list of answers, and a record of what it was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from bluelamp.adapters import registry
from bluelamp.adapters.contract import Abilities, Adapter, Outgoing, Prepared, Receipt
from bluelamp.adapters.drill.adapter import KEYED


class Scripted(Adapter):
    """`answers[step]` is used up from the front: an exception is raised, anything else returned; empty = all well."""

    kind = "scripted"
    label = "Scripted"
    abilities: ClassVar[Abilities] = replace(KEYED, recognises="deterministic", settle_seconds=0)
    connectable = False
    leaves_the_machine = False
    answers: ClassVar[dict[str, list[Any]]] = {}
    asked: ClassVar[list[tuple[str, Any]]] = []

    def prepare(self, outgoing: Outgoing) -> Prepared:
        found: Mapping[str, Any] = self._next("prepare", outgoing, {"blob": str(outgoing.key)})
        return found

    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        return self._next("publish", (outgoing, dict(prepared)), self._receipt(outgoing))  # type: ignore[no-any-return]

    def edit(self, receipt: Receipt, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        return self._next("edit", (receipt, outgoing), receipt)  # type: ignore[no-any-return]

    def retract(self, receipt: Receipt) -> None:
        self._next("retract", receipt, None)

    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        return self._next("find", outgoing, None)  # type: ignore[no-any-return]

    @classmethod
    def _next(cls, step: str, facts: Any, usual: Any) -> Any:
        cls.asked.append((step, facts))
        waiting = cls.answers.get(step)
        answer = waiting.pop(0) if waiting else usual
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @staticmethod
    def _receipt(outgoing: Outgoing) -> Receipt:
        return Receipt(f"remote-{outgoing.key.hex[:6]}", "https://network.example/1", {"cid": "c1"})


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Scripted]]:
    """The channel kind "scripted", fresh for each test."""
    fresh = type("Fresh", (Scripted,), {"answers": {}, "asked": []})
    monkeypatch.setitem(registry._all(), "scripted", fresh)
    yield fresh
