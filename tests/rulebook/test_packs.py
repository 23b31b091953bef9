"""Packs are read with care: what is wrong is told with the rule and a way to mend it."""

from pathlib import Path

import pytest

from bluelamp.kernel.errors import Refused
from bluelamp.rulebook.packs import PackError, builtin, bundle, load, parse

HEAD = '[pack]\nname = "p"\nversion = "1"\n'
FIELDS = 'id = "A-1"\ntitle = "t"\nrisk = "PERS"\nweight = "block"\nsay = "s"\nwhy = "w"\nbasis = "b"\n'
CHECK = '[[rules.check]]\nuse = "words"\nany = ["hello"]\n'
GOOD = HEAD + "[[rules]]\n" + FIELDS + CHECK


def test_a_pack_is_read() -> None:
    pack = parse(GOOD)
    assert (pack.name, pack.version, [rule.id for rule in pack.rules]) == ("p", "1", ["A-1"])


def test_the_digest_is_of_the_bytes() -> None:
    assert parse(GOOD).digest == parse(GOOD).digest != parse(GOOD + "\n").digest
    assert parse(GOOD) == parse(GOOD)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("nonsense", "not readable TOML"),
        ("[[rules]]\n" + FIELDS + CHECK, "“name”"),
        (HEAD + "[[rules]]\n" + FIELDS, "needs at least one"),
        (HEAD + "[[rules]]\n" + FIELDS.replace('"PERS"', '"PERSON"') + CHECK, "Rule A-1.*one of: PERS"),
        (HEAD + "[[rules]]\n" + FIELDS.replace('"block"', '"stop"') + CHECK, "Rule A-1.*block"),
        (HEAD + "[[rules]]\n" + FIELDS.replace('say = "s"', 'say = ""') + CHECK, "“say”"),
        (HEAD + "[[rules]]\n" + FIELDS + 'wy = "x"\n' + CHECK, "“wy” is not known"),
        (HEAD + "[[rules]]\n" + FIELDS + 'question = "x"\n' + CHECK, "belong together"),
        (HEAD + "[[rules]]\n" + FIELDS + CHECK.replace("words", "word"), "no check “word”.*words"),
        (HEAD + "[[rules]]\n" + FIELDS + CHECK + 'near = "x"\n', "no setting “near”"),
        (HEAD + "[[rules]]\n" + FIELDS + CHECK.replace("hello", "[a/b"), "Rule A-1, “any”.*bracket"),
        (HEAD + "[[rules]]\n" + FIELDS + CHECK.replace('["hello"]', "[]"), "at least one phrase"),
        (HEAD + "[[rules]]\n" + FIELDS + CHECK + 'at_least = "two"\n', "whole number"),
        (HEAD + "[[rules]]\n" + FIELDS + CHECK + 'reach = "far"\n', "sentence, next, text"),
        (HEAD + "[[rules]]\n" + FIELDS + 'when.kinds = ["post"]\n' + CHECK, "“post”"),
        (HEAD + "[[rules]]\n" + FIELDS + "statutory = 1\n" + CHECK, "true or false"),
        (HEAD + "[lists]\nx = 5\n", "list of texts"),
        (HEAD + '[lists]\nx = ["a*"]\n', "list “x”"),
        (GOOD + "[[rules]]\n" + FIELDS + CHECK, "written twice"),
        (GOOD + "[rules.examples]\nflags = [{ txt = 1 }]\n", "“txt”"),
        (HEAD + "rules = 5\n", "double brackets|not known"),
    ],
)
def test_what_is_wrong_is_told(text: str, hint: str) -> None:
    with pytest.raises(PackError, match=hint):
        parse(text)


def test_a_pack_error_is_something_a_person_is_told() -> None:
    assert issubclass(PackError, Refused)


def test_a_pack_too_large_is_refused() -> None:
    with pytest.raises(PackError, match="2 MB"):
        parse(GOOD + "#" * 2_000_001)


def test_a_folder_and_the_file_made_from_it_are_the_same_pack(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "10.toml").write_text("[[rules]]\n" + FIELDS + CHECK)
    (folder / "00.toml").write_text(HEAD)
    one = tmp_path / "one.toml"
    one.write_text(bundle(folder))
    assert load(folder) == load(one)


def test_a_slip_in_a_part_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "00.toml").write_text(HEAD)
    (tmp_path / "10.toml").write_text("[[rules]\n")
    with pytest.raises(PackError, match=r"10\.toml.*line 1"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["nobody", "../packs", "uk-police/..", ""])
def test_only_built_in_names_are_built_in(name: str) -> None:
    with pytest.raises(PackError, match="uk-police"):
        builtin(name)


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        load(tmp_path / "none.toml")
    with pytest.raises(PackError, match=r"no \.toml file"):
        load(tmp_path)
