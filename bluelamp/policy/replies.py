"""Answers to start from, as the packs in force bring them."""

from bluelamp.forces.models import Force
from bluelamp.language.lang import guess
from bluelamp.policy.assess import packs_in_force
from bluelamp.rulebook.extras import Template, later_wins


def offered(force: Force, message: str) -> list[Template]:
    """Those in the language of the message, the ones that it calls for first. Where the language cannot be told: all."""
    language = guess(message)
    tongues = [language] if language in ("en", "cy") else force.languages
    told = later_wins(pack.templates for pack in packs_in_force(force))
    said = message.casefold()
    return sorted(
        (one for one in told if one.lang in tongues),
        key=lambda one: not any(word.casefold() in said for word in one.when),
    )


def template(force: Force, message: str, name: str) -> Template | None:
    """One of the offered, by its id."""
    return next((one for one in offered(force, message) if one.id == name), None)
