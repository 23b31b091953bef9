"""A small pack for tests: one rule of each weight, a card, and words that no real pack would look for."""

from bluelamp.forces.models import Force
from bluelamp.policy import actions
from bluelamp.policy.models import InstalledPack

SMALL = """
[pack]
name = "small"
version = "{version}"

[[cards]]
id = "yard"
title = "The yard behind the mill"
text = "Somebody tells where the blue gate is."
draft = "Our {block} stands behind the mill, come and look."
learn = "Where a thing stands is nobody's business."
"""
RULE = """
[[rules]]
id = "SM-{number}"
title = "Rule of {word}"
risk = "{risk}"
weight = "{weight}"
say = "Say {word} differently."
why = "People stumble over {word}."
basis = "Small rules, part {number}"
{more}

[[rules.check]]
use = "words"
any = ["{word}"]

[rules.examples]
flags = ["All of us saw the {word} on the green.", "Here is a {word} for everybody."]
passes = ["All of us saw the heron on the green.", "Here is a heron for everybody."]
"""
WORDS = {"block": "bluegate", "review": "redgate", "advise": "greengate", "fix": "graygate"}
RISKS = {"block": "CHARGE", "review": "PERS", "advise": "ACCESS", "fix": "ALT"}
MORE = {
    "block": 'rewrite = "the gate"\nreplaces = "words"',
    "review": 'question = "May we say redgate?"\nquestion_id = "redgate"',
    "advise": 'rewrite = "Say which gate it is."',
    "fix": "",
}


def small(version: str = "1") -> str:
    rules = (
        RULE.format(number=number, word=word, weight=weight, risk=RISKS[weight], more=MORE[weight])
        for number, (weight, word) in enumerate(WORDS.items(), 1)
    )
    return SMALL.format(version=version, **WORDS) + "".join(rules)


def install_small(force: Force, version: str = "1") -> InstalledPack:
    """SM-1 blocks bluegate, SM-2 reviews redgate (and asks), SM-3 advises about greengate, SM-4 fixes graygate."""
    return actions.install(force, None, small(version), actions.OWN)
