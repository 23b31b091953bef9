"""The demonstration's packs: a country, own rules, one force that publishes and one that follows."""

from typing import Any

import pytest

from bluelamp.kernel import clock
from bluelamp.policy.assess import packs_in_force
from bluelamp.policy.models import Following
from bluelamp.project.demo import cast, sharing
from bluelamp.publicsite import build
from tests.support.world import client_of

pytestmark = pytest.mark.django_db


def test_one_publishes_the_other_follows_and_nothing_is_installed_by_itself(settings: Any) -> None:
    settings.DEMO = True
    casts = cast.open_all(clock.now())
    north, isles = casts["northmere"], casts["tarrow"]
    assert [one.name for one in packs_in_force(north.force)] == ["uk-police", "england-wales", "northmere"]
    assert [one.name for one in packs_in_force(isles.force)] == ["uk-police", "scotland", "tarrow"]
    build.turn()
    sharing.follow()
    feed = Following.objects.get(force=north.force)
    assert [(offer["name"], offer["version"]) for offer in feed.offers] == [("tarrow", "1.2.0")]
    said = client_of(north.people["cara"]).get("/packs/").content.decode()
    assert "Tarrow Isles Constabulary offers Ferries, boats and small places 1.2.0" in said
    assert len(packs_in_force(north.force)) == 3
