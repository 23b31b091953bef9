"""JSON Lines in and out: order, offsets, and an answer for every bad line."""

import io
import json
from pathlib import Path

import pytest

from bluelamp.language import cli, jsonl


def run(text: bytes) -> tuple[int, list[dict]]:
    out = io.BytesIO()
    code = cli.pii(io.BytesIO(text), out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_spans_come_back_in_order() -> None:
    code, replies = run('{"id": "a", "text": "Ring 😀 07700 900123"}\n\n{"id": 2, "text": "Call 101"}'.encode())
    assert code == 0
    assert replies == [
        {"id": "a", "spans": [{"start": 7, "end": 19, "type": "PHONE", "text": "07700 900123"}]},
        {"id": 2, "spans": []},
    ]


@pytest.mark.parametrize(
    ("line", "identity", "hint"),
    [
        (b"nope", None, "not JSON"),
        (b"[1]", None, "not an object"),
        (b'{"id": 1}', 1, "no text"),
        (b'{"id": 1, "text": 5}', 1, "no text"),
        (b'{"id": 1, "text": "a\\u0000b"}', 1, "NUL"),
        (b'{"id": 1, "text": "\\ud83d"}', 1, "surrogate"),
        (b'{"id": "\\ud83d", "text": "x"}', None, "surrogate"),
        (b'{"id": 1, "text": "\xff"}', None, "UTF-8"),
        (b'{"id": NaN, "text": "x"}', None, "not JSON"),
        (b"[" * 100_000, None, "not JSON"),
        (b'{"id": 1, "text": "' + b"x" * 100_001 + b'"}', 1, "100,000"),
    ],
)
def test_a_bad_line_is_answered_and_the_rest_is_judged(line: bytes, identity: object, hint: str) -> None:
    code, replies = run(b'{"id": 0, "text": "x"}\n' + line + b'\n{"id": 9, "text": "y"}\n')
    assert code == 2
    assert [reply["id"] for reply in replies] == [0, identity, 9]
    assert replies[1]["line"] == 2
    assert hint in replies[1]["error"]


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_LONGEST_LINE", 50)
    code, replies = run(b'{"id": 1, "text": "' + b"x" * 500 + b'"}\n{"id": 2, "text": "y"}\n')
    assert code == 2
    assert [reply.get("line") for reply in replies] == [1, None]


def test_the_longest_text_is_taken() -> None:
    code, replies = run(json.dumps({"id": 1, "text": "x" * 100_000}).encode())
    assert (code, replies[0]["spans"]) == (0, [])


class Watched(io.BytesIO):
    flushed = 0

    def flush(self) -> None:
        self.flushed += 1


def test_each_answer_is_flushed() -> None:
    out = Watched()
    cli.pii(io.BytesIO(b'{"id": 1, "text": "x"}\n' * 3), out)
    assert out.flushed == 3


def test_main_reads_a_file_and_tells_of_a_missing_one(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "Ring 07700 900123"}\n')
    assert cli.main(["pii", "--jsonl", str(path)]) == 0
    assert b"PHONE" in capfdbinary.readouterr().out
    assert cli.main(["pii", "--jsonl", str(tmp_path / "none")]) == 2
