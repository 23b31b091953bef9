"""A table of rules with examples in its cells, and facts in square brackets."""

import io
from pathlib import Path

import pytest

from bluelamp.rulebook import cli, contexts
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import builtin, parse
from bluelamp.rulebook.table import count, failures, rows

PACK = parse("""
[pack]
name = "p"
version = "1"
[[rules]]
id = "TAB-01"
title = "t"
risk = "PERS"
weight = "review"
say = "s"
why = "w"
basis = "b"
question = "Agreed?"
question_id = "agreed"
[[rules.check]]
use = "words"
any = ["apple"]
[[rules.check]]
use = "media_facts"
is = { source = "custody" }
[[rules.check]]
use = "facts"
is = { election = true }
""")
HEAD = "| Id | Catches | Basis | Detect | Severity | Must fire | Must not fire |\n|---|---|---|---|---|---|---|\n"


def table(flags: str, passes: str, rule: str = "TAB-01") -> str:
    return f"Some words.\n\n{HEAD}| {rule} | fruit | none | A | BLOCK | {flags} | {passes} |\n\nMore words | here.\n"


def told(flags: str, passes: str, rule: str = "TAB-01") -> list[str]:
    return list(failures([PACK], list(rows(table(flags, passes, rule)))))


def test_rows_are_found_among_other_lines() -> None:
    found = list(rows(table("one ¦ two", "three ¦ four ¦ five")))
    assert [(row.rule, row.flags, row.passes) for row in found] == [
        ("TAB-01", ("one", "two"), ("three", "four", "five"))
    ]
    assert count(found) == 5


def test_what_holds_is_silent_and_what_does_not_is_named() -> None:
    assert told("An apple ¦ Two apple trees", "A pear") == []
    assert told("A pear", "An apple") == [
        "TAB-01: should be flagged and is not: 'A pear'",
        "TAB-01: should pass and is flagged: 'An apple'",
    ]


def test_brackets_give_facts_and_are_no_part_of_the_text() -> None:
    assert (
        told("[custody image; stage=charged] Look. ¦ [period on] Vote.", "[own photo] Look. ¦ [period off] Vote.") == []
    )


def test_words_that_nobody_understands_are_told() -> None:
    assert told("[on the moon] An apple", "A pear") == [
        "TAB-01: nobody understands “on the moon” in: '[on the moon] An apple'"
    ]


def test_a_rule_that_is_not_there_is_told() -> None:
    assert told("a", "b", "TAB-02") == ["TAB-02: there is no such rule in these packs"]


def draft(written: str, side: str = "flags") -> Draft:
    found, unknown = contexts.draft_of(written, PACK.rules[0], side)
    assert unknown == []
    return found


@pytest.mark.parametrize(
    ("written", "medium"),
    [
        ("[photo] x", {}),
        ("[custody image; subject 16; convicted] x", {"source": "custody", "subject_age": "16"}),
        ("[custody image from 2014] x", {"source": "custody", "taken": "2014-06-01"}),
        ("[resident's video, no permission] x", {"source": "resident", "permission": False}),
        ("[xlsx with hidden sheet] x", {"hidden": ["hidden_sheet"]}),
        ("[family photo dated last month, confirmed] x", {"source": "family", "confirmed_by_family": True}),
    ],
)
def test_brackets_describe_the_picture(written: str, medium: dict[str, object]) -> None:
    assert medium.items() <= dict(draft(written).media[0].facts).items()


def test_no_picture_is_no_picture() -> None:
    assert draft("[no image] x").media == ()
    assert draft("[image withdrawn] x").media == ()


def test_quoted_words_stay_together() -> None:
    assert draft("[alt='Edith, 84; a blue coat'] x").media[0].alt == "Edith, 84; a blue coat"


def test_brackets_set_stage_kind_and_answers() -> None:
    assert draft("[custody image; stage=charged] x").case_state == "charged"
    assert draft("[CCTV] Who?").kind == "appeal_cctv"
    assert draft("Buns. [approval id]").facts == {"agreed": True}
    assert draft("Buns. [approval id]").text == "Buns."
    assert draft("[reply in English to a message in Welsh]").answers_to


def test_the_command_runs_a_table(tmp_path: Path) -> None:
    file = tmp_path / "rules.md"
    file.write_text(table("Ring me on 07700 900123", "Ring 101", "DAT-01"), encoding="utf-8")
    out = io.StringIO()
    assert cli.test_table(file, [builtin()], out) == 0
    assert out.getvalue() == "1 rows, 2 examples, 0 failed\n"
    file.write_text(table("Ring 101", "Ring 101", "DAT-01"), encoding="utf-8")
    assert cli.main(["test", "--table", str(file)]) == 1
    file.write_text("nothing", encoding="utf-8")
    assert cli.main(["test", "--table", str(file)]) == 2
    assert cli.main(["test", "--table", str(tmp_path / "none.md")]) == 2
