"""The judge: weights, answers, failures, and the same verdict for ever."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.rulebook import engine
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import CASE_STATES, KINDS, RISKS, Draft, Medium
from bluelamp.rulebook.packs import builtin, parse
from bluelamp.rulebook.rules import Pack

TEXT = """
[pack]
name = "p"
version = "1"
[[rules]]
id = "Q-1"
title = "t"
risk = "PERS"
weight = "review"
say = "s"
why = "w"
basis = "b"
question = "Sure?"
question_id = "sure"
{more}
[[rules.check]]
use = "words"
any = ["apple"]
[[rules.check]]
use = "words"
any = ["sharp sword"]
weight = "block"
risk = "OPS"
final = true
[[rules.check]]
use = "words"
any = ["sword"]
weight = "fix"
risk = "OPS"
"""


def pack(more: str = "") -> Pack:
    return parse(TEXT.replace("{more}", more))


def test_verdict_is_the_heaviest_weight_and_risks_are_sorted() -> None:
    said = assess([pack()], Draft("an apple and a sharp sword"))
    assert (said.verdict, said.risks) == ("block", ("OPS", "PERS"))
    assert [finding.weight for finding in said.findings] == ["block", "review"]


def test_a_fix_is_advice() -> None:
    assert assess([pack()], Draft("a sword")).verdict == "advise"


def test_nothing_found_is_ok() -> None:
    said = assess([pack()], Draft("a pear"))
    assert (said.verdict, said.risks, said.findings) == ("ok", (), ())


def test_findings_point_at_the_words() -> None:
    text = "😀 an a\u200bpple"
    finding = assess([pack()], Draft(text)).findings[0]
    assert text[finding.start : finding.end] == "a\u200bpple"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("yes", "ok"),
        (True, "ok"),
        (" Yes ", "ok"),
        ("no", "review"),
        (False, "review"),
        (None, "review"),
        (1, "review"),
    ],
)
def test_an_answer_silences_a_rule(answer: object, verdict: str) -> None:
    assert assess([pack()], Draft("apple", facts={"sure": answer})).verdict == verdict


@pytest.mark.parametrize(
    ("answer", "verdict"), [("yes", "ok"), (True, "ok"), ("Yes", "review"), (1, "review"), ("no", "review")]
)
def test_a_statutory_rule_needs_the_exact_answer(answer: object, verdict: str) -> None:
    assert assess([pack("statutory = true")], Draft("apple", facts={"sure": answer})).verdict == verdict


def test_a_final_check_hears_no_answer_and_asks_no_question() -> None:
    said = assess([pack()], Draft("sharp sword", facts={"sure": True}))
    assert said.verdict == "block"
    assert said.findings[0].question == ""


def test_other_answers_can_clear() -> None:
    asks = pack("clears_when = [false]")
    assert assess([asks], Draft("apple", facts={"sure": "no"})).verdict == "ok"
    assert assess([asks], Draft("apple", facts={"sure": "yes"})).verdict == "review"


def test_when_chooses_the_drafts() -> None:
    only = pack('when.case_states = ["arrest"]\nwhen.media = ["photo"]\nwhen.facts = { loud = true }')
    fits = Draft("apple", case_state="arrest", media=(Medium("photo"),), facts={"loud": True})
    assert assess([only], fits).verdict == "review"
    for other in (replace(fits, case_state="none"), replace(fits, media=()), replace(fits, facts={})):
        assert assess([only], other).verdict == "ok"


def test_a_check_that_fails_is_told_and_goes_to_review() -> None:
    def broken(reading: object) -> list[tuple[int, int]]:
        raise RuntimeError("broken")

    sound = pack()
    rule = sound.rules[0]
    failing = replace(sound, digest="other", rules=(replace(rule, checks=(replace(rule.checks[0], run=broken),)),))
    said = assess([failing], Draft("a pear"))
    assert said.verdict == "review"
    assert said.findings[0].say.startswith("Not checked")


def test_a_text_that_cannot_be_read_goes_to_review(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(draft: Draft) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(engine, "Reading", broken)
    assert assess([pack()], Draft("a pear")).verdict == "review"


def test_a_language_the_pack_does_not_know_goes_to_a_person() -> None:
    said = assess([pack()], Draft("bore da", lang="cy"))
    assert (said.verdict, said.findings[0].rule) == ("review", "ENGINE-02")


def test_one_place_is_told_once_by_one_rule() -> None:
    said = assess([pack()], Draft("sharp sword"))
    assert [(finding.weight, finding.start, finding.end) for finding in said.findings] == [("block", 0, 11)]


def test_many_places_do_not_bury_the_rest() -> None:
    assert len(assess([pack()], Draft("apple " * 500)).findings) == 20


def test_light_findings_do_not_crowd_out_the_heavy_one() -> None:
    said = assess([pack()], Draft("an apple. " * 30 + "A sharp sword. " + "A sword. " * 30))
    assert said.verdict == "block"


def test_the_words_of_a_picture_are_judged_and_the_finding_says_which() -> None:
    pictures = (Medium("photo", "A dog"), Medium("photo", "A hall", text="Bring an apple\nand a sharp sword"))
    said = assess([pack()], Draft("Come to the hall.", media=pictures))
    assert [(finding.medium, finding.start, finding.end) for finding in said.findings] == [(2, 0, 0), (2, 0, 0)]
    assert said.findings[0].say == "In picture 2 (“sharp sword”): s"
    assert assess([pack()], Draft("Come.", media=(Medium("photo", "An apple"),))).findings[0].medium == 1


def test_only_a_finding_in_the_posts_own_words_can_replace_them() -> None:
    replacing = pack('replaces = "words"\nrewrite = "a pear"')
    said = assess([replacing], Draft("An apple.", media=(Medium("photo", "An apple"),)))
    assert {finding.medium: finding.replaces for finding in said.findings} == {0: "words", 1: "nothing"}


def test_a_text_that_was_not_read_to_the_end_goes_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Reading, "cut_short", True)
    said = assess([pack()], Draft("a pear"))
    assert (said.verdict, said.findings[0].rule) == ("review", "ENGINE-03")


def test_what_the_packs_registers_say_is_public_reaches_the_checks() -> None:
    found = []

    def look(reading: engine.Reading) -> list[tuple[int, int]]:
        found.append(reading.local.officers)
        return []

    sound = parse(TEXT.replace("{more}", "") + "[register]\nofficers = ['Farah Rahman']")
    rule = sound.rules[0]
    looking = replace(sound, digest="looking", rules=(replace(rule, checks=(replace(rule.checks[0], run=look),)),))
    assess([looking], Draft("a pear"))
    assert found == [("Farah Rahman",)]


DRAFTS = st.builds(
    Draft,
    text=st.text(max_size=400) | st.lists(st.sampled_from(["he", "was", "arrested", "Darren", "Holt", "burglar", "07700", "900123", "died", "jailed", "14", "year", "old", "<>#~", "DM", "us", "999", "😂", "s**t", "rape", "@", "\n"]), max_size=60).map(" ".join),
    kind=st.sampled_from(KINDS),
    case_state=st.sampled_from(CASE_STATES),
    media=st.lists(st.builds(Medium, st.sampled_from(["photo", "video"]), st.text(max_size=20)), max_size=2).map(tuple),
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(DRAFTS)
def test_any_draft_gets_a_verdict_within_bounds_and_always_the_same(draft: Draft) -> None:
    said = assess([builtin()], draft)
    assert said.verdict in ("ok", "advise", "review", "block")
    assert (said.verdict == "ok") == (not said.findings)
    assert set(said.risks) <= set(RISKS)
    for finding in said.findings:
        assert 0 <= finding.start <= finding.end <= len(draft.text)
        assert not finding.say.startswith("Not checked")
    assert assess([builtin()], draft) == said


@pytest.mark.parametrize(
    "piece",
    ["a", "A b ", "07 ", "(0", "#ab ", "s-h-i-", "he was arrested ", "\u200b", "\U0001f6a8", "ﷺ", "'", "http://", "\n"],
)
def test_the_longest_texts_of_one_piece_are_judged(piece: str) -> None:
    """20,000 characters each: anything that grows with the square would not end within the suite's time limit."""
    assert assess([builtin()], Draft((piece * 20_000)[:20_000], case_state="arrest")).verdict
