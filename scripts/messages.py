"""Welsh. `extract` brings the code's new sentences into the catalogue and takes out those that are gone; `check` says what is
missing or does not fit; `compile` writes what the running product reads. GNU gettext is not needed.

A sentence is whatever the code wraps for translation, in Python and in templates, and what the sign-in libraries say on the
pages that our people see: they have little Welsh of their own.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "bluelamp"
PO = PACKAGE / "locale" / "cy" / "LC_MESSAGES" / "django.po"
LIBRARIES = Path(django.__file__).parents[1]
BORROWED = (
    "allauth/account/adapter.py",
    "allauth/account/fields.py",
    "allauth/account/forms.py",
    "allauth/mfa/adapter.py",
    "allauth/mfa/*/forms.py",
    "allauth/templates/account/account_inactive.html",
    "allauth/templates/account/reauthenticate.html",
    "allauth/templates/account/password_*.html",
    "allauth/templates/account/email/base_*",
    "allauth/templates/account/email/password_*",
    "allauth/templates/account/messages/logged_*",
    "allauth/templates/account/messages/password_*",
    "allauth/templates/mfa/**/*",
    "django/contrib/auth/password_validation.py",
)
OURS = PACKAGE / "ui" / "templates"
"""Where our own pages stand in front of the libraries'."""

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
SLOT = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w[^>]*>")
"""What must be the same in both languages: places for values, and marks of HTML."""

Key = tuple[str, str | None]


def sources() -> Iterator[tuple[str, Path]]:
    """(name to show, file) of everything that may hold a sentence."""
    for file in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.glob("**/templates/**/*.*")]):
        if "migrations" not in file.parts:
            yield str(file.relative_to(PACKAGE.parent)), file
    for file in sorted({file for pattern in BORROWED for file in LIBRARIES.glob(pattern) if file.is_file()}):
        name = file.relative_to(LIBRARIES)
        if not (OURS / Path(*name.parts[2:])).is_file():
            yield str(name), file


def as_python(file: Path) -> bytes:
    """The file as something a reader of Python can read; a template's other words become X's, flush left."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return text.encode()
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).split("\n")).encode()


def wanted() -> Catalog:
    """All sentences of the code, without words."""
    catalogue = Catalog()
    for name, file in sources():
        for line, ids, comments, context in extract("python", BytesIO(as_python(file)), KEYWORDS, ["Translators:"]):
            catalogue.add(ids, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def held(po: Path = PO) -> Catalog:
    """The catalogue as it stands."""
    with po.open("rb") as file:
        return read_po(file)


def merged(new: Catalog, old: Catalog) -> Catalog:
    """The sentences of `new` with the words of `old`, under the head of `old`."""
    result = Catalog("cy", header_comment=old.header_comment, fuzzy=False)
    result.mime_headers = old.mime_headers
    result.creation_date = old.creation_date
    for message in new:
        if message.id:
            known = old.get(first(message), message.context)
            words = known.string if known and known.id == message.id else None
            result.add(
                message.id, words or "", message.locations, auto_comments=message.auto_comments, context=message.context
            )
    return result


def save(catalogue: Catalog, po: Path = PO) -> None:
    """Sorted by place, without line numbers and dates, so that a change shows only what changed."""
    text = BytesIO()
    write_po(text, catalogue, width=120, sort_by_file=True, include_lineno=False)
    po.write_bytes(re.sub(rb'"Generated-By:.*\n', b"", text.getvalue()))


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def all_of(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or [""])


def slots(words: str) -> Counter[str]:
    return Counter(SLOT.findall(words))


def keys(catalogue: Catalog) -> dict[Key, Message]:
    return {(first(message), message.context): message for message in catalogue if message.id}


def troubles(new: Catalog, old: Catalog) -> Iterator[str]:
    """One line for each sentence whose Welsh is missing, does not fit, or is no longer needed."""
    there, needed = keys(old), keys(new)
    for key, message in needed.items():
        known = there.get(key)
        if known is None or known.id != message.id or known.fuzzy or not all(all_of(known.string)):
            yield f"{message.locations[0][0]}: no Welsh yet for {key[0]!r}"
        elif not fits(known, old.num_plurals):
            yield f"{message.locations[0][0]}: the Welsh of {key[0]!r} needs the same {{places}}, %(places)s and <marks>"
    yield from (f"no page says this any more: {text!r}" for text, context in there if (text, context) not in needed)


def fits(message: Message, plurals: int) -> bool:
    """Every form keeps the places of the English; a form of a plural may do so by either English form."""
    allowed = [slots(words) for words in all_of(message.id)]
    forms = all_of(message.string)
    return len(forms) == (plurals if message.pluralizable else 1) and all(slots(words) in allowed for words in forms)


def write(po: Path = PO) -> None:
    """The binary catalogue beside `po`, in one step: a process that starts meanwhile reads the old one or the new one."""
    draft = po.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, held(po))
    draft.replace(po.with_suffix(".mo"))


def bring() -> None:
    """Make the catalogue hold the sentences of the code, and show the Welsh that leaves it: a new wording may want it."""
    new, old = wanted(), held()
    needed = keys(new)
    for key, message in keys(old).items():
        if key not in needed:
            print(f"taken out: {key[0]!r} = {message.string!r}")
    save(merged(new, old))


def main(command: str = "") -> int:
    if not settings.configured:
        settings.configure()
    if command == "compile":
        write()
        return 0
    if command not in ("extract", "check"):
        print("extract, check or compile?", file=sys.stderr)
        return 2
    if command == "extract":
        bring()
    lines = list(troubles(wanted(), held()))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
