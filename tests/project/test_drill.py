"""The drills as a person starts them: our own loops in processes of their own, killed, against networks that fail."""

import json
import subprocess
import sys
from typing import Any

import pytest

from bluelamp.project import bench, drill
from bluelamp.project.drill.found import Found

PUBLISH = {
    "deliveries",
    "live",
    "lost",
    "doubled",
    "wrong_content",
    "person",
    "kills",
    "db_restarts",
    "faults",
    "max_recovery_s",
    "seconds",
}
REVOKE = {"queued", "requests_honoured", "started_after", "in_flight", "last_in_flight_ms"}


def run(*words: str, patience: float = 280) -> tuple[int, dict[str, Any]]:
    """Exit code and last line of `bluelamp drill ...`, which makes and drops a database of its own."""
    command = [sys.executable, "-m", "bluelamp.project.drill", *words, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)
    assert done.stdout, done.stderr[-2_000:]
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.timeout(300)
def test_a_thousand_deliveries_with_twenty_kills_and_a_tenth_of_all_requests_failing() -> None:
    code, found = run("publish", "--deliveries", "1000", "--kills", "20", "--faults", "10")
    assert set(found) == PUBLISH
    assert {name: found[name] for name in ("lost", "doubled", "wrong_content", "person")} == {
        "lost": 0,
        "doubled": 0,
        "wrong_content": 0,
        "person": 0,
    }
    assert (found["deliveries"], found["live"], found["kills"]) == (1000, 1000, 20)
    assert found["faults"] >= 80
    assert found["max_recovery_s"] < 60
    assert code == 0


@pytest.mark.timeout(300)
def test_nothing_of_a_stopped_officer_starts_and_no_request_is_let_in() -> None:
    code, found = run("revoke")
    assert set(found) == REVOKE
    assert (found["queued"], found["requests_honoured"], found["started_after"]) == (100, 0, 0)
    assert found["in_flight"] <= 3
    assert found["last_in_flight_ms"] < 10_000
    assert code == 0


@pytest.mark.parametrize(
    "words", [[], ["dance"], ["publish", "--deliveries", "0"], ["publish", "--deliveries", "many"]]
)
def test_what_no_drill_knows_is_told_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert drill.main(words) == 2
    assert "usage" in capsys.readouterr().err


def test_a_bench_that_does_not_exist_is_told_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["everything"]) == 2


def test_a_loss_is_told_as_a_loss() -> None:
    assert "Nothing was lost." in Found({"lost": 0}, fine=True).told()
    assert "not as it must be" in Found({"lost": 1}, fine=False).told()


@pytest.mark.timeout(120)
def test_a_bench_tells_machine_and_medians() -> None:
    command = [sys.executable, "-m", "bluelamp.project.cli", "bench", "check", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["machine"]["cores"] >= 1
    assert 0 < found["median_ms"] <= found["p95_ms"]
