"""A row of the approval matrix as a sentence."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.words import TRUST
from bluelamp.policy.listing import RISKS
from bluelamp.policy.naming import OUTCOMES
from bluelamp.policy.words import KINDS
from bluelamp.ui.words import who


def said_row(row: Mapping[str, Any] | None) -> str:
    """ "Appeal: missing person → A supervisor, The press office"; "" for no row."""
    if row is None:
        return ""
    for_what = "; ".join(_conditions(row)) or _("everything else")
    needs = ", ".join(who(role) for role in row["needs"]) or _("nobody: it goes straight out")
    return f"{for_what} → {needs}"


def _conditions(row: Mapping[str, Any]) -> Iterator[str]:
    for name, words in (("kinds", KINDS), ("outcomes", OUTCOMES), ("risks", RISKS)):
        if row[name]:
            yield ", ".join(str(words.get(value, value)) for value in row[name])
    if row["trust_below"] is not None:
        below = [str(TRUST[level]) for level in TRUST if level < row["trust_below"]]
        yield _("by people with this trust: %(levels)s") % {"levels": ", ".join(below)}
