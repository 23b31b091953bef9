"""The rules in force as a page shows them: grouped by the risk they guard against, base before country before force."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.models import Force
from bluelamp.policy.assess import packs_in_force
from bluelamp.policy.models import InstalledPack
from bluelamp.rulebook.rules import Rule
from bluelamp.rulebook.stacking import HEAVINESS, stack

RISKS: dict[str, str | Promise] = {
    "CHARGE": _("Arrest, charge and fair trial"),
    "SUBJ": _("Somebody under suspicion can be recognised"),
    "VICT": _("Somebody harmed can be recognised"),
    "YOUTH": _("Children and young people"),
    "PERS": _("Private details of people"),
    "OPS": _("Police work that is still going on"),
    "SUICIDE": _("Suicide and self-harm"),
    "MED": _("Health"),
    "HATE": _("Words that hurt groups of people"),
    "BLAME": _("Blaming those who were harmed"),
    "TONE": _("How it sounds"),
    "PROF": _("Standards of the service"),
    "POL": _("Politics"),
    "UNVER": _("Not confirmed"),
    "IMAGE": _("Pictures"),
    "ALT": _("Pictures for people who cannot see them"),
    "ACCESS": _("Easy to read for everybody"),
    "INCOMPLETE": _("Something is missing in an appeal"),
    "CHANNEL": _("The wrong place for it"),
    "COMM": _("Advertising and other interests"),
}


@dataclass(frozen=True)
class Group:
    risk: str
    title: str
    rules: tuple[Rule, ...]


def groups(force: Force) -> list[Group]:
    """The rules that count, heaviest first within each risk."""
    rules = sorted(stack(packs_in_force(force)), key=lambda rule: (-HEAVINESS[rule.weight], rule.id))
    grouped = ((risk, title, tuple(r for r in rules if r.risk == risk)) for risk, title in RISKS.items())
    return [Group(risk, str(title), found) for risk, title, found in grouped if found]


def installed(force: Force) -> list[InstalledPack]:
    return list(InstalledPack.objects.of(force).in_force().defer("text"))
