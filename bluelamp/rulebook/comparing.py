"""Two versions of one rule: what makes the new one stricter, looser or different, in words."""

from collections.abc import Iterator, Mapping

from bluelamp.rulebook.reasons import MEANS as MEANS
from bluelamp.rulebook.reasons import Reason as Reason
from bluelamp.rulebook.reasons import Way as Way
from bluelamp.rulebook.reasons import reach, weight
from bluelamp.rulebook.rules import Rule
from bluelamp.rulebook.wordings import Lists as Lists
from bluelamp.rulebook.wordings import compared


def reasons(old: Rule, new: Rule, old_lists: Mapping[int, Lists], new_lists: Mapping[int, Lists]) -> list[Reason]:
    """All that changed what the rule does. The lists are those of the pack that wrote a check, by id of its `run`."""
    return [
        *weight(old.weight, new.weight, ""),
        *reach(old.when, new.when, ""),
        *_people(old, new),
        *compared(old, new, old_lists, new_lists),
    ]


def _people(old: Rule, new: Rule) -> Iterator[Reason]:
    """Who may answer, who may allow, and whether a statute stands behind it."""
    if old.statutory != new.statutory:
        yield (
            Reason("stricter", "follows from a statute now")
            if new.statutory
            else Reason("looser", "is no longer marked as a statute's")
        )
    if old.exception_by != new.exception_by:
        yield _exception(old.exception_by, new.exception_by)
    if new.question_id and not old.question_id:
        yield Reason("looser", f"an answer can clear it now: “{new.question}”")
    elif old.question_id and not new.question_id:
        yield Reason("stricter", "no answer clears it any more")
    elif (old.question_id, old.clears_when) != (new.question_id, new.clears_when):
        yield Reason("looser", f"another answer clears it: “{new.question}”")


def _exception(old: str, new: str) -> Reason:
    if new in ("", "none"):
        return Reason("stricter", "nobody can make an exception any more")
    if old in ("", "none"):
        return Reason("looser", f"{new} can make an exception now")
    return Reason("looser" if new == "supervisor" else "stricter", f"an exception is up to {new}; before: {old}")
