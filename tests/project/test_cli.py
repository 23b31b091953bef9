import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bluelamp import __version__
from bluelamp.kernel.errors import Told
from bluelamp.project import cli, parts


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bluelamp.project.cli", *words]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in cli.COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["dance"]) == 2
    assert "There is no command “dance”" in capsys.readouterr().err


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_leads_to_a_main(name: str) -> None:
    assert find_spec(cli.COMMANDS[name].module)


def test_a_part_that_is_not_there_is_told() -> None:
    with pytest.raises(Told, match="has no nothing yet"):
        parts.load("bluelamp.project.nothing")


def test_a_part_with_a_hole_in_it_is_not_excused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "holed.py").write_text("import no_such_thing_at_all")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_thing_at_all"):
        parts.load("holed")


def test_what_must_be_told_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> None:
        raise Told("Do this instead.")

    assert parts.told(command) == 2
    assert capsys.readouterr().err == "Do this instead.\n"
    assert parts.told(lambda: None) == 0
    assert parts.told(lambda: 1) == 1


@pytest.mark.parametrize("words", [("policy", "--help"), ("language", "--help")])
def test_judging_needs_neither_django_nor_a_database(words: tuple[str, ...]) -> None:
    program = (
        "import sys\nfrom bluelamp.project import cli\n"
        f"try: cli.main({list(words)!r})\nexcept SystemExit: pass\n"
        "sys.exit(any(name in sys.modules for name in ('django', 'psycopg', 'procrastinate')))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60).returncode == 0


def test_a_wrong_setting_is_one_sentence() -> None:
    done = run("up", BLUELAMP_PORT="eight")
    assert (done.returncode, done.stderr) == (2, "BLUELAMP_PORT must be a whole number, but it is “eight”.\n")


def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    done = run("manage", "check", DATABASE_URL="postgresql://ann:secret@127.0.0.1:1/none")
    assert done.returncode == 2
    assert done.stderr.startswith("The database that DATABASE_URL names does not answer")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr
