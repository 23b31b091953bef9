"""A force takes the approval matrix of a pack: it sees what changes first, and the record knows."""

import pytest

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Conflict, NotAllowed
from bluelamp.policy import actions
from bluelamp.policy.models import InstalledPack
from bluelamp.review import adoption
from bluelamp.review.models import Route
from bluelamp.review.routes import install_default
from bluelamp.rulebook.packs import parse
from tests.support import packs as made
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(world: World) -> InstalledPack:
    install_default(world.force)
    return actions.install(world.force, None, made.OWN, actions.OWN)


def test_the_page_tells_what_is_new_and_what_goes(world: World, pack: InstalledPack) -> None:
    page = client_of(world.cara).get(f"/packs/{pack.pk}/routes/")
    changes = {line.name: line.change for line, _now, _new in page.context["lines"]}
    assert changes["Court"] == changes["Everything else"] == "new"
    assert changes["Missing person"] == "gone"
    assert "Arrest, charge or court result → The press office" in page.content.decode()


def test_one_press_adopts_it(world: World, pack: InstalledPack) -> None:
    client = client_of(world.cara)
    seen = client.get(f"/packs/{pack.pk}/routes/").context["seen"]
    assert client.post(f"/packs/{pack.pk}/routes/", {"seen": seen, "reason": ""}).status_code == 400
    client.post(f"/packs/{pack.pk}/routes/", {"seen": seen, "reason": "Simpler for us"})
    rows = list(Route.objects.of(world.force).values_list("name", "kinds", "needs"))
    assert rows == [("Court", ["court"], ["press"]), ("Everything else", [], [])]
    entry = Entry.objects.filter(act="route.install").latest("index")
    assert (entry.actor_id, entry.facts["pack"], entry.facts["lines"]) == (world.cara.pk, "northmere", 2)
    again = client.get(f"/packs/{pack.pk}/routes/").context["lines"]
    assert {line.change for line, _now, _new in again} == {""}


def test_what_changed_meanwhile_is_not_overwritten(world: World, pack: InstalledPack) -> None:
    rows = parse(pack.text).routes
    seen = adoption.seen(world.force, rows)
    Route.objects.of(world.force).filter(name="Reply").update(needs=["press"])
    with pytest.raises(Conflict):
        adoption.adopt(world.cara, rows, seen, "Simpler", "northmere")
    with pytest.raises(NotAllowed):
        adoption.adopt(world.bal, rows, adoption.seen(world.force, rows), "Simpler", "northmere")
