"""A signed pack is whole or it is nothing: any changed byte breaks it, and nothing can be moved to another pack."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.rulebook import signing
from bluelamp.rulebook.packs import parse
from bluelamp.rulebook.signing import BadSignature, sign, verify

KEY = bytes(range(32))
OTHER = bytes(range(1, 33))
DAY = date(2027, 5, 1)
PACK = '[pack]\nname = "harby"\nversion = "1.0.0"\ntitle = "Grüße 🐎"\n'
SIGNED = sign(PACK, KEY, "North Mere Police", DAY)
RAW = SIGNED.encode()


def test_what_was_signed_is_told() -> None:
    signature = verify(SIGNED)
    assert (signature.by, signature.on, signature.key) == ("North Mere Police", DAY, signing.public_of(KEY))
    assert verify(RAW) == signature
    assert signing.unsigned(SIGNED) == PACK
    assert signing.is_signed(SIGNED)
    assert not signing.is_signed(PACK)


def test_a_signed_pack_is_a_pack() -> None:
    assert (parse(SIGNED).name, parse(SIGNED).version) == ("harby", "1.0.0")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(RAW) - 1), st.integers(1, 255))
def test_any_changed_byte_breaks_it(place: int, change: int) -> None:
    changed = bytearray(RAW)
    changed[place] ^= change
    with pytest.raises(BadSignature):
        verify(bytes(changed))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(RAW)), st.integers(0, len(RAW)), st.binary(max_size=6))
def test_nothing_can_be_cut_out_or_put_in(start: int, end: int, put: bytes) -> None:
    changed = RAW[: min(start, end)] + put + RAW[max(start, end) :]
    if changed != RAW:
        with pytest.raises(BadSignature):
            verify(changed)


@settings(deadline=None)
@given(st.text(max_size=300), st.text(min_size=1, max_size=60), st.dates())
def test_whatever_is_signed_can_be_verified(text: str, by: str, on: date) -> None:
    try:
        signed = sign(text, KEY, by, on)
    except BadSignature:
        return
    signature = verify(signed)
    assert (signature.by, signature.on) == (" ".join(by.split()), on)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda s: PACK, "not signed"),
        (lambda s: s.replace("\n", "\r\n"), "line ends"),
        (lambda s: "\ufeff" + s, "start of this file"),
        (lambda s: s.removesuffix("\n"), "changed after it was signed"),
        (lambda s: s + "\n", "changed after it was signed"),
        (lambda s: s + "name = 'x'\n", "changed after it was signed"),
        (lambda s: s + s, "two signatures"),
        (lambda s: s + s[s.index(signing.MARK) :], "two signatures"),
        (lambda s: s.replace("North Mere", "South Mere"), "changed after it was signed"),
        (lambda s: s.replace("2027-05-01", "2027-05-02"), "changed after it was signed"),
        (lambda s: s.replace("2027-05-01", "2027-13-01"), "changed after it was signed"),
        (lambda s: s[: s.index("# seal")], "changed after it was signed"),
        (lambda s: s.encode("utf-16"), "UTF-8"),
        (lambda s: s.encode() + b"\xff", "UTF-8"),
        (lambda s: s + "\ud800", "UTF-8"),
        (lambda s: "#" * 2_000_001, "2 MB"),
        (lambda s: "", "not signed"),
    ],
)
def test_what_is_wrong_is_told(change: object, hint: str) -> None:
    with pytest.raises(BadSignature, match=hint):
        verify(change(SIGNED))  # type: ignore[operator]


def test_a_signature_cannot_be_moved_to_another_pack() -> None:
    block = SIGNED[SIGNED.index(signing.MARK) :]
    with pytest.raises(BadSignature):
        verify(PACK.replace("harby", "westvale") + block)


def test_a_key_cannot_be_changed_for_another() -> None:
    other = sign(PACK, OTHER, "North Mere Police", DAY)
    mixed = (
        SIGNED[: SIGNED.index("# key")]
        + other[other.index("# key") : other.index("# seal")]
        + SIGNED[SIGNED.index("# seal") :]
    )
    with pytest.raises(BadSignature):
        verify(mixed)


def test_who_signs_anew_takes_the_old_signature_off() -> None:
    again = sign(SIGNED, OTHER, "Westvale Police", DAY)
    assert again.count(signing.MARK) == 1
    assert verify(again).key == signing.public_of(OTHER)


def test_line_ends_are_made_plain_before_signing() -> None:
    assert sign("\ufeff" + PACK.replace("\n", "\r\n").removesuffix("\r\n"), KEY, "North Mere Police", DAY) == SIGNED


@pytest.mark.parametrize("by", ["", "  ", "a\u202eb", "x" * 121, "a\x00b"])
def test_a_name_must_be_one_that_people_can_read(by: str) -> None:
    with pytest.raises(BadSignature, match="Say who signs"):
        sign(PACK, KEY, by, DAY)


def test_a_fingerprint_can_be_read_out_and_tells_keys_apart() -> None:
    mine, theirs = (signing.fingerprint(signing.public_of(key)) for key in (KEY, OTHER))
    assert mine != theirs
    assert len(mine.split()) == 8
    assert all(len(block) == 4 for block in mine.split())
    assert signing.new_key() != signing.new_key()
