"""The demonstration's own packs: Northmere has one, Tarrow Isles publish theirs, and Northmere follows."""

from pathlib import Path

from django.conf import settings

from bluelamp.forces.models import Force, Member
from bluelamp.kernel import clock
from bluelamp.policy import actions, feeds, following, publishing
from bluelamp.policy.models import Following
from bluelamp.project.demo import script

PUBLISHES, FOLLOWS = "tarrow", "northmere"


def install(force: Force, keeper: Member, country: str) -> None:
    """The law of the country, and the force's own rules on top."""
    actions.install_builtin(force, keeper, country)
    text = (script.CONTENT / f"{force.slug}-rules.toml").read_text(encoding="utf-8")
    row = actions.install(force, keeper, text, actions.OWN, reason="What is special about our places")
    if force.slug == PUBLISHES:
        publishing.publish(keeper, row)


def follow() -> None:
    """One force looks into the other's feed. It is read from the site's files: the web is not up yet."""
    path = Path(settings.SITE_ROOT) / PUBLISHES / "public" / "packs" / "feed.json"
    reader = next(one for one in Member.objects.of(Force.objects.get(slug=FOLLOWS)) if one.holds("press"))
    feed = following.follow(reader, f"{settings.PUBLIC_URL}/site/{PUBLISHES}/packs/feed.json")
    title, offers = feeds.read(path.read_bytes(), feed.url)
    now = clock.now()
    Following.objects.filter(pk=feed.pk).update(title=title, offers=offers, asked_at=now, heard_at=now)
