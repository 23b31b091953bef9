"""The pages of the record in a real browser: readable by everybody, on a phone and on a desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from bluelamp.audit.append import Thing, record
from bluelamp.kernel import ids
from tests.support.browser import axe, complaints, sideways, wear
from tests.support.world import World, client_of, make_world


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_everybody_can_read_the_record(
    live_server: Any, page_at: Callable[..., Any], width: int, dark: bool, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    world: World = make_world()
    post = Thing("post", ids.new_id())
    with transaction.atomic():
        for act in ("post.create", "post.submit"):
            entry = record(world.force.pk, act, world.ann, post, digest="ab" * 32, reason="Leave out the street")
    page = page_at(width, dark=dark)
    wear(page, live_server.url, client_of(world.fay))
    for name, args in (("list", []), ("entry", [entry.pk]), ("history", ["post", post.id])):
        page.goto(live_server.url + reverse(f"audit:{name}", args=args))
        assert axe(page) == []
        assert complaints(page) == []
        assert sideways(page) == 0
