"""Checks that read more than the words: facts, pictures, earlier posts, the other language."""

import json
from datetime import date
from typing import Any

import pytest

from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft, Finding, Medium
from bluelamp.rulebook.packs import parse
from bluelamp.rulebook.settings import PackError

HEAD = """
[pack]
name = "p"
version = "1"
[[rules]]
id = "X-1"
title = "t"
risk = "PERS"
weight = "block"
say = "s"
why = "w"
basis = "b"
[[rules.check]]
"""


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(inner)}" for name, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def findings(draft: Draft, **settings: object) -> tuple[Finding, ...]:
    return assess(
        [parse(HEAD + "\n".join(f"{name} = {_toml(value)}" for name, value in settings.items()))], draft
    ).findings


def speaks(draft: Draft, **settings: object) -> bool:
    return bool(findings(draft, **settings))


def of(facts: dict[str, Any], **rest: Any) -> Draft:
    return Draft("Our office is open.", facts=facts, **rest)


@pytest.mark.parametrize(
    "nothing", [{}, {"owner": ""}, {"owner": "no"}, {"owner": False}, {"owner": []}, {"owner": None}, {"owner": 0}]
)
def test_facts_that_are_missing(nothing: dict[str, Any]) -> None:
    assert speaks(of(nothing), use="facts", missing=["owner"])


def test_one_missing_is_enough_unless_all_are_asked_for() -> None:
    half = of({"owner": "DS Cole"})
    assert speaks(half, use="facts", missing=["owner", "reference"])
    assert not speaks(half, use="facts", missing=["owner", "reference"], all=True)
    assert speaks(of({}), use="facts", missing=["owner", "reference"], all=True)


def test_facts_with_a_value() -> None:
    rule: dict[str, object] = {"use": "facts", "is": {"hold": "yes", "case_orders": ["postponed", "no_report"]}}
    assert speaks(of({"hold": True, "case_orders": ["other", "no_report"]}), **rule)
    assert not speaks(of({"hold": True, "case_orders": ["other"]}), **rule)
    assert not speaks(of({"case_orders": ["no_report"]}), **rule)
    assert speaks(of({"candidates": ["Lee Moss"]}), use="facts", has=["candidates", "election"])
    assert not speaks(of({"candidates": []}), use="facts", has=["candidates", "election"])


def picture(**facts: Any) -> Draft:
    return Draft("Look.", media=(Medium("photo", "A street", facts=facts),), today=date(2027, 5, 3))


def test_media_by_source_kind_and_what_is_missing() -> None:
    rule: dict[str, object] = {
        "use": "media_facts",
        "kinds": ["photo"],
        "source": ["custody", "cctv"],
        "missing": ["approved_by"],
    }
    assert speaks(picture(source="custody"), **rule)
    assert speaks(picture(source="CCTV"), **rule)
    assert not speaks(picture(source="custody", approved_by="DI Pell"), **rule)
    assert not speaks(picture(source="own"), **rule)
    assert not speaks(picture(), **rule)
    assert not speaks(Draft("Look.", media=(Medium("video", "A street", facts={"source": "custody"}),)), **rule)


def test_media_by_age_of_picture_and_person() -> None:
    old: dict[str, object] = {"use": "media_facts", "older_than_days": 365}
    assert speaks(picture(taken="2026-05-02"), **old)
    assert speaks(picture(taken="2019-01-01T10:00:00"), **old)
    assert not speaks(picture(taken="2026-05-03"), **old)
    assert not speaks(picture(taken="long ago"), **old)
    assert not speaks(Draft("Look.", media=(Medium(facts={"taken": "2019-01-01"}),)), **old)  # no day of judgement
    young: dict[str, object] = {"use": "media_facts", "under_age": 18}
    assert speaks(picture(subject_age=17), **young)
    assert not speaks(picture(subject_age=18), **young)
    assert not speaks(picture(subject_age="about thirty"), **young)


def test_one_medium_must_fit_in_all_respects() -> None:
    two = (Medium(facts={"source": "custody", "approved_by": "DI Pell"}), Medium(facts={"source": "own"}))
    assert not speaks(Draft("Look.", media=two), use="media_facts", source=["custody"], missing=["approved_by"])


GROUPS = {"age": ["aged #", "<age>"], "work": ["barista", "nurse"], "place": ["<street>"]}
JIGSAW: dict[str, object] = {"use": "jigsaw", "topic": ["rape*"], "groups": GROUPS, "at_least": 2, "together": True}


def test_two_posts_that_together_tell_who_it_is() -> None:
    told = ("We are investigating a report of a rape. The woman is a barista.",)
    draft = Draft("She was on her way home to Cedar Close.", earlier=told)
    assert [draft.text[found.start : found.end] for found in findings(draft, **JIGSAW)] == ["Cedar Close"]
    assert not speaks(Draft(draft.text), **JIGSAW)
    assert not speaks(Draft(draft.text, earlier=("A barista saw a fire.",)), **JIGSAW)  # no such case
    assert not speaks(Draft("Another appeal will follow.", earlier=(*told, draft.text)), **JIGSAW)  # brings nothing
    assert not speaks(Draft("The barista is being supported.", earlier=told), **JIGSAW)  # was told already


def test_one_post_can_be_a_whole_jigsaw() -> None:
    alone = Draft("A barista was raped in Cedar Close.")
    assert speaks(alone, **{**JIGSAW, "together": False})
    assert not speaks(alone, **JIGSAW)
    assert not speaks(alone, **{**JIGSAW, "together": False, "unless_anywhere": ["barista"]})


def test_words_that_a_fact_lists() -> None:
    facts = {"protected": ["Priya Nair", {"words": "Zoë"}]}
    rule: dict[str, object] = {"use": "listed", "facts": ["protected"], "parts": True}
    for text in ("Thanks to PRIYA for her evidence.", "the nair family", "Priya-Nair spoke", "Zoe was brave", "#priya"):
        assert speaks(Draft(text, facts=facts), **rule), text
    assert not speaks(Draft("The nairobi market is open.", facts=facts), **rule)
    assert not speaks(Draft("Priya spoke.", facts=facts), use="listed", facts=["protected"])
    assert not speaks(Draft("Priya spoke.", facts={"protected": 7}), **rule)
    assert speaks(Draft("Look.", media=(Medium(alt="Priya at a desk"),), facts=facts), **rule)


def test_a_listed_name_is_shown_where_it_stands() -> None:
    draft = Draft("Thanks to Priya.", facts={"protected": ["Priya"]})
    assert [(found.start, found.end) for found in findings(draft, use="listed", facts=["protected"])] == [(10, 15)]


WORDS_IN_POSTER = "Harby open day Saturday 8 May from 10:00 at the station, bring your bikes and dogs"


def test_words_in_a_picture_that_the_post_does_not_say() -> None:
    rule: dict[str, object] = {"use": "image_text"}
    assert speaks(Draft("See poster.", media=(Medium("text_graphic", "A poster", WORDS_IN_POSTER),)), **rule)
    assert not speaks(Draft(WORDS_IN_POSTER, media=(Medium("text_graphic", "A poster", WORDS_IN_POSTER),)), **rule)
    assert not speaks(Draft("See poster.", media=(Medium("text_graphic", WORDS_IN_POSTER, WORDS_IN_POSTER),)), **rule)
    assert not speaks(Draft("Our van.", media=(Medium("photo", "A van", "POLICE"),)), **rule)
    decor = Medium("photo", "", WORDS_IN_POSTER, {"decorative": True})
    assert not speaks(Draft("See poster.", media=(decor,)), **rule)


def test_words_that_tell_what_a_picture_may_show() -> None:
    rule: dict[str, object] = {"use": "picture_words", "kinds": ["photo"], "any": ["whiteboard"]}
    assert speaks(Draft("Our whiteboard.", media=(Medium("photo", "A room"),)), **rule)
    assert speaks(Draft("Our room.", media=(Medium("photo", "A whiteboard"),)), **rule)
    assert not speaks(Draft("Our whiteboard."), **rule)
    assert not speaks(Draft("Our whiteboard.", media=(Medium("video", "A room"),)), **rule)
    for known in ("checked", "masked"):
        assert not speaks(Draft("Our whiteboard.", media=(Medium("photo", "A room", facts={known: True}),)), **rule)


def test_one_open_picture_among_checked_ones_is_enough() -> None:
    media = (Medium("photo", "A room", facts={"checked": True}), Medium("photo", "A desk"))
    assert speaks(Draft("Our whiteboard.", media=media), use="picture_words", kinds=["photo"], any=["whiteboard"])


def test_words_in_a_picture_are_told_as_such() -> None:
    draft = Draft("Our room.", media=(Medium("photo", "A room"), Medium("photo", "A desk", "the whiteboard")))
    (found,) = findings(draft, use="words", any=["whiteboard"])
    assert (found.start, found.end, found.medium) == (0, 0, 2)


def test_decoration_and_known_captions() -> None:
    decor = Draft("Look.", media=(Medium("photo", "", facts={"decorative": True}),))
    assert not speaks(decor, use="alt_text", kinds=["photo"])
    for known, poor in (("checked", False), ("no_speech", False), ("unchecked", True), ("none", True)):
        film = Draft("Captions are on.", media=(Medium("video", "A talk", facts={"captions": known}),))
        assert speaks(film, use="captions") is poor


def test_a_check_may_bring_words_for_the_place_of_those_it_finds() -> None:
    (found,) = findings(Draft("RTC on Mill Street."), use="words", any=["rtc"], rewrite="crash")
    assert (found.rewrite, found.replaces) == ("crash", "words")
    assert findings(Draft("RTC on Mill Street."), use="words", any=["rtc"])[0].replaces == "nothing"


@pytest.mark.parametrize(
    "text", ["He “[the driver] stopped”.", '"He [the driver] stopped."', "[AUDIO] Listen.", "[7] of 9"]
)
def test_brackets_that_are_no_gap(text: str) -> None:
    assert not speaks(Draft(text), use="gaps")


def test_gaps_of_a_safe_wording() -> None:
    text = "A [age]-year-old from [Town] on [day and date]."
    assert [text[found.start : found.end] for found in findings(Draft(text), use="gaps")] == [
        "[age]",
        "[Town]",
        "[day and date]",
    ]


BOTH = {"languages": ["en", "cy"]}
ENGLISH, WELSH = (
    "There is a meeting at the library on Thursday at 7pm.",
    "Bydd cyfarfod yn y llyfrgell ddydd Iau am 7pm.",
)


def test_a_post_in_one_language_of_two() -> None:
    rule: dict[str, object] = {"use": "pair", "find": "unpaired"}
    assert speaks(Draft(ENGLISH, facts=BOTH), **rule)
    assert speaks(Draft(WELSH, facts=BOTH), **rule)
    assert not speaks(Draft(ENGLISH, facts={**BOTH, "paired": True}), **rule)
    assert not speaks(Draft(f"{WELSH}\n\n{ENGLISH}", facts=BOTH), **rule)
    assert not speaks(Draft(ENGLISH, facts={"languages": ["en"]}), **rule)
    assert speaks(Draft(ENGLISH), **rule, languages=["en", "cy"])


def test_one_language_that_says_less() -> None:
    rule: dict[str, object] = {"use": "pair", "find": "short"}
    longer = f"{ENGLISH} Officers will be there to hear what you think about parking, and we will tell you what we did."
    assert speaks(Draft(f"{WELSH}\n\n{longer}", facts=BOTH), **rule)
    assert not speaks(Draft(f"{WELSH}\n\n{ENGLISH}", facts=BOTH), **rule)


def test_an_answer_in_another_language_than_the_message() -> None:
    rule: dict[str, object] = {"use": "pair", "find": "reply"}
    question = "Pryd mae'r cyfarfod nesaf yn y llyfrgell?"
    assert speaks(Draft(ENGLISH, facts=BOTH, answers_to=question), **rule)
    assert not speaks(Draft(WELSH, facts=BOTH, answers_to=question), **rule)
    assert not speaks(Draft(ENGLISH, facts=BOTH, answers_to="Harby?"), **rule)


@pytest.mark.parametrize(
    "settings",
    [
        {"use": "facts"},
        {"use": "facts", "missing": "owner", "all": "yes"},
        {"use": "facts", "is": ["hold"]},
        {"use": "media_facts", "kinds": ["photo"]},
        {"use": "jigsaw", "topic": ["rape"], "groups": {"age": ["<age>"]}},
        {"use": "jigsaw", "groups": GROUPS},
        {"use": "listed"},
        {"use": "pair", "find": "nothing"},
    ],
    ids=lambda settings: "-".join(
        settings.values() if all(isinstance(v, str) for v in settings.values()) else settings
    ),
)
def test_wrong_settings_are_told(settings: dict[str, object]) -> None:
    with pytest.raises(PackError, match="X-1"):
        findings(Draft(""), **settings)
