"""The tool that keeps the Welsh whole: what it finds, what it refuses, what it writes."""

import gettext
import importlib.util
import os
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

CHECKOUT = Path(__file__).parents[2]
TEMPLATE = """{% load i18n %}<p title="{% translate 'One' %}">it's {{ two }}</p>
  {% blocktranslate trimmed with name=who %}
    Hello {{ name }},
    <strong>come in</strong>.
  {% endblocktranslate %}
 {% tag _("Three") "x" %}
{% blocktranslate count n=n %}{{ n }} post{% plural %}{{ n }} posts{% endblocktranslate %}
"""
CODE = 'from x import _, gettext_noop, ngettext_lazy\n_("Four") + gettext_noop("Five") + ngettext_lazy("a", "b", 1)\n"Six"\n'


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_{name}", CHECKOUT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = load("messages")
HELD = messages.held()


def catalogue(*lines: tuple[Any, Any]) -> Catalog:
    made = Catalog("cy")
    made.mime_headers = HELD.mime_headers
    for ids, words in lines:
        made.add(ids, words, [("somewhere.py", 1)])
    return made


def told(ids: Any, words: Any) -> list[str]:
    return list(messages.troubles(catalogue((ids, "")), catalogue((ids, words))))


def test_every_sentence_of_the_code_has_its_welsh_and_nothing_is_left_over() -> None:
    assert list(messages.troubles(messages.wanted(), HELD)) == []


def test_sentences_are_found_in_templates_and_in_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "bluelamp"
    for name, text in {"room/templates/room/page.html": TEMPLATE, "room/views.py": CODE}.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
    monkeypatch.setattr(messages, "PACKAGE", package)
    monkeypatch.setattr(messages, "BORROWED", ())
    found = {message.id for message in messages.wanted() if message.id}
    hello = "Hello %(name)s, <strong>come in</strong>."
    assert found == {"One", hello, "Three", ("%(n)s post", "%(n)s posts"), "Four", "Five", ("a", "b")}


def test_a_page_of_ours_stands_in_front_of_the_librarys() -> None:
    names = [name for name, _file in messages.sources()]
    assert "allauth/templates/mfa/recovery_codes/generate.html" in names
    assert "allauth/templates/mfa/index.html" not in names
    assert "bluelamp/ui/templates/mfa/index.html" in names


def test_what_is_missing_or_left_over_is_told() -> None:
    assert "no Welsh yet" in told("Go on", "")[0]
    assert "no Welsh yet" in next(messages.troubles(catalogue(("Go on", "")), catalogue()))
    assert "no page says this" in next(messages.troubles(catalogue(), catalogue(("Go on", "Ymlaen"))))
    assert told("Go on", "Ymlaen") == []


def test_a_guess_is_not_a_translation() -> None:
    old = catalogue(("Go on", "Ymlaen"))
    old["Go on"].flags.add("fuzzy")
    assert len(list(messages.troubles(catalogue(("Go on", "")), old))) == 1


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("%(name)s left", "Gadawodd %(enw)s"),
        ("%(name)s left", "Gadawodd %(name)d"),
        ("{n} left", "ar ôl"),
        ("<strong>Stop</strong>", "<strong>Stop"),
        ('<a href="%(url)s">here</a>', '<a href="%(url)s" class="x">yma</a>'),
        ("%d days", "%d %d"),
        (("%(n)s post", "%(n)s posts"), ("%(n)s postiad",) * 3 + ("postiadau",)),
        (("%(n)s post", "%(n)s posts"), ("%(n)s postiad",) * 2),
    ],
)
def test_welsh_with_other_places_or_forms_does_not_fit(english: Any, welsh: Any) -> None:
    assert len(told(english, welsh)) == 1


def test_one_may_be_said_without_its_figure_where_english_does_so() -> None:
    assert (
        told(("One post", "%(n)s posts"), ("Un postiad", "%(n)s bostiad", "%(n)s o bostiadau", "%(n)s postiad")) == []
    )


@given(
    st.lists(st.sampled_from(["%(name)s", "{time}", "%d", "<b>", "</b>", '<a href="/x">']), min_size=1, max_size=6),
    st.randoms(),
)
def test_places_may_move_but_none_may_go(places: list[str], dice: Any) -> None:
    moved = dice.sample(places, len(places))
    assert told("a " + " b ".join(places), "y ".join(moved)) == []
    assert len(told("a " + " b ".join(places), "y ".join(moved[1:]) or "dim")) == 1


def test_words_are_kept_and_what_is_gone_goes(tmp_path: Path) -> None:
    old = catalogue(("Stay", "Aros"), ("Go", "Mynd"), ("One", "Un"))
    new = catalogue(("Stay", ""), ("New", ""), (("One", "Many"), ""))
    messages.save(messages.merged(new, old), tmp_path / "django.po")
    kept = messages.held(tmp_path / "django.po")
    assert {message.id: message.string for message in kept if message.id} == {
        "Stay": "Aros",
        "New": "",
        ("One", "Many"): ("", "", "", ""),
    }
    first = (tmp_path / "django.po").read_bytes()
    messages.save(messages.merged(new, kept), tmp_path / "django.po")
    assert (tmp_path / "django.po").read_bytes() == first


def test_the_head_says_who_has_not_read_it() -> None:
    assert "not yet read by a native speaker" in HELD.header_comment
    assert "not yet read by a native speaker" in (CHECKOUT / "docs" / "running.md").read_text()


def test_the_binary_has_the_four_forms_of_the_frameworks_welsh(tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    po.write_bytes(messages.PO.read_bytes())
    messages.write(po)
    with po.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    said = [words.ngettext("%(n)s post went out.", "%(n)s posts went out.", n) for n in (1, 2, 3, 8)]
    assert said == ["Aeth %(n)s postiad allan.", "Aeth %(n)s bostiad allan.", *["Aeth %(n)s o bostiadau allan."] * 2]
    theirs = messages.held(messages.LIBRARIES / "django/conf/locale/cy/LC_MESSAGES/django.po")
    assert HELD.plural_forms == theirs.plural_forms


def test_set_up_compiles_only_what_is_newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = load("setup")
    ran: list[Any] = []

    def run(command: list[Any], **_more: Any) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(setup, "CHECKOUT", tmp_path)
    monkeypatch.setattr(setup.subprocess, "run", run)
    po = tmp_path / "bluelamp" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text("")
    assert setup.welsh() == 0
    assert ran[0][-1] == "compile"
    mo = po.with_suffix(".mo")
    mo.write_bytes(b"")
    newer = po.stat().st_mtime + 5
    os.utime(mo, (newer, newer))
    setup.welsh()
    assert len(ran) == 1
