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
        "O77OO 9OO123", "0️⃣7️⃣7️⃣0️⃣0️⃣900123", "07700.900.123", "0 7 7 0 0 9 0 0 1 2 3", "+44 (0)7700 900123", "07700\n900123", "07-700-900-123", "447700900123",
        "𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎 𝟏𝟐𝟑", "07700\u200b900\u200b123", "O77OO 9OO l23", "zero one six three two nine six oh one double four", "+353 1 960 0123", "(202) 555-0123", "07700 nine hundred 123", "oh seven seven double oh nine oh oh one two three", "０７７００ ９００１２３",
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
        "on 12 may we met", "M6 and A5 the lot", "NHS 111, power cut 105, bank 159", "Childline 0800 1111", "call 911 or text 741741", "Ring 1-800-555-0123", "quote 0231-030526 or NM26/004512",
        "crime no: 22*118*26", "URN P260504-0091", "the number 38 bus Station Road stop", "12 patrols on Mill Street", "junction 12 Park Lane", "a 200-year-old oak and a 10-year-old car",
        "men aged 18 to 25", "under 18s and over 65s", "#MH17 was shot down", "suspect 2 ran off", "drove at 58 in a 30", "Our desk at Wexley Police HQ, Long Acre, WX1 2QQ",
        "Write to PO Box 9, Wexley WX1 1AA", "St Bede's School, 12 High Street, HB2 3CD", "the A303(T) and B4027", "SECRET SANTA FUN",
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
        ("Passport of the owner, number 533380008", "DOCUMENT", "533380008"),
        ("NHS no 943 476 5919", "DOCUMENT", "943 476 5919"),
        ("licence MORGA657054SM9IJ found", "DOCUMENT", "MORGA657054SM9IJ"),
        ("SSN 078-05-1120", "DOCUMENT", "078-05-1120"),
        ("pay GB82 WEST 1234 5698 7654 32 now", "BANK", "GB82 WEST 1234 5698 7654 32"),
        ("card 3782 822463 10005", "BANK", "3782 822463 10005"),
        ("card number 4929 1234 5678 9014", "BANK", "card number 4929 1234 5678 9014"),
        ("from 2001:db8::8a2e:370:7334 today", "IP", "2001:db8::8a2e:370:7334"),
        ("custody no HB/2231/26", "RECORD", "custody no HB/2231/26"),
        ("OFFICIAL-SENSITIVE: briefing", "MARKING", "OFFICIAL-SENSITIVE"),
        ("marked Official Sensitive", "MARKING", "Official Sensitive"),
        ("at 2 Lôn Cerrig", "ADDRESS", "2 Lôn Cerrig"),
        ("No. 9 Heol y Felin is empty", "ADDRESS", "No. 9 Heol y Felin"),
        ("Rose Cottage, Church Lane is for sale", "ADDRESS", "Rose Cottage, Church Lane"),
        ("apartment 22 the maltings is loud", "ADDRESS", "apartment 22 the maltings"),
        ("he is at Harby Police Station but lives at 3 Mill Lane", "ADDRESS", "3 Mill Lane"),
        ("near the railway station, 3 Mill Lane", "ADDRESS", "3 Mill Lane"),
        ("pc is h b 4 7 q t", "POSTCODE", "h b 4 7 q t"),
        ("K 451 XYZ, no insurance", "VRM", "K 451 XYZ"),
        ("private plate RAJ 1 stopped", "VRM", "RAJ 1"),
        ("ab12 cde was racing, a car", "VRM", "ab12 cde"),
        ("Q123 ABC is a kit car", "VRM", "Q123 ABC"),
        ("date of birth given as 17 October 1989", "DOB", "17 October 1989"),
        ("Two boys, 14 and 16, were seen", "AGE", "14"),
        ("Two boys, 14 and 16, were seen", "AGE", "16"),
        ("Three men, aged 19, 24 and 31", "AGE", "24"),
        ("she is 15yrs old", "AGE", "15yrs old"),
        ("Owner 53 reported", "AGE", "53"),
        ("Iestyn, 16 oed, o Aberwern", "AGE", "16 oed"),
        ("boy (14) found", "AGE", "14"),
        ("Kayleigh Foxby, thirteen, was seen", "AGE", "thirteen"),
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
