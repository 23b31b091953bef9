"""Any input gets a verdict, soon: whatever the text is made of, however long, and even if a detector breaks."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.language import text as texts
from bluelamp.language.jsonl import LONGEST_TEXT
from bluelamp.rulebook import engine, packs
from bluelamp.rulebook.findings import Draft

# In processor seconds, and generous: a core shared with others takes twice as long as one alone, where none of these takes a second.
MOST_SECONDS = 2.0
STACK = ("uk-police", "england-wales", "wales-bilingual")


def long(piece: str) -> str:
    return (piece * (LONGEST_TEXT // len(piece) + 1))[:LONGEST_TEXT]


def from_letters(letters: str) -> str:
    dice = random.Random(5)
    return "".join(dice.choices(letters, k=LONGEST_TEXT))


PILES: dict[str, Callable[[], str]] = {
    "letters": lambda: from_letters("abcdefghijklmnopqrstuvwxyz   "),
    "letters_and_signs": lambda: from_letters("abcXYZ019 .,-'@#/:()[]*!?\n£"),
    "digits": lambda: from_letters("0123456789"),
    "digits_and_blanks": lambda: from_letters("0123456789  "),
    "junk": lambda: from_letters("".join(map(chr, [*range(0x20, 0x500), *range(0x300, 0x370), *range(0x1D400, 0x1D500), *range(0x1F600, 0x1F650)]))),
    "one_word": lambda: long("a"),
    "short_words": lambda: long("aaaa "),
    "capitals": lambda: long("MISSING WANTED HARBY STREET "),
    "names": lambda: long("John Smith "),
    "small_names": lambda: long("john smith "),
    "titles": lambda: long("Mr "),
    "marks": lambda: long("e\u0301\u0302\u0303"),
    "only_marks": lambda: "e" + long("\u0301")[1:],
    "emoji": lambda: long("😂"),
    "emoji_between_words": lambda: long("a 😂 "),
    "families": lambda: long("👨\u200d👩\u200d👧"),
    "keycaps": lambda: long("0\ufe0f\u20e3"),
    "brackets": lambda: long("[("),
    "gaps": lambda: long("[a]"),
    "stops": lambda: long(". "),
    "lines": lambda: long("a\n"),
    "hashtags": lambda: long("#stopknifecrime "),
    "links": lambda: long("http://a.b/ "),
    "one_link": lambda: "http://" + long("a")[7:],
    "mailboxes": lambda: long("a@"),
    "dots": lambda: long("a."),
    "hyphens": lambda: long("A-"),
    "stars": lambda: long("s*"),
    "apostrophes": lambda: long("a'"),
    "phones": lambda: long("+44 "),
    "zeros": lambda: long("0 "),
    "numbers_in_words": lambda: long("one double three "),
    "references": lambda: long("quote ref log crime 1 "),
    "houses": lambda: long("flat 6 "),
    "streets": lambda: long("12 Mill Street "),
    "dates": lambda: long("12 May "),
    "plates": lambda: long("AB 12 "),
    "invisible": lambda: long("a\u200b"),
    "look_alikes": lambda: long("аa "),
    "fancy": lambda: long("𝗠"),
    "arabic": lambda: long("سلام "),
    "chinese": lambda: long("中文"),
    "sentences": lambda: long("A man was arrested in Harby and he is a burglar, call 101 or Mrs Lee of 12 Mill Street. "),
}  # fmt: skip


@pytest.fixture(scope="module")
def stack() -> tuple[packs.Pack, ...]:
    stacked = packs.with_ground([packs.builtin(name) for name in STACK])
    engine.assess(stacked, Draft("Warm up: a man was arrested."))
    return tuple(stacked)


def judged(stack: tuple[packs.Pack, ...], text: str) -> tuple[str, float]:
    """Verdict, and processor seconds; the best of three, for a neighbour may have had the core's memory."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        verdict = engine.assess(stack, Draft(text)).verdict
        spent.append(time.process_time() - began)
        if spent[-1] < MOST_SECONDS:
            break
    return verdict, min(spent)


@pytest.mark.parametrize("pile", PILES)
def test_the_longest_text_of_any_kind_is_judged_soon(pile: str, stack: tuple[packs.Pack, ...]) -> None:
    verdict, seconds = judged(stack, PILES[pile]())
    assert verdict in ("ok", "advise", "review", "block")
    assert seconds < MOST_SECONDS


@pytest.mark.parametrize("plane", range(12))
def test_every_character_there_is_gets_a_verdict(plane: int, stack: tuple[packs.Pack, ...]) -> None:
    """All code points but the surrogates, which no text holds, in blocks of the longest text."""
    every = [chr(n) for n in range(1, 0x110000) if not 0xD800 <= n < 0xE000]
    block = "".join(every[plane * LONGEST_TEXT : (plane + 1) * LONGEST_TEXT])
    verdict, seconds = judged(stack, block)
    assert verdict in ("ok", "advise", "review", "block")
    assert seconds < MOST_SECONDS


def test_a_text_that_was_not_searched_to_its_end_goes_to_a_person(stack: tuple[packs.Pack, ...]) -> None:
    assessment = engine.assess(stack, Draft(long("a ")))
    assert assessment.verdict in ("review", "block")


def test_tries_are_counted_and_run_out() -> None:
    text = texts.Text("a b")
    assert text.spend(texts.MOST_TRIES) == texts.MOST_TRIES
    assert not text.cut_short
    assert text.spend(1) == 0
    assert text.cut_short


NAUGHTY = (
    "", " ", "\n", "\t\r\n", "undefined", "null", "None", "NaN", "true", "0", "-1", "1e309", "${jndi:x}", "{{7*7}}", "%s%n%x", "' OR 1=1 --",
    "<script>alert(1)</script>", "../../etc/passwd", "\u202etxt.exe", "\ufeffBOM", "\u2028\u2029", "\u0085", "Ω≈ç√∫˜µ≤≥÷", "田中さん", "ﷺ" * 50, "Z̸̡̢͝a̷l̶g̵o̸",
    "👩\u200d👩\u200d👦\u200d👦🏿", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "[" * 500, "(" * 500, "a" * 5000, "@" * 500, "#" * 500, "http://", "http://[::1",
    "http://\u2024/", "mailto:", "07700" + "\u200b" * 500, "0" * 500, "\ud7ff\ue000", "￾￿", "1/2/3/4/5/6", "::::", "1:2:3:4:5:6:7:8", "GB" + "0" * 34,
)  # fmt: skip


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_strings_get_a_verdict_and_places_inside_them(text: str, stack: tuple[packs.Pack, ...]) -> None:
    for finding in engine.assess(stack, Draft(text)).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert "Not checked: the check" not in finding.say


@settings(deadline=None, max_examples=120)
@given(st.text(max_size=300))
def test_random_texts_get_a_verdict(text: str) -> None:
    for finding in engine.assess((packs.builtin(),), Draft(text)).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert "Not checked: the check" not in finding.say


FRAGMENTS = ["arrested", "burglar", "07700", "900123", "Ann", "Holt", "12", "May", "flat", "6", "Mill", "Street", "AB12", "CDE", "ref", "@", "dob", ",", "of",
             "/", "rape", "suicide", "missing", "14", "year", "old", "police", "#", "call", "101", "!", ".", "\n", "😂", "he", "was"]  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60))
def test_heaps_of_fragments_get_the_same_verdict_twice(words: list[str]) -> None:
    draft = Draft(" ".join(words))
    assert engine.assess((packs.builtin(),), draft) == engine.assess((packs.builtin(),), draft)


def test_a_detector_that_breaks_leaves_the_draft_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[object]:
        raise RuntimeError("broken")

    monkeypatch.setattr(texts, "entities", broken)
    assessment = engine.assess((packs.builtin(),), Draft("A meeting at the library."))
    assert assessment.verdict in ("review", "block")
    assert any(finding.say.startswith("Not checked") for finding in assessment.findings)
