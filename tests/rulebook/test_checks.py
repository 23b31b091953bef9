"""Each check by itself, through a pack of one rule."""

import json

import pytest

from bluelamp.rulebook import checks
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft, Medium
from bluelamp.rulebook.packs import parse

HEAD = """
[pack]
name = "p"
version = "1"
[lists]
horses = ["horse*"]
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


def found(text: str, media: tuple[Medium, ...] = (), **settings: object) -> list[str]:
    toml = HEAD + "\n".join(f"{name} = {json.dumps(value)}" for name, value in settings.items())
    findings = assess([parse(toml)], Draft(text, media=media)).findings
    return [text[finding.start : finding.end] for finding in sorted(findings, key=lambda finding: finding.start)]


def test_the_registry_knows_its_checks() -> None:
    assert checks.names() == tuple(
        sorted(
            [
                "always",
                "words",
                "answering",
                "slots",
                "swearing",
                "links",
                "hashtags",
                "emoji",
                "capitals",
                "letters",
                "long_sentence",
                "gaps",
                "alt_text",
                "captions",
                "facts",
                "media_facts",
                "jigsaw",
                "listed",
                "image_text",
                "picture_words",
                "pair",
                "ages_differ",
                "only",
                "pattern",
            ]
        )
    )


def test_words_with_company_in_reach() -> None:
    rule = {"use": "words", "any": ["yard"], "with": ["{horses}"]}
    assert found("The horses are in the yard.", **rule) == ["yard"]
    assert found("The horses rest. They like the yard.", **rule) == []
    assert found("The horses rest. They like the yard.", **rule, reach="next") == ["yard"]
    assert found("Horses. One. Two. The yard.", **rule, reach="next") == []
    assert found("Horses. One. Two. The yard.", **rule, reach="text") == ["yard"]


def test_words_are_no_company_to_themselves() -> None:
    assert found("a horse", use="words", any=["{horses}"], **{"with": ["{horses}"]}) == []
    assert found("a horse, a horse", use="words", any=["{horses}"], **{"with": ["{horses}"]}) == ["horse", "horse"]


def test_words_unless_and_at_least() -> None:
    assert found("A yard. Open yard day.", use="words", any=["yard"], unless=["open"]) == ["yard"]
    assert found("A yard. Open.", use="words", any=["yard"], unless_anywhere=["open"]) == []
    assert found("rtc", use="words", any=["rtc", "nfa"], at_least=2) == []
    assert found("rtc nfa", use="words", any=["rtc", "nfa"], at_least=2) == ["rtc", "nfa"]


def test_slots() -> None:
    rule = {"use": "slots", "any": ["did you see"], "one": ["<public_phone>"], "two": ["<date>", "<time>"]}
    assert found("Did you see it? Call 101.", **rule) == ["Did you see"]
    assert found("Did you see it on 3 May? Call 101.", **rule) == []
    assert found("Did you see it? Call 101.", **rule, may_miss=1) == []
    assert found("Nothing asked.", **rule) == []


@pytest.mark.parametrize(
    "text", ["shit", "SHIT", "s**t", "sh!t", "s.h.i.t", "sh1t", "5h1t", "shiiit", "ѕhit", "s\u200bhit", "$hit"]
)
def test_swearing_is_seen_through_masks(text: str) -> None:
    assert found(f"oh {text} no", use="swearing", any=["shit"]) == [text]


@pytest.mark.parametrize("text", ["Scunthorpe", "shift", "shirt", "s... t", "sh", "*****", "class", "1234", "short"])
def test_honest_words_are_not_swearing(text: str) -> None:
    assert found(f"oh {text} no", use="swearing", any=["shit", "cunt", "arse"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#stopknifecrime now", ["#stopknifecrime"]),
        ("#StopKnifeCrime now", []),
        ("#harby", []),
        ("#police", []),
        ("#A1 #B2 #C3 #D4", ["#C3", "#D4"]),
    ],
)
def test_hashtags(text: str, expected: list[str]) -> None:
    assert found(text, use="hashtags", most=2, words=["stop", "police"]) == expected


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("THIS TEXT REALLY SHOUTS NOW", True),
        ("The BBC and NHS", False),
        ("HELP now", False),
        ("BBC NHS PCSO UK GMP", False),
    ],
)
def test_capitals(text: str, hit: bool) -> None:
    assert bool(found(text, use="capitals", most=3)) == hit


@pytest.mark.parametrize(
    ("text", "hit"),
    [("\U0001f6a8" * 4 + " x", True), ("see \U0001f440 us \U0001f44d now", True), ("Thanks \U0001f44d", False), ("Come! \U0001f600 We wait.", False), ("\U0001f600 a. \U0001f600 b. \U0001f600 c. \U0001f600 d. \U0001f600 e. \U0001f600", True)],
)  # fmt: skip
def test_emoji(text: str, hit: bool) -> None:
    assert bool(found(text, use="emoji")) == hit


def test_gaps_that_nobody_filled_in() -> None:
    assert found("A [age]-year-old from [town].", use="gaps") == ["[age]", "[town]"]
    assert found("Nothing (here) is open] or [\nclosed", use="gaps") == []


def test_long_sentences() -> None:
    assert found("a b c. d e f g", use="long_sentence", most=3) == ["d e f g"]


@pytest.mark.parametrize(
    ("alt", "hit"),
    [
        ("", True),
        ("  ", True),
        ("IMG_2231.jpg", True),
        ("photo", True),
        ("DSC01234", True),
        ("Two officers at a stall", False),
    ],
)
def test_alt_text(alt: str, hit: bool) -> None:
    said = assess([parse(HEAD + 'use = "alt_text"\nkinds = ["photo"]')], Draft("x", media=(Medium("photo", alt),)))
    assert bool(said.findings) == hit


@pytest.mark.parametrize(
    ("text", "alt", "hit"), [("x", "", True), ("x", "A talk, with captions", False), ("Captions are on", "", False)]
)
def test_captions(text: str, alt: str, hit: bool) -> None:
    said = assess([parse(HEAD + 'use = "captions"')], Draft(text, media=(Medium("video", alt),)))
    assert bool(said.findings) == hit


@pytest.mark.parametrize(
    ("link", "hit"),
    [("http://a.example/x", True), ("https://bit.ly/3x", True), ("bit.ly/3x", True), ("https://a.example/?utm_source=x", True), ("https://a.example/x", False), ("and/or", False), ("https://[", False)],
)  # fmt: skip
def test_links(link: str, hit: bool) -> None:
    assert bool(found(f"see {link} now", use="links", shorteners=["bit.ly"], tracking=["utm_source"])) == hit


@pytest.mark.parametrize(
    ("host", "hit"),
    [("harby-police.help", True), ("www.harby.police.example", False), ("police.example.evil.example", True)],
)
def test_lookalikes(host: str, hit: bool) -> None:
    settings = {"use": "links", "lookalike_of": ["police"], "trusted_ends": [".police.example"]}
    assert bool(found(f"https://{host}/form", **settings)) == hit


def test_always_speaks_of_the_whole() -> None:
    assert found("anything", use="always") == [""]


def test_an_innocent_word_excuses_only_what_stands_beside_it() -> None:
    rule = {"use": "swearing", "any": ["bloody", "bastard*"], "unless": ["bloody sunday"]}
    assert found("The Bloody Sunday march is at noon.", **rule) == []
    assert found("The Bloody Sunday march is at noon. Move your car, you b*****ds.", **rule) == ["b*****ds"]


def test_an_answer_is_read_on_top_of_its_question() -> None:
    rule = {"use": "answering", "asked": ["assault*"], "any": ["lol"]}
    pack = parse(HEAD + "\n".join(f"{name} = {json.dumps(value)}" for name, value in rule.items()))
    for question, many in (("", 0), ("When is the meeting?", 0), ("My sister was assaulted.", 1)):
        assert len(assess([pack], Draft("That went well lol", kind="reply", answers_to=question)).findings) == many


def test_a_check_may_say_in_its_own_words_what_to_do() -> None:
    """The rule's wording answers the rule's sentence, so it is not offered with another one."""
    written = HEAD.replace('basis = "b"', 'basis = "b"\nrewrite = "in the field"')
    check = 'use = "words"\nany = ["yard"]\n'
    plain, own = (parse(written + check + more) for more in ("", 'say = "Not the yard."'))
    said = [assess([pack], Draft("In the yard.")).findings[0] for pack in (plain, own)]
    assert [(one.say, one.rewrite) for one in said] == [("s", "in the field"), ("Not the yard.", "")]
