"""`policy key, sign, verify, diff`: exit codes, and the guide's own transcript, line by line."""

import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bluelamp.kernel import clock
from bluelamp.project import policy
from bluelamp.rulebook import signing

GUIDE = (Path(__file__).parents[2] / "docs" / "sharing-packs.md").read_text(encoding="utf-8")
PACK = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0]
DRAFTS = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)[0]
TALK = "".join(re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harby.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "drafts.jsonl").write_text(DRAFTS, encoding="utf-8")
    later = PACK.replace('"1.0.0"', '"1.1.0"').replace('["open day"]', '["open day", "horse show"]')
    later = later.replace('"[stable*/yard/paddock]"', '"[stable*/yard/paddock]", "loose box"')
    (tmp_path / "harby-1.1.0.toml").write_text(later, encoding="utf-8")
    return tmp_path


def spoil() -> None:
    signed = Path("harby-1.0.0.toml")
    if signed.exists():
        Path("harby-spoilt.toml").write_text(signed.read_text("utf-8").replace("review", "advise"), encoding="utf-8")


def test_the_guides_transcript_is_what_happens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(signing, "new_key", lambda: bytes(range(32)))
    happened = ""
    with clock.frozen(datetime(2027, 5, 1, 12, tzinfo=UTC)):
        for command in re.findall(r"^\$ (.*)$", TALK, re.MULTILINE):
            policy.main(command.removeprefix("bluelamp policy ").split())
            spoil()
            said = capsys.readouterr()
            happened += f"$ {command}\n{said.out}{said.err}"
    assert happened == TALK


def run(*argv: str) -> int:
    return policy.main(list(argv))


def made() -> None:
    assert run("key", "k") == 0
    assert run("sign", "harby.toml", "--key", "k", "--out", "signed.toml") == 0


def test_a_private_key_is_for_its_owner_and_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("key", "k") == 0
    assert stat.S_IMODE(Path("k").stat().st_mode) == 0o600
    before = Path("k").read_bytes()
    assert run("key", "k") == 2
    assert "there already" in capsys.readouterr().err
    assert Path("k").read_bytes() == before


def test_verify_tells_by_its_exit_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    made()
    assert run("key", "other") == 0
    key = Path("k.pub").read_text().strip()
    codes = {
        by: run("verify", "signed.toml", *(["--by", by] if by else []))
        for by in (
            "",
            "k.pub",
            key,
            signing.verify(Path("signed.toml").read_bytes()).key.hex(),
            "other.pub",
            "nonsense",
        )
    }
    assert list(codes.values()) == [0, 0, 0, 0, 1, 2]
    assert "not by the key that you named" in capsys.readouterr().err
    assert run("verify", "harby.toml") == 1
    assert run("verify", "none.toml") == 2
    Path("signed.toml").write_bytes(Path("signed.toml").read_bytes().replace(b"\n", b"\r\n"))
    assert run("verify", "signed.toml", "--by", "k.pub") == 1


def test_without_a_file_the_signed_pack_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    made()
    capsys.readouterr()
    assert run("sign", "harby.toml", "--key", "k", "--by", "Harby station") == 0
    signature = signing.verify(capsys.readouterr().out)
    assert signature.by == "Harby station"


@pytest.mark.parametrize(
    ("spoilt", "hint"),
    [
        (PACK.replace("Our horses are back in the yard.", "Nothing."), "fail their own examples.*HAR-01"),
        (PACK.replace('force = "North Mere Police"\n', ""), "Say who signs"),
        (PACK.replace('"OPS"', '"OP"'), "one of: PERS"),
    ],
)
def test_what_cannot_be_signed_is_told(spoilt: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("key", "k") == 0
    Path("spoilt.toml").write_text(spoilt, encoding="utf-8")
    assert run("sign", "spoilt.toml", "--key", "k") == 2
    assert re.search(hint, capsys.readouterr().err)


def test_a_key_file_without_a_key_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sign", "harby.toml", "--key", "harby.toml") == 2
    assert "holds no private key" in capsys.readouterr().err
    assert run("sign", "harby.toml", "--key", "none") == 2


def test_a_built_in_pack_can_be_signed_and_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("key", "k") == 0
    assert run("sign", "uk-police", "--key", "k", "--out", "uk.toml") == 0
    assert run("verify", "uk.toml", "--by", "k.pub") == 0
    capsys.readouterr()
    assert run("diff", "uk-police", "uk.toml") == 0
    assert capsys.readouterr().out == "Nothing changes.\n"


def test_drafts_that_cannot_be_read_are_told_with_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.jsonl").write_text('{"text": "x"}\n{"text": 5}\n')
    assert run("diff", "harby.toml", "harby-1.1.0.toml", "--drafts", "bad.jsonl") == 2
    assert "bad.jsonl, line 2: There is no text" in capsys.readouterr().err
