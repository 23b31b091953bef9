"""Training the name finder: what is learnt, what is left out, and that the same sets make the same bytes."""

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bluelamp.language import tagger

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "train_names.py"


@pytest.fixture(scope="module")
def train() -> ModuleType:
    spec = importlib.util.spec_from_file_location("train_names", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_names"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"tokens": ["RT", "@", "annholt", ":", "Ann", "Holt", "'s", "shop", "in", "Harby", "."], "tags": ["O", "O", "B-PER", "O", "B-PER", "I-PER", "O", "O", "O", "B-LOC", "O"]},
        {"tokens": ["Thanks", "Ravi", "!"], "tags": ["O", "B-PER", "O"]},
    ] * 6  # fmt: skip
    with gzip.open(tmp_path / "train.jsonl.gz", "wt") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_tweets_are_put_together_and_handles_are_no_names(train: ModuleType, folder: Path) -> None:
    first = next(train.tweets(folder, "train"))
    assert first.text == "RT @annholt: Ann Holt's shop in Harby."
    assert [(first.text[start:end], person) for start, end, person in first.names] == [
        ("Ann Holt", True),
        ("Harby", False),
    ]


def test_what_was_learnt_is_found_again(train: ModuleType, folder: Path) -> None:
    model = train.fit(list(train.tweets(folder, "train")))
    found = tagger.pieces("RT @annholt: Ann Holt's shop in Harby.")
    people = [" ".join(piece.word for piece in found[g.first : g.after]) for g in tagger.guesses(found, model)]
    assert people == ["Ann Holt"]


def test_the_same_sets_make_the_same_bytes(train: ModuleType, folder: Path) -> None:
    texts = [*train.tweets(folder, "train"), *train.made_up(60)]
    assert train.packed(train.fit(texts)) == train.packed(train.fit(texts))


def test_made_up_sentences_know_where_their_people_are(train: ModuleType) -> None:
    for made in train.made_up(400):
        for start, end, _ in made.names:
            assert made.text[start:end].strip() == made.text[start:end] != ""
        assert "{" not in made.text


def test_people_are_measured_by_overlap(train: ModuleType, folder: Path) -> None:
    texts = list(train.tweets(folder, "train"))
    assert train.measure(train.fit(texts), texts) == "people 12, precision 1.000, recall 1.000"
