"""Packs are read with care: what is wrong is told with the rule and a way to mend it."""

from pathlib import Path

import pytest

from bluelamp.kernel.errors import Refused
from bluelamp.rulebook.packs import PackError, builtin, builtin_names, bundle, ground, load, parse, with_ground
from bluelamp.rulebook.stacking import stack

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
        (HEAD + "requires = 5\n", "“requires” should be a table"),
        (HEAD + "requires = { base = 1 }\n", "“base” as a text"),
        (HEAD + 'from = "soon"\n', "2027-05-01"),
        (HEAD + 'changelog = [{ version = "1", changes = 5 }]\n', "list of texts"),
        (HEAD + '[register]\nstation = ["x"]\n', "“station” is not known here.*stations"),
        (HEAD + '[register]\nstations = "x"\n', "list of texts"),
        (HEAD + '[[templates]]\nid = "a"\ntitle = "t"\n', "number 1: write “text”"),
        (HEAD + '[[cards]]\nid = "a"\ntitle = "t"\ntext = "x"\ndraft = "d"\nlearn = "l"\nkind = "post"\n', "“kind”"),
        (HEAD + '[[routes]]\nid = "a"\nname = "n"\nneeds = ["chief"]\n', "“chief” is no needs.*supervisor"),
        (HEAD + '[[routes]]\nid = "a"\nname = "n"\ntrust_below = true\n', "whole number from 0 to 9"),
        (HEAD + '[[strategies]]\nid = "a"\ntitle = "t"\ntext = "x"\n' * 2, "written twice"),
    ],
)
def test_what_is_wrong_is_told(text: str, hint: str) -> None:
    with pytest.raises(PackError, match=hint):
        parse(text)


def test_a_pack_error_is_something_a_person_is_told() -> None:
    assert issubclass(PackError, Refused)


NESTED = "[lists]\nx = [" + ", ".join(f'"w{i}"' for i in range(20_000)) + "]\n"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (HEAD + "a=" + "[" * 50_000, "nested too deeply"),
        (HEAD + "a=" + "9" * 9_000, "not readable TOML"),
        (HEAD + ".".join(["a"] * 100_000) + " = 1", "16 dots"),
        (HEAD + "b = { " + '"a" . ' * 20 + "a = 1 }", "16 dots"),
        (HEAD + "".join(f"  [a{i}]\n" for i in range(20_000)), "10,000 tables"),
        ("rules = [" + "{}," * 1_001 + "]\n" + HEAD, "more than 1000"),
        (HEAD + NESTED + "".join(f'x{i} = ["{{x}}"]\n' for i in range(1_000)), "too many ways"),
        (GOOD + ('[[rules.check]]\nuse = "pattern"\npatterns = ["a", "b"]\n' * 51), "More than 100 regular expressions"),
        (GOOD.replace("hello", "\ud800"), "half a character"),
    ],
    ids=["deep", "digits", "dots", "quoted dots", "tables", "rules", "lists of lists", "patterns", "half a character"],
)  # fmt: skip
def test_a_hostile_pack_is_refused_before_it_costs_anything(text: str, hint: str) -> None:
    """Each of these took minutes or gigabytes without its limit; the suite's own time limit is the judge."""
    with pytest.raises(PackError, match=hint):
        parse(text)


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


BASED = '[pack]\nname = "{0}"\nversion = "1"\nrequires = {{ {1} = "1" }}\n'


def test_the_ground_of_a_pack_is_what_it_requires_base_first() -> None:
    base = parse(HEAD.replace('"p"', '"base"'))
    country, force = parse(BASED.format("country", "base")), parse(BASED.format("force", "country"))
    assert [pack.name for pack in ground(force, [country, base])] == ["base", "country"]
    assert [pack.name for pack in with_ground([force, country, base])] == ["base", "country", "force"]
    assert [pack.name for pack in ground(parse(BASED.format("own", "uk-police")))] == ["uk-police"]


def test_packs_that_require_one_another_are_told() -> None:
    one, other = parse(BASED.format("one", "other")), parse(BASED.format("other", "one"))
    with pytest.raises(PackError, match="requires itself"):
        ground(one, [one, other])


def test_every_built_in_pack_lies_on_its_ground() -> None:
    for name in builtin_names():
        assert stack([*ground(builtin(name)), builtin(name)]), name
