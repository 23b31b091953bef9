"""Personal data is found in the ways people write it, and what is public is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.language.pii import PERSONAL, find
from bluelamp.language.text import Text


def kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.of(text)) for span in find(text)]


def every(text: str) -> list[tuple[str, str]]:
    read = Text(text)
    return [(span.kind, span.of(read.folded.text)) for span in read.entities]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123", "07700900123", "07700-900-123", "+44 7700 900123", "0044 7700 900123", "(01632) 960 123", "01632 960123",
        "O77OO 9OO123", "0️⃣7️⃣7️⃣0️⃣0️⃣900123", "07700 nine hundred 123", "oh seven seven double oh nine oh oh one two three", "０７７００ ９００１２３",
    ],
)  # fmt: skip
def test_phones_however_written(number: str) -> None:
    assert kinds(f"Ring {number} please") == [("PHONE", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Call 101 or 999.", "Crimestoppers: 0800 555 111", "Samaritans 116 123, Missing People 116 000", "text 18000", "helpline 0808 2000 247", "0300 123 0999",
        "Quote log 212 of 3 May", "ref 20/551023/26", "crime number 4264905326", "reference NV-6960-7220 and CR/17756/26", "It cost £1,250,000", "closed from 16:00 to 18:30 on 04/07/2026",
        "harby.team@northmere.police.example", "x.y@met.police.uk", "crash on the A38(M) and M6 on 12 May", "Section 34 order in place across Harby",
        "a PS5 and an iPhone 15", "16-20 years old", "aged 18 or over", "12 patrols in Harby Park", "Harby Police Station, 1 Station Road, HB1 2AB",
        "on 12 may we met", "M6 and A5 the lot",
    ],
)  # fmt: skip
def test_public_things_are_not_personal(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("write to j.ellis+x@mail.example now", "EMAIL", "j.ellis+x@mail.example"),
        ("write to ann(at)mail(dot)example", "EMAIL", "ann(at)mail(dot)example"),
        ("dob 04/07/1991", "DOB", "04/07/1991"),
        ("born on 4 July 1991", "DOB", "4 July 1991"),
        ("licence of Ada Whitby, 14/06/1991", "DOB", "14/06/1991"),
        ("NI QQ 12 34 56 C", "NINO", "QQ 12 34 56 C"),
        ("lives at 27 Cedar Close", "ADDRESS", "27 Cedar Close"),
        ("Flat 6, Rowan House", "ADDRESS", "Flat 6, Rowan House"),
        ("at hb4 7qt last night", "POSTCODE", "hb4 7qt"),
        ("driver of AB12 CDE", "VRM", "AB12 CDE"),
        ("car k451 xyz seized", "VRM", "k451 xyz"),
        ("the LMN 456P car", "VRM", "LMN 456P"),
        ("van with plate AZI 1234", "VRM", "AZI 1234"),
        ("A 34-year-old man", "AGE", "34-year-old"),
        ("sort code 12-34-56", "BANK", "sort code 12-34-56"),
        ("card 4111 1111 1111 1111", "BANK", "4111 1111 1111 1111"),
        ("from 203.0.113.7 today", "IP", "203.0.113.7"),
        ("PNC 91/123456X", "RECORD", "91/123456X"),
        ("passport number 123456789", "DOCUMENT", "123456789"),
    ],
)
def test_finds(text: str, kind: str, words: str) -> None:
    assert (kind, words) in kinds(text)


def test_a_number_that_fails_luhn_is_no_card() -> None:
    assert kinds("order 4111 1111 1111 1112") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Darren Holt, 29, of Harby", "Darren Holt"),
        ("Thank you Mrs Sharma", "Mrs Sharma"),
        ("it is Kev from the chip shop", "Kev"),
        ("check on callum fenwick please", "callum fenwick"),
        ("named locally as Xanthe Quillfeather", "Xanthe Quillfeather"),
        ("Ravi Cross spoke", "Ravi Cross"),
        ("Siân O'Hara won", "Siân O'Hara"),
        ("mr patel of the shop", "mr patel"),
        ("hi Mark, thanks", "Mark"),
        ("Grace Adeyemi, 40", "Grace Adeyemi"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert ("PERSON", name) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "PC Anna Hughes and PCSO Khan", "Sgt 2208 Farah Siddiqui", "Chief Inspector Neil Garside", "Castlebridge Crown Court", "Operation Larkspur", "Mill Street News", "Florence Street",
        "Victoria Park Road", "May is Road Safety Month and Will we be out?", "St Oswald's school", "Harby Primary School", "Police dog Rex", "PD Rex", "Neighbourhood Watch", "Northern Ireland", "Clare's Law", "Hope you can join",
        "the best in town", "Mark your bikes", "Summer Fair",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_private_name(text: str) -> None:
    assert [found for found in kinds(text) if found[0] == "PERSON"] == []


def test_officers_are_known_as_officers() -> None:
    assert ("OFFICER", "PC Anna Hughes") in every("Meet PC Anna Hughes.")


def test_a_childs_age_is_marked_twice() -> None:
    assert ("CHILD_AGE", "14") in every("Kayleigh Foxby, 14, of Harby")
    assert not [kind for kind, _ in every("Kayleigh Foxby, 44, of Harby") if kind == "CHILD_AGE"]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_gives_spans_that_lie_inside_it(text: str) -> None:
    last = 0
    for span in find(text):
        assert last <= span.start < span.end <= len(text)
        assert span.kind in PERSONAL
        last = span.start


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "07700",
                "900123",
                "Ann",
                "Holt",
                "12",
                "May",
                "flat",
                "6",
                "Mill",
                "Street",
                "AB12",
                "ref",
                "@",
                "dob",
                ",",
                "of",
                "/",
            ]
        ),
        max_size=40,
    )
)
def test_heaps_of_fragments_do_no_harm(words: list[str]) -> None:
    text = " ".join(words)
    assert all(span.of(text) for span in find(text))
