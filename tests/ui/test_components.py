"""What components write, without a browser."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template

from bluelamp.kernel import clock
from bluelamp.rulebook.findings import Finding
from bluelamp.ui import assets

FOUND = Finding(
    "guilt",
    "CHARGE",
    "block",
    3,
    14,
    "Say it differently.",
    "A trial could stop.",
    "",
    rewrite="arrested a man",
    replaces="words",
)
TEXT = "We caught <him>."


def draw(tag: str, **context: Any) -> str:
    return Template("{% load ui %}" + tag).render(Context(context))


def test_a_finding_offers_its_wording_in_place_of_the_words() -> None:
    html = draw("{% finding found text %}", found=FOUND, text=TEXT)
    assert 'data-words="caught &lt;him"' in html
    assert 'data-safe="arrested a man"' in html
    assert 'name="use_this" value="guilt:3:14"' in html
    assert "<him" not in html


def test_a_finding_about_the_whole_has_nothing_to_replace() -> None:
    whole = Finding("alt", "ALT", "fix", 0, 0, "Describe the picture.", "", "", rewrite="Write what one sees")
    html = draw("{% finding found text %}", found=whole, text=TEXT)
    assert "Write what one sees" in html
    assert "use_this" not in html


def test_a_question_keeps_the_answer_that_was_given() -> None:
    asks = Finding("age", "YOUTH", "review", 0, 2, "Old enough?", "", "", question="Over 18?", question_id="adult")
    html = draw("{% finding found text answer='no' %}", found=asks, text=TEXT)
    assert 'name="fact-adult" value="no" checked' in html
    assert 'name="fact-adult" value="yes">' in html


def test_two_findings_with_one_question_have_ids_of_their_own() -> None:
    one, two = (
        Finding("age", "YOUTH", "review", at, at + 2, "?", "", "", question="?", question_id="adult") for at in (0, 3)
    )
    first = draw("{% finding found text %}", found=one, text=TEXT)
    assert 'id="fact-adult-0-1"' in first
    assert 'id="fact-adult-0-1"' not in draw("{% finding found text %}", found=two, text=TEXT)


@pytest.mark.parametrize(("used", "words"), [(0, "10 left"), (10, "0 left"), (12, "2 too many")])
def test_a_chip_says_what_is_left(used: int, words: str) -> None:
    html = draw("{% chip 'Practice' 'p' limit=10 used=used %}", used=used)
    assert words in html
    assert ("bl-chip--over" in html) == (used > 10)


def test_a_chip_without_a_limit_counts_nothing() -> None:
    assert "data-counter" not in draw("{% chip 'Own site' 's' %}")


def test_a_state_is_a_word_and_a_shape_and_not_only_a_colour() -> None:
    shapes = {
        tone: draw("{% state_tag 'Live' tone %}", tone=tone) for tone in ("quiet", "lamp", "care", "stop", "fine")
    }
    drawn = {html.split("<svg")[1].split("</svg>")[0] for html in shapes.values()}
    assert len(drawn) == 5
    assert all("Live" in html for html in shapes.values())


def test_a_count_of_nothing_shows_nothing() -> None:
    assert draw("{% count 0 %}").strip() == "" == draw("{% count none %}", none=None).strip()
    assert "need you" in draw("{% count 2 %}")


def test_a_moment_is_for_people_and_for_machines() -> None:
    at = datetime(2026, 5, 4, 13, 5, tzinfo=UTC)
    with clock.frozen(at):
        assert draw("{% moment at %}", at=at) == '<time datetime="2026-05-04T13:05:00+00:00">Mon 4 May, 14:05</time>'
    assert draw("{% moment at %}", at=None) == ""


def test_the_pager_keeps_the_rest_of_the_address() -> None:
    html = draw("{% pager page query %}", page=Paginator(range(50), 10).page(2), query=QueryDict("page=2&area=n%26m"))
    assert 'href="?area=n%26m&amp;page=3"' in html
    assert 'href="?area=n%26m&amp;page=1"' in html
    assert "11 to 20 of 50" in html


def test_the_pager_of_one_page_is_not_there() -> None:
    assert draw("{% pager page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_words_of_strangers_are_escaped() -> None:
    item = SimpleNamespace(text="<img src=x>", by="<b>", at=None, ours=False)
    html = draw("{% bubble item %}{% empty item.text %}{% task item.text item.by '/' %}", item=item)
    assert "<img" not in html
    assert "<b>" not in html


def test_a_page_renders_before_the_front_end_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    assets.folder.cache_clear()
    monkeypatch.setattr(assets, "BUILD", tmp_path)
    try:
        assert assets.url("bluelamp.css") == "/static/build/none/bluelamp.css"
    finally:
        assets.folder.cache_clear()
