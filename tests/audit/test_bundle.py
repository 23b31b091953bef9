"""A bundle is checked with nothing but itself; whatever is done to its lines is named."""

import io
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.audit import bundle, heads
from bluelamp.audit.check import Known, Report
from bluelamp.kernel import ids
from tests.support.ledger import make_rows

FORCE = str(ids.new_id())
SIGNER = heads.Signer(bytes(range(32)))
SIZE = 12
ROWS = make_rows(SIGNER, FORCE, SIZE)
HEAD = heads.Head(FORCE, SIZE, ROWS[-1].root, ROWS[-1].at, SIGNER.id, ROWS[-1].signature)
LINES = list(bundle.lines(FORCE, {SIGNER.id: SIGNER.public}, ROWS, HEAD))
places = st.integers(0, SIZE - 1)


def judged(lines: list[str], **known: Any) -> Report:
    return bundle.verify(io.StringIO("".join(lines)), **known)[0]


def named(lines: list[str], **known: Any) -> tuple[int, str]:
    fault = judged(lines, **known).fault
    assert fault is not None
    return fault.index, fault.what


def test_a_bundle_as_it_was_written_is_whole_and_names_its_key() -> None:
    report, keys = bundle.verify(io.StringIO("".join(LINES)), SIGNER.id[:16], [Known(4, ROWS[3].root, "a note")])
    assert report == Report(FORCE, SIZE, ROWS[-1].root.hex())
    assert keys == [SIGNER.id]


def test_a_bundle_without_an_entry_line_is_cut() -> None:
    assert named([LINES[0], LINES[-1]]) == (0, "removed")


@given(places)
def test_a_line_taken_out(place: int) -> None:
    assert named(LINES[: place + 1] + LINES[place + 2 :]) == (place, "removed")


@given(st.sets(places, min_size=2, max_size=2))
def test_two_lines_that_changed_places(pair: set[int]) -> None:
    first, second = sorted(pair)
    lines = list(LINES)
    lines[first + 1], lines[second + 1] = LINES[second + 1], LINES[first + 1]
    assert named(lines) == (first, "moved")


@given(places, st.randoms(use_true_random=False))
def test_a_value_changed(place: int, chance: random.Random) -> None:
    entry = json.loads(LINES[place + 1])["entry"]
    name = chance.choice([name for name in entry if name not in ("index", "force")])
    old = entry[name]
    entry[name] = {"version": -1} if name == "facts" else old[2:] + "00" if name in ("leaf", "root") else old + "00"
    assert named([*LINES[: place + 1], bundle._line({"entry": entry}), *LINES[place + 2 :]]) == (place, "altered")


@pytest.mark.parametrize("keep", range(SIZE))
def test_an_end_cut_off(keep: int) -> None:
    assert named(LINES[: keep + 1]) == (keep, "removed")
    assert named([*LINES[: keep + 1], LINES[-1]]) == (keep, "removed")


def test_an_end_cut_off_with_an_older_head_shows_by_a_note() -> None:
    older = heads.Head(FORCE, 5, ROWS[4].root, ROWS[4].at, SIGNER.id, ROWS[4].signature)
    short = [*LINES[:6], bundle._line({"head": heads.to_json(older)})]
    assert judged(short).fault is None
    assert named(short, known=[Known(SIZE, ROWS[-1].root, "a note")]) == (5, "removed")


def test_an_older_head_behind_all_entries_does_not_fit() -> None:
    older = heads.Head(FORCE, 5, ROWS[4].root, ROWS[4].at, SIGNER.id, ROWS[4].signature)
    assert named([*LINES[:-1], bundle._line({"head": heads.to_json(older)})]) == (SIZE, "head")


@pytest.mark.parametrize("name", ["size", "root", "at", "force", "signature", "key"])
def test_a_changed_head_is_named(name: str) -> None:
    head = json.loads(LINES[-1])["head"]
    head[name] = head[name] + 1 if name == "size" else "00" + head[name][2:]
    assert named([*LINES[:-1], bundle._line({"head": head})]) == (SIZE, "head")


def test_two_bundles_joined_are_no_bundle() -> None:
    assert named([*LINES, LINES[-1]]) == (SIZE, "removed")


def test_a_bundle_forged_with_another_key_is_found_by_who_knows_the_key() -> None:
    thief = heads.Signer(bytes(32))
    rows = make_rows(thief, FORCE, 3)
    head = heads.Head(FORCE, 3, rows[-1].root, rows[-1].at, thief.id, rows[-1].signature)
    forged = list(bundle.lines(FORCE, {SIGNER.id: thief.public}, rows, head))
    assert judged(forged).fault is None
    with pytest.raises(bundle.Unreadable, match="does not bring the key"):
        judged(forged, key=SIGNER.id)


def test_a_key_that_the_bundle_slips_in_is_not_trusted_when_the_true_one_is_known() -> None:
    thief = heads.Signer(bytes(32))
    rows = make_rows(thief, FORCE, 3)
    head = heads.Head(FORCE, 3, rows[-1].root, rows[-1].at, thief.id, rows[-1].signature)
    both = list(bundle.lines(FORCE, {SIGNER.id: SIGNER.public, thief.id: thief.public}, rows, head))
    assert named(both, key=SIGNER.id) == (0, "altered")


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ([], "Line 1"),
        (["hello\n"], "Line 1 is not JSON"),
        (["[]\n"], "Line 1 is not an object"),
        (['{"bundle": "another"}\n'], "Line 1 does not say"),
        ([LINES[0].replace(SIGNER.public.hex(), "zz")], "a key that cannot be read"),
        ([LINES[0].replace(SIGNER.public.hex(), "00")], "does not bring the key"),
        ([LINES[0].replace('"keys": {', '"keys": {"x": 1, ')], "a key that cannot be read"),
        ([*LINES[:4], LINES[4][:50]], "Line 5 is not JSON"),
        ([*LINES[:3], '{"entry": {}}\n'], "Line 4 is not an entry"),
        ([*LINES[:3], '{"entry": 7}\n'], "Line 4 is not an entry"),
        ([*LINES[:3], '{"other": {}}\n'], "Line 4 is not an entry"),
        ([*LINES[:3], LINES[3].replace('"index": 2', '"index": true')], "its index is not a whole number"),
        ([*LINES[:3], LINES[3].replace('"act": "', '"act": 7, "x": "')], "its fields are"),
        ([*LINES[:-1], '{"head": {}}\n'], "is not an entry"),
    ],
)
def test_what_is_no_bundle_is_said_with_its_line(lines: list[str], what: str) -> None:
    with pytest.raises(bundle.Unreadable, match=what):
        judged(lines)
