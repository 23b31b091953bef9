"""A verdict counts for the rules it was given under. When a force's rules have changed since, they are asked again."""

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.policy import assess
from bluelamp.policy.models import Verdict
from bluelamp.posts.engine import draft_of_frozen
from bluelamp.posts.models import Version

ORDER = ("ok", "advise", "review", "block")


def objection(version: Version, packs: list[str] | None = None, *, ask: bool = True) -> str:
    """What the rules now in force say against letting this version go, or "". Judges at most once per set of rules.

    The new verdict may be as strict as the one that people approved under, not stricter. `packs`: the digests in
    force, where the caller knows them. Without `ask` nothing is judged: a page only tells what was said already.
    """
    given = version.verdict
    packs = in_force(version.force) if packs is None else packs
    if list(given.packs) == packs:
        return ""
    now = _known(version, packs) or (_judged(version) if ask else None)
    if now is None or ORDER.index(now.outcome) <= ORDER.index(given.outcome):
        return ""
    new = [f["say"] for f in now.findings if f["weight"] == now.outcome]
    return str(new[0]) if new else _("somebody has to look at it again.")


def in_force(force: Force) -> list[str]:
    return [pack.digest for pack in assess.packs_in_force(force)]


def _known(version: Version, packs: list[str]) -> Verdict | None:
    return Verdict.objects.of(version.force_id).filter(subject=version.digest, packs=packs).order_by("pk").last()


def _judged(version: Version) -> Verdict:
    return assess.judge(version.force, version.digest, draft_of_frozen(version.frozen))
