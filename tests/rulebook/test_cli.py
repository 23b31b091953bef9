"""`bluelamp policy`: verdicts a line, people's words, examples, exit codes."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from bluelamp.language.jsonl import BadLine
from bluelamp.rulebook import cli
from bluelamp.rulebook.findings import Medium
from bluelamp.rulebook.packs import builtin, parse
from bluelamp.rulebook.records import draft_of

BROKEN = """
[pack]
name = "broken"
version = "1"
[[rules]]
id = "B-1"
title = "t"
risk = "PERS"
weight = "block"
say = "s"
why = "w"
basis = "b"
[[rules.check]]
use = "words"
any = ["apple"]
[rules.examples]
flags = ["pear"]
passes = ["plum"]
"""


def run(*records: object) -> tuple[int, list[dict]]:
    out = io.BytesIO()
    lines = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    code = cli.check(io.BytesIO(lines), out, [builtin()])
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_verdict_a_line() -> None:
    code, replies = run(
        {"id": "a", "text": "Ring 07700 900123"},
        {"id": "b", "text": "Look.", "media": [{"kind": "photo", "alt": "", "path": "x.jpg"}]},
        {"id": "c", "text": "He has a long record.", "case_state": "charged", "kind": None, "facts": None},
    )
    assert code == 0
    assert [(reply["id"], reply["verdict"]) for reply in replies] == [("a", "block"), ("b", "advise"), ("c", "block")]
    first = replies[0]["findings"][0]
    assert {"rule", "risk", "weight", "start", "end", "say", "why", "basis", "rewrite", "question"} <= set(first)
    assert (first["start"], first["end"], first["risk"]) == (5, 17, "PERS")


def test_answers_are_heard() -> None:
    text = "Gary Plimsole has been arrested."
    _, replies = run(
        {"id": 1, "text": text},
        {"id": 2, "text": text, "facts": {"name_before_charge_decided": True, "naming_agreed": "yes"}},
    )
    assert [reply["verdict"] for reply in replies] == ["block", "review"], "a yes is read by a second person"


@pytest.mark.parametrize(
    ("more", "hint"),
    [({"kind": "post"}, "kind"), ({"case_state": "old"}, "case_state"), ({"media": "x"}, "media"), ({"media": [{"kind": "gif"}]}, "kind"), ({"media": [{"alt": 5}]}, "alt"), ({"facts": []}, None), ({"facts": [1]}, "facts")],
)  # fmt: skip
def test_a_wrong_field_is_told(more: dict, hint: str | None) -> None:
    code, replies = run({"id": 1, "text": "x", **more}, {"id": 2, "text": "y"})
    assert code == (2 if hint else 0)
    assert (f'"{hint}"' in replies[0]["error"]) if hint else replies[0]["verdict"] == "ok"
    assert replies[1]["verdict"] == "ok"


def test_a_single_draft_is_told_for_people() -> None:
    out = io.StringIO()
    assert cli.check_one("Ring 07700 900123", out, [builtin()]) == 1
    assert "DAT-01" in out.getvalue()
    assert "07700 900123" in out.getvalue()
    assert cli.check_one("Call 101.", out, [builtin()]) == 0
    assert cli.check_one("\0", out, [builtin()]) == 2


def test_examples_that_fail_are_named() -> None:
    out = io.StringIO()
    assert cli.test([parse(BROKEN)], out) == 1
    assert "B-1" in out.getvalue()
    assert out.getvalue().splitlines()[-1] == "1 rules, 2 examples, 1 failed"


def test_a_rule_without_examples_fails() -> None:
    out = io.StringIO()
    assert cli.test([parse(BROKEN.split("[rules.examples]")[0])], out) == 1


def test_main(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("An apple a day.")
    broken = tmp_path / "broken.toml"
    broken.write_text(BROKEN)
    assert cli.main(["check", "--pack", str(broken), str(draft)]) == 1
    assert cli.main(["check", str(draft)]) == 0
    assert cli.main(["check", "--jsonl", str(draft)]) == 2
    assert cli.main(["check", "--pack", "nobody", str(draft)]) == 2
    assert cli.main(["check", str(tmp_path / "none")]) == 2
    assert cli.main(["test", str(broken)]) == 1
    assert "uk-police" in capfd.readouterr().err


def test_all_that_is_known_around_a_draft_is_read() -> None:
    draft = draft_of(
        {
            "text": "x",
            "earlier": ["one", "two"],
            "answers_to": "Shwmae",
            "today": "2027-05-03",
            "media": [{"kind": "video", "alt": "a", "text": "t", "facts": {"source": "cctv"}, "path": "/no/such/file"}],
        },
        date(2020, 1, 1),
    )
    assert (draft.earlier, draft.answers_to, draft.today) == (("one", "two"), "Shwmae", date(2027, 5, 3))
    assert draft.media == (Medium("video", "a", "t", {"source": "cctv"}),)
    assert draft_of({"text": "x"}, date(2020, 1, 1)).today == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ({"earlier": "x"}, "earlier"),
        ({"earlier": [1]}, "earlier"),
        ({"earlier": ["\0"]}, "NUL"),
        ({"answers_to": 1}, "answers_to"),
        ({"today": "soon"}, "today"),
        ({"today": 20270503}, "today"),
        ({"media": [{"text": 1}]}, "text"),
        ({"media": [{"facts": []}, {"facts": [1]}]}, "facts"),
        ({"media": [{"text": "\ud800"}]}, "surrogate"),
        ({"media": [{"text": "x" * 60_000}, {"alt": "x" * 60_000}]}, "together"),
        ({"earlier": ["x" * 60_000] * 2}, "together"),
    ],
)
def test_what_is_wrong_around_a_draft_is_told(more: dict[str, object], hint: str) -> None:
    with pytest.raises(BadLine, match=hint):
        draft_of({"text": "x", **more})


def test_every_pack_is_tested_on_what_it_requires() -> None:
    above = parse(
        '[pack]\nname = "above"\nversion = "1"\nrequires = { broken = "1" }\n'
        '[[amend]]\nrule = "B-1"\n[[amend.check]]\nuse = "words"\nany = ["plum"]\n[amend.examples]\nflags = ["plum"]\n'
    )
    out = io.StringIO()
    assert cli.test([parse(BROKEN.replace("pear", "apple")), above], out) == 1
    assert out.getvalue().splitlines() == [
        "broken 1: 1 rules, 2 examples, 0 failed",
        "B-1: should pass and is flagged: 'plum'",
        "above 1: 0 rules, 1 examples, 1 failed",
        "1 rules, 3 examples, 1 failed",
    ]
