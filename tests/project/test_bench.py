"""The benches that need no database: what they count, what they say of other finders, and what they refuse."""

import json
from pathlib import Path

import pytest

from bluelamp.kernel.errors import Told
from bluelamp.project import bench
from bluelamp.project.bench import peers, pii


def line(text: str, spans: list[tuple[int, int, str]], decoys: list[tuple[int, int, str]] = ()) -> str:  # type: ignore[assignment]
    def told(places: list[tuple[int, int, str]]) -> list[dict[str, object]]:
        return [{"start": start, "end": end, "type": kind} for start, end, kind in places]

    return json.dumps({"text": text, "spans": told(spans), "decoys": told(list(decoys))})


@pytest.fixture
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "PEERS", {})


def test_right_wrong_and_missed_are_counted_by_type(tmp_path: Path, nobody_else: None) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(
        "\n".join(
            [
                line("Ring 07700 900123 now", [(5, 17, "PHONE")]),  # right
                line("Ring 07700 900124 now", [], [(5, 17, "LOG_REF")]),  # ours is wrong by this gold, and hits a decoy
                line("It is quiet in town", [(14, 18, "PERSON")]),  # missed
            ]
        )
    )
    ours = pii.run(path)["bluelamp"]
    assert (ours["precision"], ours["recall"], ours["spans"]) == (0.5, 0.5, 2)
    assert ours["by_type"]["PHONE"] == {"precision": 0.5, "recall": 1.0, "spans": 1}
    assert ours["by_type"]["PERSON"] == {"precision": None, "recall": 0.0, "spans": 1}
    assert ours["decoys_flagged"] == {"LOG_REF": "1 of 1"}
    assert (ours["posts_caught"], ours["clean_posts_flagged"]) == ("1 of 2", "1 of 1")


def test_our_own_sample_is_found_as_well_as_we_promise(nobody_else: None) -> None:
    ours = pii.run()["bluelamp"]
    assert ours["precision"] >= 0.95
    assert ours["recall"] >= 0.95
    assert not {"PUBLIC_PHONE", "STATION", "CRIME_REF", "LOG_REF", "OFFICER"} & set(ours["decoys_flagged"])


def test_the_sample_holds_only_what_belongs_to_nobody() -> None:
    """Numbers kept for drama, domains under .example; every span lies in its text."""
    for post in pii.load(pii.SAMPLE):
        for start, end, kind in post.spans:
            words = post.text[start:end]
            assert words and words == words.strip()
            if kind == "EMAIL":
                assert words.endswith(".example")


def test_a_peer_that_is_not_there_is_named_and_one_that_is_gets_its_own_types(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> peers.Finder:
        raise ImportError

    def finds_numbers() -> peers.Finder:
        return lambda text: [(5, 17, "PHONE")]

    others = {"missing": peers.Peer(missing, frozenset()), "there": peers.Peer(finds_numbers, frozenset(["PHONE"]))}
    monkeypatch.setattr(peers, "PEERS", others)
    path = tmp_path / "posts.jsonl"
    post = line("Ring 07700 900123, Ann Holt", [(5, 17, "PHONE"), (19, 27, "PERSON")])
    path.write_text(f"{post}\n{post}\n")
    found = pii.run(path)
    assert "not installed" in found["missing"]
    assert (found["there"]["recall"], found["there"]["spans"]) == (1.0, 2)


@pytest.mark.parametrize("written", ["nope", '{"text": "x"}', '{"text": "x", "spans": [1]}'])
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, written: str) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(written)
    with pytest.raises(Told, match="cannot be used"):
        pii.load(path)


def test_check_measures_a_file_without_a_database(
    tmp_path: Path, nobody_else: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"We were at the market of Harby, day {n}. " * 5}) for n in range(4)))
    assert bench.main(["check", "--data", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["median_ms"] > 0
    assert told["packs"][0] == "uk-police"
    assert "cpu" in told["machine"]
