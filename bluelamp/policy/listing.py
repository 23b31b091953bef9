"""The rules in force as a page shows them: grouped by the risk they guard against, base before country before force."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.models import Force, Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed
from bluelamp.policy.assess import packs_in_force
from bluelamp.policy.models import InstalledPack
from bluelamp.rulebook.rules import Pack, Rule
from bluelamp.rulebook.stacking import HEAVINESS, stack

READERS = (Role.PRESS, Role.ADMIN, Role.AUDITOR)
"""Those who read how often the rules were wrong."""
WEIGHERS = (Role.SUPERVISOR, Role.PRESS)
"""Those who say whether a rule was wrong."""
WRITERS = (Role.PRESS,)
"""Those who change the force's own rules."""

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


@dataclass(frozen=True)
class Page:
    """One rule, and the packs that have a word in it, base first."""

    rule: Rule
    risk: str
    packs: tuple[Pack, ...]

    @property
    def touched_by(self) -> str:
        return ", ".join(f"{pack.title or pack.name} {pack.version}" for pack in self.packs)


def rule_for(force: Force, rule_id: str) -> Page:
    """Raises NotAllowed for a rule that is not in force here."""
    packs = packs_in_force(force)
    rule = next((rule for rule in stack(packs) if rule.id == rule_id), None)
    if rule is None:
        raise NotAllowed(_("There is no such rule in force here."))
    return Page(rule, str(RISKS.get(rule.risk, rule.risk)), tuple(pack for pack in packs if speaks_of(pack, rule_id)))


def speaks_of(pack: Pack, rule_id: str) -> bool:
    """Whether a pack brings this rule or changes it."""
    return any(own.id == rule_id for own in pack.rules) or any(change.rule == rule_id for change in pack.amendments)


def groups(force: Force, sought: str = "") -> list[Group]:
    """The rules that count, heaviest first within each risk; only those that hold all words of `sought`."""
    words = sought.casefold().split()
    found = (rule for rule in stack(packs_in_force(force)) if _holds(rule, words))
    rules = sorted(found, key=lambda rule: (-HEAVINESS[rule.weight], rule.id))
    grouped = ((risk, title, tuple(r for r in rules if r.risk == risk)) for risk, title in RISKS.items())
    return [Group(risk, str(title), found) for risk, title, found in grouped if found]


def _holds(rule: Rule, words: list[str]) -> bool:
    if not words:
        return True
    examples = (example.draft.text for example in (*rule.flags, *rule.passes))
    told = (rule.id, rule.title, rule.say, rule.why, rule.basis, rule.rewrite, rule.question, *examples)
    text = " ".join(told).casefold()
    return all(word in text for word in words)


def installed(force: Force) -> list[InstalledPack]:
    return list(InstalledPack.objects.of(force).in_force().defer("text"))


def holds(member: Member, roles: tuple[Role, ...]) -> bool:
    """Whether this page has a link for the member."""
    return any(member.holds(role) for role in roles)
