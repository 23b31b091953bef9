"""A verdict counts for the rules and the circumstances it was given under. Before words leave, both are looked at again.

Rules change, a stage in the case register changes, an order is made, a consent runs out, another post tells the missing
half: what people agreed to then may not be what they would agree to now.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.policy import assess
from bluelamp.policy.models import Verdict
from bluelamp.posts.engine import seen_of
from bluelamp.posts.models import Version

ORDER = ("ok", "advise", "review", "block")
SERIOUS = {"review": 1, "block": 2}


def objection(version: Version, packs: list[str] | None = None) -> str:
    """What speaks against letting this version go now, or "". Judges at most once per rules and circumstances.

    The new verdict may be as strict as the one that people approved under, not stricter. `packs`: the digests in force,
    where the caller knows them.
    """
    given = version.verdict
    packs = in_force(version.force) if packs is None else packs
    same_rules = list(given.packs) == packs
    if same_rules and not packs:
        return ""
    now = seen_of(version)
    around = assess.circumstances(now.draft, now.earlier)
    if same_rules and given.circumstances == around:
        return ""
    known = Verdict.objects.of(version.force_id).filter(subject=version.digest, packs=packs, circumstances=around)
    verdict = known.order_by("pk").last() or assess.judge(version.force, version.digest, now.draft, now.earlier)
    return _stricter(verdict, given)


def told(versions: Iterable[Version], packs: list[str]) -> dict[UUID, str]:
    """For pages: what was said already, when the versions were last looked at. Nothing is judged; one question."""
    by_digest = {version.digest: version for version in versions}
    rows = Verdict.objects.filter(subject__in=list(by_digest), packs=packs).order_by("pk")
    newest = {verdict.subject: verdict for verdict in rows}
    found = {by_digest[subject]: _stricter(verdict, by_digest[subject].verdict) for subject, verdict in newest.items()}
    return {version.pk: said for version, said in found.items() if said}


def in_force(force: Force) -> list[str]:
    return [pack.digest for pack in assess.packs_in_force(force)]


def _stricter(now: Verdict, given: Verdict) -> str:
    """Heavier as a whole; or, under the same rules, a rule that speaks up now and did not, or not so loudly, then."""
    if now.pk == given.pk:
        return ""
    if ORDER.index(now.outcome) > ORDER.index(given.outcome):
        new = [f["say"] for f in now.findings if f["weight"] == now.outcome]
        return str(new[0]) if new else _("somebody has to look at it again.")
    if list(now.packs) != list(given.packs):
        return ""
    before = {f["rule"]: 0 for f in given.findings}
    for found in given.findings:
        before[found["rule"]] = max(before[found["rule"]], SERIOUS.get(found["weight"], 0))
    louder = (f["say"] for f in now.findings if SERIOUS.get(f["weight"], 0) > before.get(f["rule"], 0))
    return str(next(louder, ""))
