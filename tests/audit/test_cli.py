"""The commands: whole is 0, broken is 1 and named, wrong usage is 2 and says what to do."""

import io
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from bluelamp.audit import cli, signing
from bluelamp.audit.models import Entry
from bluelamp.kernel import ids
from tests.support.ledger import lower_the_walls, write


def run(*words: str, force: UUID | None = None) -> int:
    return cli.main(words, lambda: {"northmere": force} if force else {})


def damage(statement: str) -> None:
    lower_the_walls()
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_whole_record(force: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    last = write(force, 4)[-1]
    other = ids.new_id()
    write(other, 1)
    assert run("verify", force=force) == 0
    said = capsys.readouterr().out
    assert f"northmere: whole. Entries as they were written: 4. Root {last.root.hex()}" in said
    assert f"{other}: whole. Entries as they were written: 1" in said
    assert run("verify", "--force", "northmere", force=force) == 0
    assert str(other) not in capsys.readouterr().out


def test_a_broken_record_names_the_first_bad_entry(force: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    bad = write(force, 6)[2]
    damage("UPDATE audit_entry SET act = 'post.return' WHERE index IN (2, 4)")
    assert run("verify", "--force", str(force)) == 1
    said = capsys.readouterr().out
    assert f"{force}: BROKEN at entry 2 (id {bad.pk}): altered." in said


def test_one_broken_force_among_whole_ones_is_enough(force: UUID) -> None:
    write(force, 2)
    other = ids.new_id()
    write(other, 2)
    damage(f"DELETE FROM audit_entry WHERE index = 0 AND force_id = '{other}'")
    assert run("verify") == 1


def test_no_record_yet(force: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify") == 0
    assert "no record yet" in capsys.readouterr().out


def test_a_head_noted_before(force: UUID) -> None:
    entries = write(force, 4)
    assert run("verify", "--force", str(force), "--seen", f"2:{entries[1].root.hex()}") == 0
    assert run("verify", "--force", str(force), "--seen", f"2:{entries[2].root.hex()}") == 1
    assert run("verify", "--force", str(force), "--seen", f"5:{entries[3].root.hex()}") == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("paint",),
        ("verify", "--force", "southmoor"),
        ("verify", "--seen", "12"),
        ("verify", "--bundle", "/nowhere/at/all"),
        ("export",),
        ("export", "--force", "southmoor"),
    ],
)
def test_wrong_usage(force: UUID, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words, force=force) == 2
    assert capsys.readouterr().err


def test_a_noted_head_without_its_force(force: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    write(force, 1)
    write(ids.new_id(), 1)
    assert run("verify", "--seen", "1:00") == 2
    assert "add --force" in capsys.readouterr().err


def test_an_export_is_an_entry_and_can_be_checked(
    force: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(force, 3, content="Joan Ellis")
    file = tmp_path / "record.jsonl"
    assert run("export", "--force", "northmere", "--out", str(file), force=force) == 0
    last = Entry.objects.of(force).latest("index")
    assert (last.act, last.operation, last.facts) == ("audit.export", "disclose", {"via": "command line"})
    assert "Joan" not in file.read_text()
    assert run("verify", "--bundle", str(file), "--key", signing.signer().id) == 0
    assert f"{force}: whole. Entries as they were written: 4" in capsys.readouterr().out


def test_an_export_can_be_piped(
    force: UUID, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(force, 2)
    assert run("export", "--force", str(force)) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(capsys.readouterr().out))
    assert run("verify", "--bundle", "-") == 0


def test_a_bundle_is_checked_without_django_and_without_a_database(force: UUID, tmp_path: Path) -> None:
    write(force, 5)
    file = tmp_path / "record.jsonl"
    run("export", "--force", str(force), "--out", str(file))
    program = (
        "import sys; from bluelamp.audit.cli import main; code = main(['verify', '--bundle', sys.argv[1]]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )

    def elsewhere() -> "subprocess.CompletedProcess[str]":
        return subprocess.run([sys.executable, "-c", program, str(file)], env={}, capture_output=True, text=True)

    assert elsewhere().returncode == 0
    file.write_text(file.read_text().replace('"index": 3', '"index": 9', 1))
    broken = elsewhere()
    assert broken.returncode == 1
    assert "BROKEN at entry 3" in broken.stdout


def test_checkpoints_can_be_written_by_hand(force: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    write(force, 1)
    assert run("checkpoint") == 0
    assert "Heads written down: 1" in capsys.readouterr().out
