"""`bluelamp policy`: the right room for each word, and no database for those that need none."""

import subprocess
import sys

import pytest

from bluelamp.project import policy


def test_without_a_word_the_words_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert policy.main([]) == 2
    assert policy.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(word in told for word in policy.WORDS)


def test_an_unknown_word_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert policy.main(["chekc"]) == 2
    assert "There is no “policy chekc”" in capsys.readouterr().err


def test_only_installing_needs_a_database() -> None:
    assert [word for word, room in policy.WORDS.items() if room.database] == ["install"]


@pytest.mark.parametrize(("word", "never"), [("check", "cryptography"), ("diff", "django"), ("test", "django")])
def test_a_word_loads_nothing_that_it_does_not_need(word: str, never: str) -> None:
    """In a fresh process: what is loaded is what people wait for."""
    asked = (
        "import sys, contextlib\n"
        "from bluelamp.project import policy\n"
        f"with contextlib.suppress(SystemExit): policy.main([{word!r}, '-h'])\n"
        f"sys.exit({never!r} in sys.modules or 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
