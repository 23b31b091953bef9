"""Names of people: from many cultures, however typed; and what only looks like one."""

import pytest

from bluelamp.language import tagger
from bluelamp.language.pii import find
from bluelamp.language.text import Text


def people(text: str) -> list[str]:
    return [span.of(text) for span in find(text) if span.kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Have you seen Aoife Brannigan? She left school at 3pm.", ["Aoife Brannigan"]),
        ("Can you help us trace Wiktoria Lis or her brother Jakub?", ["Wiktoria Lis", "Jakub"]),
        ("Family of Chukwudi Eze have asked for privacy.", ["Chukwudi Eze"]),
        ("Cheers Gurpreet and Wei Ling for the samosas", ["Gurpreet", "Wei Ling"]),
        ("Mohammad Yusuf Karim denies three counts", ["Mohammad Yusuf Karim"]),
        ("Hello Olwen, sorry for the wait", ["Olwen"]),
        ("Sorry Jonno, we can't talk about that here", ["Jonno"]),
        ("suspect is gaz thornley from the estate", ["gaz thornley"]),
        ("my ex connor blyth is outside", ["connor blyth"]),
        ("it was MICHAEL O'DONNELL who rang us", ["MICHAEL O'DONNELL"]),
        ("Diolch i Gwenllian Rhys-Jones am ei help", ["Gwenllian Rhys-Jones"]),
        ("Mae Lowri Puw ar goll", ["Lowri Puw"]),
        ("Thank you Mrs Haf Prosser and Cllr Patricia Oyelaran", ["Mrs Haf Prosser", "Cllr Patricia Oyelaran"]),
        ("Xanthria Quillbeam, 34, of Harby, was jailed", ["Xanthria Quillbeam"]),
        ("Tribute: Callum was the kindest lad", ["Callum"]),
    ],
)
def test_people_are_found(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Martin Hill Road is shut", "Patrols in Martin Hill tonight", "Florence Nightingale School fete", "Jack Jones Way and George Street are open",
        "Ask for Angela at the bar", "John Lewis and Marks and Spencer were hit by shoplifters", "Christmas Eve hours: 10am to 2pm", "Amber weather warning for snow",
        "Will your garden furniture be safe?", "Mark your bikes", "Hope to see you at Holly Park", "Operation Robin seized 40 knives", "PD Luna and police horse Bramble met pupils",
        "PC Lee and Sgt Bal Singh are at the library", "Chief Superintendent Adaobi Nwosu, your new commander", "Judge Whitcombe told the court", "Sarah's Law lets parents ask",
        "Rowan House, Cedar Close and Harby Park are quiet", "Bore da, Llanfair! Welwn ni chi ddydd Iau", "Summer patrols begin in June", "Heol y Parc and Ffordd y Bryn are shut",
        "Delays back to Upper Langley", "Prince Albert and Mason Arms pubs take part", "May is Road Safety Month", "Chase the Rainbow and Rob us not run again", "a red Honda, an Audi and a Vauxhall Corsa", "May is here, and Will we be out?",
    ],
)  # fmt: skip
def test_what_is_no_private_person_is_left_alone(text: str) -> None:
    assert people(text) == []


def test_an_officer_and_a_resident_in_one_sentence() -> None:
    read = Text("PC Tamsin Veal thanked Rhodri Beynon.")
    found = [(span.kind, span.of(read.original)) for span in read.entities if span.kind in ("OFFICER", "PERSON")]
    assert found == [("OFFICER", "PC Tamsin Veal"), ("PERSON", "Rhodri Beynon")]


def test_the_model_that_comes_with_us_fits_the_code() -> None:
    model = tagger.load()
    assert len(model.rows) == tagger.SLOTS * len(tagger.LABELS)
    assert len(model.moves) == len(tagger.LABELS) ** 2
    assert any(model.rows)


def test_only_words_that_could_be_names_are_looked_at() -> None:
    found = tagger.pieces("we met Ann and connor blyth at the shop")
    runs = [[piece.word for piece in found[first:after]] for first, after in tagger.candidates(found)]
    assert runs == [["Ann"], ["connor", "blyth"]]


def test_a_text_of_nothing_but_names_is_read_up_to_a_limit() -> None:
    found = tagger.pieces("Ann Holt, " * 5_000)
    assert len(found) <= tagger.MOST_PIECES
    assert sum(guess.after - guess.first for guess in tagger.guesses(found)) <= tagger.MOST_NAMES


def test_the_best_way_is_the_best_of_all_ways() -> None:
    """Against trying every way, with weights that a sum of squares makes up."""
    count = len(tagger.LABELS)
    moves = [(7 * n * n) % 23 - 11 for n in range(count**2)]
    scores = [[(13 * (row + 2) * (label + 3) ** 2) % 31 - 15 for label in range(count)] for row in range(5)]
    model = tagger.Model([], moves)

    def total(labels: tuple[int, ...]) -> int:
        steps = zip((0, *labels), (*labels, 0), strict=True)
        return sum(scores[at][label] for at, label in enumerate(labels)) + sum(moves[a * count + b] for a, b in steps)

    ways = [tuple((n // count**at) % count for at in range(5)) for n in range(count**5)]
    assert total(tuple(tagger.best(model, scores))) == max(map(total, ways))
    assert tagger.best(model, scores[:1])[0] == max(
        range(count), key=lambda label: total_of_one(model, scores[0], label)
    )


def total_of_one(model: tagger.Model, row: list[int], label: int) -> int:
    return model.moves[label] + row[label] + model.moves[label * len(tagger.LABELS)]
