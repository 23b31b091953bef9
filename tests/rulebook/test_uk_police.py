"""The pack that comes with Bluelamp: its examples hold, and each rule is complete."""

import pytest

from bluelamp.rulebook import examples
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import builtin
from bluelamp.rulebook.rules import Rule

PACK = builtin()


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_a_rule_is_complete_and_its_examples_hold(rule: Rule) -> None:
    assert len(rule.flags) >= 3
    assert len(rule.passes) >= 3
    assert rule.exception_by
    assert not any(word in rule.say.lower() for word in ("invalid", "error", "illegal input"))
    failed = [example.line for example in rule.flags if not examples.speaks(rule, example)]
    failed += [example.line for example in rule.passes if examples.speaks(rule, example)]
    assert failed == []


def test_the_pack_is_large_enough_and_statutes_allow_no_exception() -> None:
    assert len(PACK.rules) >= 50
    statutory = [rule for rule in PACK.rules if rule.statutory]
    assert {"VIC-01", "VIC-02", "JUS-05"} <= {rule.id for rule in statutory}
    assert all(rule.exception_by == "none" and rule.weight == "block" for rule in statutory)


def test_a_question_id_asks_one_question() -> None:
    questions = {rule.question_id: rule.question for rule in PACK.rules if rule.question_id}
    assert all(questions[rule.question_id] == rule.question for rule in PACK.rules if rule.question_id)


SOUND = [
    (
        "A 34-year-old man from Westvale has been charged with burglary and will appear before Stonebeck magistrates on 6 May.",
        "charged",
    ),
    ("We have had reports of a gas smell on Mill Street. Engineers are there. Please use Park Road.", "none"),
    ("Sgt Farah Rahman will be at Harby library on Thursday at 6pm. Come and talk to her.", "none"),
    ("Emergency: 999. Not an emergency: 101. Anonymous: Crimestoppers on 0800 555 111.", "none"),
    ("Officers helped a man in distress this morning. If you are struggling, Samaritans are on 116 123.", "none"),
    ("Reply: sorry that you waited so long on 101 on Friday. We have put more people on for the weekend.", "none"),
    ("Police dog Bracken passed her exam after eight weeks of hard work and a lot of sausages.", "none"),
    ("Two people have been arrested on suspicion of theft in Harby and remain in custody.", "arrest"),
]


@pytest.mark.parametrize(("text", "case_state"), SOUND)
def test_sound_posts_pass(text: str, case_state: str) -> None:
    assert assess([PACK], Draft(text, case_state=case_state)).findings == ()


DISGUISED = [
    "Rіng me on 07700 900123",  # a Cyrillic letter
    "Ring me on 0️⃣7️⃣7️⃣0️⃣0️⃣ 900123",
    "What a sh\u200bit day",
    "we nicked the bur\u00adglar tonight",
    "WE NICKED THE BURGLAR TONIGHT",
    "weve nicked\nthe burglar",
]


@pytest.mark.parametrize("text", DISGUISED)
def test_disguise_does_not_help(text: str) -> None:
    assert assess([PACK], Draft(text)).verdict in ("block", "review")
