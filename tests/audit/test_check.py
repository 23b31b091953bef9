"""Whatever is done to one row or several, the first row at which it shows is named."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.audit import check, heads, rows
from bluelamp.kernel import ids, merkle
from tests.support.ledger import make_rows, sealed

FORCE = str(ids.new_id())
SIGNER = heads.Signer(bytes(range(32)))
KEYS = heads.Keys({SIGNER.id: SIGNER.public})
SIZE = 21
ROWS = make_rows(SIGNER, FORCE, SIZE)
FRONTIER = merkle.frontier_of(SIZE, merkle.nodes_of([row.leaf for row in ROWS]))
PEAKS = b"".join(FRONTIER.peaks)
ENDING = check.head_row(SIZE, PEAKS)
places = st.integers(0, SIZE - 1)
columns = st.sampled_from([name for name in rows._NAMES if name != "index"])


def judged(found: list[rows.Row], *known: check.Known, ending: check.Ending = ENDING) -> check.Report:
    return check.check(FORCE, found, KEYS, ending, known)


def named(found: list[rows.Row], *known: check.Known, ending: check.Ending = ENDING) -> tuple[int, str]:
    fault = judged(found, *known, ending=ending).fault
    assert fault is not None
    assert fault.says
    return fault.index, fault.what


def other(value: Any) -> Any:
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"\x01" * 32
    return {"version": -1} if isinstance(value, dict) else value + "x"


def test_a_record_as_it_was_written_is_whole() -> None:
    report = judged(ROWS, check.Known(7, ROWS[6].root, "a note"), check.Known(0, merkle.EMPTY_ROOT, "a note"))
    assert report == check.Report(FORCE, SIZE, ROWS[-1].root.hex(), None)


def test_a_force_without_entries_is_whole() -> None:
    assert judged([], ending=check.head_row(0, b"")).fault is None


@given(places, columns)
def test_a_column_changed(place: int, column: str) -> None:
    changed = replace(ROWS[place], **{column: other(getattr(ROWS[place], column))})
    fault = judged([*ROWS[:place], changed, *ROWS[place + 1 :]]).fault
    assert fault is not None
    assert (fault.index, fault.entry) == (place, changed.id)
    assert fault.what == ("moved" if column == "force" else "altered")


@given(places)
def test_a_row_taken_out(place: int) -> None:
    what = "removed"
    assert named(ROWS[:place] + ROWS[place + 1 :]) == (place, what)


@given(st.sets(places, min_size=2, max_size=2))
def test_two_rows_that_changed_places(pair: set[int]) -> None:
    first, second = sorted(pair)
    swapped = list(ROWS)
    swapped[first], swapped[second] = replace(ROWS[second], index=first), replace(ROWS[first], index=second)
    report = judged(swapped)
    assert report.fault is not None
    assert (report.fault.index, report.fault.what) == (first, "moved")
    assert f"written as index {second}" in report.fault.says


@given(st.sets(places, min_size=2, max_size=2))
def test_two_lines_that_changed_places(pair: set[int]) -> None:
    first, second = sorted(pair)
    swapped = list(ROWS)
    swapped[first], swapped[second] = ROWS[second], ROWS[first]
    assert named(swapped) == (first, "moved")


@given(places)
def test_a_row_there_twice(place: int) -> None:
    assert named([*ROWS[: place + 1], *ROWS[place:]]) == (place, "added")


@given(places)
def test_a_tail_cut_off_shows_by_the_head_row(keep: int) -> None:
    assert named(ROWS[:keep]) == (keep, "removed")


@given(places)
def test_a_tail_cut_off_with_its_head_row_shows_by_a_checkpoint(keep: int) -> None:
    short = merkle.frontier_of(keep, merkle.nodes_of([row.leaf for row in ROWS]))
    ending = check.head_row(keep, b"".join(short.peaks))
    assert judged(ROWS[:keep], ending=ending).fault is None
    assert named(ROWS[:keep], check.Known(SIZE, ROWS[-1].root, "a checkpoint"), ending=ending) == (keep, "removed")


@given(places)
def test_a_row_rewritten_with_fresh_hashes_but_without_our_key(place: int) -> None:
    thief = heads.Signer(bytes(32))
    before = merkle.frontier_of(place, merkle.nodes_of([row.leaf for row in ROWS]))
    forged, _ = sealed(replace(ROWS[place], act="post.return"), before, thief)
    assert named([*ROWS[:place], forged, *ROWS[place + 1 :]]) == (place, "altered")
    pretending = replace(forged, key=SIGNER.id)
    assert named([*ROWS[:place], pretending, *ROWS[place + 1 :]]) == (place, "altered")


def test_a_row_put_in_at_the_end_without_our_key() -> None:
    forged, after = sealed(replace(ROWS[0], index=SIZE), FRONTIER, heads.Signer(bytes(32)))
    ending = check.head_row(SIZE + 1, b"".join(after.peaks))
    assert named([*ROWS, replace(forged, key=SIGNER.id)], ending=ending) == (SIZE, "altered")


def test_a_past_rewritten_with_our_own_key_shows_by_what_others_wrote_down() -> None:
    rewritten = make_rows(SIGNER, FORCE, SIZE)
    ending = check.head_row(
        SIZE, b"".join(merkle.frontier_of(SIZE, merkle.nodes_of([r.leaf for r in rewritten])).peaks)
    )
    assert judged(rewritten, ending=ending).fault is None
    early = check.Known(5, rewritten[4].root, "a note")
    assert named(rewritten, check.Known(12, ROWS[11].root, "a note"), early, ending=ending) == (5, "altered")


@pytest.mark.parametrize(
    ("size", "peaks", "what"),
    [
        (SIZE + 1, PEAKS, "removed"),
        (SIZE - 1, PEAKS, "head"),
        (0, b"", "head"),
        (SIZE, PEAKS[:-1] + b"?", "head"),
        (SIZE, b"", "head"),
    ],
    # The peaks come from fresh keys; workers that share the suite must agree on the names of its tests.
    ids=["longer", "shorter", "empty", "changed", "bare"],
)
def test_a_head_row_changed(size: int, peaks: bytes, what: str) -> None:
    assert named(ROWS, ending=check.head_row(size, peaks)) == (SIZE, what)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False), st.integers(2, 6))
def test_of_several_changes_the_first_is_named(chance: random.Random, count: int) -> None:
    found, hit = list(ROWS), sorted(chance.sample(range(SIZE), count))
    for place in hit:
        column = chance.choice([name for name in rows._NAMES if name != "index"])
        found[place] = replace(found[place], **{column: other(getattr(found[place], column))})
    assert named(found)[0] == hit[0]
