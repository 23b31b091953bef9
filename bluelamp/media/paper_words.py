"""What an officer is told about a document that cannot be published: what lies hidden in it, and what to do instead."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

KINDS: dict[str, Promise | str] = {
    "document": gettext_lazy("This document"),
    "spreadsheet": gettext_lazy("This spreadsheet"),
    "slides": gettext_lazy("This set of slides"),
    "pdf": gettext_lazy("This PDF"),
    "old": gettext_lazy("This office file"),
}

FOUND: dict[str, Promise | str] = {
    "hidden_sheet": ngettext_lazy("%(count)d hidden sheet", "%(count)d hidden sheets", "count"),
    "covered_words": ngettext_lazy(
        "%(count)d piece of text under a black box", "%(count)d pieces of text under black boxes", "count"
    ),
    "hidden_rows": ngettext_lazy("%(count)d hidden row or column", "%(count)d hidden rows or columns", "count"),
    "hidden_slides": ngettext_lazy("%(count)d hidden slide", "%(count)d hidden slides", "count"),
    "hidden_text": ngettext_lazy("%(count)d hidden piece of text", "%(count)d hidden pieces of text", "count"),
    "behind_tables": ngettext_lazy(
        "%(count)d table with all its data behind it", "%(count)d tables with all their data behind them", "count"
    ),
    "tracked_changes": ngettext_lazy("%(count)d tracked change", "%(count)d tracked changes", "count"),
    "comments": ngettext_lazy("%(count)d comment", "%(count)d comments", "count"),
    "notes": ngettext_lazy("notes on %(count)d slide", "notes on %(count)d slides", "count"),
    "older": ngettext_lazy("%(count)d older version of itself", "%(count)d older versions of itself", "count"),
    "layers": ngettext_lazy("%(count)d layer", "%(count)d layers", "count"),
    "attachments": ngettext_lazy("%(count)d file inside it", "%(count)d files inside it", "count"),
    "cropped": ngettext_lazy(
        "%(count)d picture whose cut-off parts are still there",
        "%(count)d pictures whose cut-off parts are still there",
        "count",
    ),
    "macros": ngettext_lazy("%(count)d program (macro)", "%(count)d programs (macros)", "count"),
    "programs": ngettext_lazy(
        "%(count)d program that runs by itself", "%(count)d programs that run by themselves", "count"
    ),
    "external_links": ngettext_lazy(
        "%(count)d link that loads something from elsewhere",
        "%(count)d links that load something from elsewhere",
        "count",
    ),
    "form": ngettext_lazy(
        "%(count)d field that somebody filled in", "%(count)d fields that somebody filled in", "count"
    ),
    "metadata": ngettext_lazy(
        "the name of %(count)d person who worked on it", "the names of %(count)d people who worked on it", "count"
    ),
}
"""Code -> words, what matters most first."""

INSTEAD: dict[str, Promise | str] = {
    "spreadsheet": gettext_lazy("Write the figures that people need into the post, or send a picture of that table."),
    "slides": gettext_lazy("Write what was said into the post, or send the slides that matter as pictures."),
    "archive": gettext_lazy("Unpack it and send the picture itself."),
}
_DEFAULT = gettext_lazy("Copy the words into the post, or send a picture of the page that matters.")

REFUSED: dict[str, Promise | str] = {
    "locked": gettext_lazy("is locked with a password, so nobody can see what is hidden in it."),
    "too_hard": gettext_lazy("holds far more than it should, so we stopped opening it."),
    "broken": gettext_lazy("is damaged or did not arrive whole, so we cannot see what is hidden in it."),
}


def refusal(kind: str, hidden: Mapping[str, int], refused: str = "") -> str:
    """Why this file does not go out as it is, and what to do."""
    instead = str(INSTEAD.get(kind, _DEFAULT))
    if kind not in KINDS:
        return f"{_('This is a packed file, not a picture.')} {instead}"
    name = str(KINDS[kind])
    if refused:
        return f"{name} {REFUSED.get(refused, REFUSED['broken'])} {instead}"
    found = [str(said % {"count": hidden[code]}) for code, said in FOUND.items() if hidden.get(code)]
    if found:
        holds = _("%(file)s holds what nobody sees at first: %(found)s.") % {"file": name, "found": ", ".join(found)}
        return f"{holds} {_('It was not kept.')} {instead}"
    plain = _("We found nothing hidden in it, but files of this kind are not published here.")
    return f"{name}: {plain} {instead}"
