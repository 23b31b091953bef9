"""Nets: sentences outside of what may be said, pictures of the wrong age, checks that come last."""

import pytest

from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft, Medium
from bluelamp.rulebook.packs import PackError, parse
from bluelamp.rulebook.rules import Pack

HEAD = """
[pack]
name = "harby"
version = "1"

[[rules]]
id = "H-01"
title = "Only the facts of the court"
risk = "SUBJ"
weight = "review"
say = "Say less."
why = "A trial is on."
basis = "House rule"
"""
ONLY = 'use = "only"\nallowed = ["charged with", "will appear"]\nunless_anywhere = ["correction"]\n'


def pack(*checks: str) -> Pack:
    return parse(HEAD + "".join(f"\n[[rules.check]]\n{check}" for check in checks))


def found(draft: Draft, *checks: str) -> list[str]:
    return [draft.text[finding.start : finding.end] for finding in assess([pack(*checks)], draft).findings]


def test_only_speaks_on_each_sentence_that_is_not_allowed() -> None:
    text = "A man was charged with theft. What a night we had. He will appear on Monday. Home now!"
    assert found(Draft(text), ONLY) == ["What a night we had"]


@pytest.mark.parametrize("text", ["", "Well done!", "Correction: the hour was wrong in our post.", "He will appear."])
def test_only_leaves_short_and_excused_texts_alone(text: str) -> None:
    assert found(Draft(text), ONLY) == []


def test_only_does_not_judge_what_a_picture_shows() -> None:
    draft = Draft("He will appear on Monday.", media=(Medium("photo", "A very long street in the rain"),))
    assert found(draft, ONLY) == []


def test_only_needs_phrases() -> None:
    with pytest.raises(PackError, match="allowed"):
        pack('use = "only"\n')


@pytest.mark.parametrize(
    ("text", "age", "speaks"),
    [
        ("Missing: Tom, aged 12.", 40, True),
        ("Missing: Tom, aged 12.", "13", False),
        ("Missing: Tom, aged twelve, and Ada, aged 41.", 40, False),
        ("Missing: a boy.", 40, False),
        ("Missing: Tom, aged 12.", None, False),
        ("Missing: Tom, aged 12.", "about forty", False),
    ],
)
def test_ages_differ(text: str, age: object, speaks: bool) -> None:
    draft = Draft(text, media=(Medium("photo", "A person", facts={} if age is None else {"subject_age": age}),))
    assert bool(assess([pack('use = "ages_differ"\nby = 5\n')], draft).findings) is speaks


ALWAYS = 'use = "always"\nlast = true\nweight = "{}"\n'
WORD = 'use = "words"\nany = ["rain"]\nweight = "{}"\n'


@pytest.mark.parametrize(
    ("text", "net", "word", "weights"),
    [
        ("Sun again.", "advise", "advise", ["advise"]),  # nothing else speaks: the net does
        ("Rain again.", "advise", "advise", ["advise"]),
        ("Rain again.", "advise", "block", ["block"]),
        ("Rain again.", "review", "advise", ["review", "advise"]),  # a lighter finding never silences a heavier one
    ],
)
def test_a_check_that_comes_last_speaks_where_nothing_as_heavy_was_said(
    text: str, net: str, word: str, weights: list[str]
) -> None:
    findings = assess([pack(WORD.format(word), ALWAYS.format(net))], Draft(text)).findings
    assert [finding.weight for finding in findings] == weights
