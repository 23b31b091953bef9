"""Words for the page of rules."""

from django import template

from bluelamp.policy.naming import WEIGHTS
from bluelamp.policy.prose import Part, parts_of
from bluelamp.policy.words import CASE_STATES, KINDS
from bluelamp.ui import words

register = template.Library()
register.filter("weight", words.weight_word)
register.filter("role", words.who)


@register.filter
def kind_word(kind: str) -> str:
    """A kind of post as people call it."""
    return str(KINDS.get(kind, kind))


@register.filter
def stage_word(stage: str) -> str:
    """A stage of a case as people call it."""
    return str(CASE_STATES.get(stage, stage))


@register.filter
def weight_short(weight: str) -> str:
    """What a rule of this weight does, in two or three words."""
    return str(WEIGHTS.get(weight, weight))


@register.filter
def parts(text: str) -> list[Part]:
    """Paragraphs and lists of points of a text that a pack brings."""
    return parts_of(text)
