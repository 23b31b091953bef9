"""Train the name finder: `train_names.py DATA_FOLDER` writes bluelamp/language/data/names.model.gz.

DATA_FOLDER holds broad_twitter and wnut17 (both CC BY 4.0), pii_uk (CC0) as JSON Lines. Same input, same bytes.
`--measure` trains on the training parts alone and reports how well people are found in the parts kept apart.
"""

import argparse
import gzip
import json
import random
import re
import tomllib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bluelamp.language import tagger
from bluelamp.language.folding import fold
from bluelamp.language.gazetteer import words

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "bluelamp" / "language" / "data" / "names.model.gz"
ROUNDS, SCALE, COUNT = 6, 24, len(tagger.LABELS)
MADE_UP = 9_000  # sentences from the templates
_SLOT = re.compile(r"\{(\w+)\}")
_GLUED = re.compile(r" (?=(?:[.,!?;:)]|'s\b|n't\b|'re\b|'ve\b|'ll\b|'m\b|…))|(?<=[(#@]) ")


class Labelled(NamedTuple):
    """A text, and (start, end, is a person) for each name in it."""

    text: str
    names: list[tuple[int, int, bool]]


class Case(NamedTuple):
    """One run of words that could be names: the slots of each word, and its right labels."""

    slots: list[list[int]]
    labels: list[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--measure", action="store_true", help="report on the parts kept apart; writes nothing")
    given = parser.parse_args()
    train = [*tweets(given.data / "broad_twitter", "train"), *tweets(given.data / "wnut17", "train")]
    apart = {name: list(tweets(given.data / name, "dev")) for name in ("broad_twitter", "wnut17")}
    posts = list(posts_of(given.data / "pii_uk" / "dev.jsonl"))
    if given.measure:
        model = fit([*train, *made_up()])
        for name, texts in {**apart, "pii_uk": posts}.items():
            print(name, measure(model, texts))
        return
    model = fit([*train, *(text for texts in apart.values() for text in texts), *posts, *made_up()])
    OUT.write_bytes(packed(model))
    print(OUT, OUT.stat().st_size)


# --- the sets -----------------------------------------------------------------------------------------------------------


def tweets(folder: Path, part: str) -> Iterator[Labelled]:
    with gzip.open(folder / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield _tweet(record["tokens"], record["tags"])


def _tweet(tokens: list[str], tags: list[str]) -> Labelled:
    """Put together as people write: no blanks before a full stop. Handles and what begins with @ are no names here."""
    text, names = "", []
    for at, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
        glued = token in {".", ",", "!", "?", ";", ":", ")", "'s", "n't", "'re", "'ve", "'ll", "'m", "…"}
        text += "" if glued or not text or text[-1] in "(#@" else " "
        start = len(text)
        text += token
        handle = token.startswith(("@", "#")) or (at and tokens[at - 1] in {"@", "#"})
        if tag == "O" or handle:
            continue
        person = tag[2:].lower() in {"per", "person"}
        if tag[0] == "I" and names and names[-1][2] == person:
            names[-1] = (names[-1][0], len(text), person)
        else:
            names.append((start, len(text), person))
    return Labelled(text, names)


def posts_of(path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        people = [(s["start"], s["end"], True) for s in record["spans"] if s["type"] == "PERSON"]
        others = [(s["start"], s["end"], False) for s in record["decoys"]]
        yield Labelled(record["text"], sorted(people + others))


# --- made-up sentences --------------------------------------------------------------------------------------------------

LISTS = tomllib.loads((ROOT / "scripts" / "names" / "lists.toml").read_text(encoding="utf-8"))


class Maker:
    """Fills templates; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.given = sorted(words("given_names"))
        self.both = sorted(words("ambiguous_names"))
        self.surnames = sorted(words("surnames"))

    def fill(self, template: str) -> Labelled:
        text, names, at = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            value, person = self.value(match[1])
            if person is not None:
                names.append((len(text), len(text) + len(value), person))
            text, at = text + value, match.end()
        return Labelled(text + template[at:], names)

    def value(self, slot: str) -> tuple[str, bool | None]:
        """Words for a slot; True for a person, False for another name, None for no name."""
        people = {
            "full": self.full, "given": self.first, "nick": lambda: self.one("nicks"),
            "title": lambda: f"{self.dice.choice(['Mr', 'Mrs', 'Ms', 'Miss', 'Dr', 'Cllr'])} {self.last()}",
            "lower": lambda: self.full().lower(), "givenlower": lambda: self.plain().lower(),
        }  # fmt: skip
        others = {
            "officer": lambda: f"{self.one('ranks')} {self.dice.choice([self.full, self.last])()}",
            "place": self.place, "street": lambda: f"{self.dice.choice([self.one('first')] * 9 + [self.last()])} {self.one('kinds')}",
            "school": lambda: f"{self.dice.choice([self.place(), 'St ' + self.first() + chr(39) + 's'])} {self.one('schools')}",
            "pub": lambda: self.one("pubs"), "operation": lambda: f"Operation {self.dice.choice([self.one('first')] * 9 + [self.first()])}",
            "firm": lambda: self.one("firms"), "figure": lambda: self.one("figures"), "surname": self.last,
        }  # fmt: skip
        if slot in people:
            return people[slot](), True
        if slot in others:
            return others[slot](), False
        plain = {"month": LISTS["months"], "day": LISTS["days"], "age": [str(age) for age in range(5, 95)]}
        return self.dice.choice(plain[slot]), None

    def one(self, name: str) -> str:
        return str(self.dice.choice(LISTS[name]))

    def full(self) -> str:
        middle = f" {self.first()}" if self.dice.random() < 0.08 else ""
        return f"{self.first()}{middle} {self.last()}"

    def plain(self) -> str:
        return self.dice.choice(self.given).capitalize()

    def first(self) -> str:
        pick = self.dice.random()
        if pick < 0.2:
            return self.strange(self.given)
        return self.dice.choice(self.both).capitalize() if pick < 0.35 else self.plain()

    def last(self) -> str:
        pick = self.dice.random()
        if pick < 0.25:
            return self.strange(self.surnames)
        name = self.dice.choice(self.surnames)
        if name.startswith("mc") and len(name) > 4:
            return "Mc" + name[2:].capitalize()
        return (
            f"{name.capitalize()}-{self.dice.choice(self.surnames).capitalize()}" if pick > 0.95 else name.capitalize()
        )

    def strange(self, known: list[str]) -> str:
        """A name that no list has: the head of one and the tail of another."""
        head, tail = self.dice.choice(known), self.dice.choice(known)
        made = head[: max(2, len(head) // 2)] + tail[-max(3, len(tail) // 2) :]
        return made.replace("-", "").capitalize()

    def place(self) -> str:
        pick = self.dice.random()
        if pick < 0.15:
            return f"{self.dice.choice(LISTS['heads'])} {self.dice.choice(LISTS['places'])}"
        tail = self.dice.choice(["Park", "House", "Common", "Green", "Cross", "Hill", "Bridge"])
        return f"{self.dice.choice(LISTS['first'])} {tail}" if pick < 0.3 else self.one("places")


def made_up(count: int = MADE_UP) -> list[Labelled]:
    lines = (ROOT / "scripts" / "names" / "templates.txt").read_text(encoding="utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")]
    maker = Maker(7)
    return [maker.fill(templates[number % len(templates)]) for number in range(count)]


# --- learning -----------------------------------------------------------------------------------------------------------


def cases(labelled: Labelled) -> Iterator[Case]:
    folded = fold(labelled.text)
    found = tagger.pieces(folded.text)
    labels = [_label(labelled, *folded.back(piece.start, piece.end)) for piece in found]
    for first, after in tagger.candidates(found):
        run = [_after_begin(labels, at, first) for at in range(first, after)]
        yield Case([tagger.features(found, at) for at in range(first, after)], [tagger.LABELS.index(x) for x in run])


def _label(labelled: Labelled, start: int, end: int) -> str:
    for begin, stop, person in labelled.names:
        if begin < end and start < stop:
            return "X" if not person else "B" if start <= begin else "I"
    return "O"


def _after_begin(labels: list[str], at: int, first: int) -> str:
    """A name whose first words are no candidates begins with its first candidate."""
    return "B" if labels[at] == "I" and (at == first or labels[at - 1] not in "BI") else labels[at]


def fit(texts: list[Labelled]) -> tagger.Model:
    """Averaged perceptron: after each mistake the right labels gain and the wrong ones lose; the mean over all steps stays."""
    every = [case for text in texts for case in cases(text)]
    size = tagger.SLOTS * COUNT
    rows, moves = [0] * size, [0] * COUNT**2
    row_sums, move_sums, step = [0] * size, [0] * COUNT**2, 1
    dice = random.Random(3)
    for _ in range(ROUNDS):
        dice.shuffle(every)
        for case in every:
            model = tagger.Model(rows, moves)
            told = tagger.best(model, [tagger.score(model, slots) for slots in case.slots])
            if told != case.labels:
                for labels, amount in ((case.labels, 1), (told, -1)):
                    for slots, label in zip(case.slots, labels, strict=True):
                        for slot in slots:
                            rows[slot * COUNT + label] += amount
                            row_sums[slot * COUNT + label] += amount * step
                    for old, new in zip([0, *labels], [*labels, 0], strict=True):
                        moves[old * COUNT + new] += amount
                        move_sums[old * COUNT + new] += amount * step
            step += 1
    return tagger.Model(_mean(rows, row_sums, step), _mean(moves, move_sums, step))


def _mean(last: list[int], sums: list[int], step: int) -> list[int]:
    return [round((value - total / step) * SCALE) for value, total in zip(last, sums, strict=True)]


def packed(model: tagger.Model) -> bytes:
    weights = array("h", [max(-32_000, min(32_000, value)) for value in (*model.moves, *model.rows)])
    return gzip.compress(weights.tobytes(), 9, mtime=0)


def measure(model: tagger.Model, texts: list[Labelled]) -> str:
    """People found by words that overlap; handles are left out."""
    hits = wrong = missed = 0
    for labelled in texts:
        folded = fold(labelled.text)
        found = tagger.pieces(folded.text)
        told = [folded.back(found[g.first].start, found[g.after - 1].end) for g in tagger.guesses(found, model)]
        gold = [(start, end) for start, end, person in labelled.names if person]
        right = [t for t in told if any(t[0] < end and start < t[1] for start, end in gold)]
        hits += sum(any(t[0] < end and start < t[1] for t in told) for start, end in gold)
        missed += sum(not any(t[0] < end and start < t[1] for t in told) for start, end in gold)
        wrong += len(told) - len(right)
    return f"people {hits + missed}, precision {hits / max(1, hits + wrong):.3f}, recall {hits / max(1, hits + missed):.3f}"


if __name__ == "__main__":
    main()
