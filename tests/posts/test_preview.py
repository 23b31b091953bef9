from datetime import UTC, datetime

import pytest

from bluelamp.posts import actions, link
from bluelamp.posts.engine import draft_of, draft_of_frozen
from bluelamp.posts.models import Post
from bluelamp.posts.preview import chips, previews, previews_of
from tests.support import files
from tests.support.posts import make_channel, make_draft, make_places, make_waiting
from tests.support.world import World

pytestmark = pytest.mark.django_db


def test_the_address_is_known_before_and_never_changes(world: World) -> None:
    post = make_draft(world.ann)
    Post.objects.filter(pk=post.pk).update(created_at=datetime(2026, 4, 30, 23, 30, tzinfo=UTC))
    post.refresh_from_db()
    assert link.path(post) == f"harby/2026/05/{post.ref}", "half past midnight on 1 May in London"
    assert link.canonical(post).endswith(f"/site/northmere/harby/2026/05/{post.ref}/")


def test_each_place_shows_what_it_will_carry(world: World) -> None:
    site, network = previews(make_draft(world.ann, "Short words."))
    assert (site.text, site.limit) == ("Short words.", None)
    assert network.text.startswith("Short words.\n\nhttp")
    assert network.count == len(network.text) <= (network.limit or 0)
    assert network.notes == ()


def test_a_long_text_is_cut_where_the_link_leads_to_the_rest_and_said_so(world: World) -> None:
    site, network = previews(make_draft(world.ann, "word " * 300))
    assert site.notes == ()
    assert "…\n\nhttp" in network.text
    assert network.count <= (network.limit or 0)
    assert "beginning" in network.notes[0]


def test_without_a_page_nothing_is_cut_and_it_is_too_long(world: World) -> None:
    make_channel(world.force, "Practice network", limit=True)
    (network,) = previews(make_draft(world.ann, "word " * 300))
    assert "http" not in network.text
    assert "too long" in network.notes[0]


def test_pictures_beyond_what_a_place_carries_are_said(world: World) -> None:
    post = make_draft(world.ann)
    for _ in range(5):
        actions.add_picture(world.ann, post, files.Sent(files.saved(files.drawing((40, 40)))), "A stall")
    site, network = previews(post)
    assert len(network.pictures) == 4 < len(site.pictures)
    assert "4 of your 5" in network.notes[0]


def test_chips_count_with_the_link_in(world: World) -> None:
    post = make_draft(world.ann, "Café 👮‍♀️")
    site, network = chips(post)
    assert (site.limit, network.checked) == (None, True)
    assert network.limit == 500 - len("\n\n" + link.canonical(post))
    post.channels.remove(site.channel)
    _site, alone = chips(post)
    assert alone.limit == 500


def test_a_channel_of_a_kind_that_is_gone_is_left_out(world: World) -> None:
    make_places(world.force)
    post = make_draft(world.ann)
    post.channels.filter(name="Practice network").update(kind="of-the-past")
    assert [shown.where for shown in previews(post)] == ["Our own site"]
    assert [chip.channel.name for chip in chips(post)] == ["Our own site"]


def test_a_version_is_shown_and_judged_as_it_was_frozen(world: World) -> None:
    version = make_waiting(world.ann, "As it was.")
    post = actions.recall(world.ann, version.post)
    post = actions.save(world.ann, post, post.revision, text="As it is.", channels=[])
    assert [shown.text[:10] for shown in previews_of(version)] == ["As it was."] * 2
    assert previews(post) == []
    assert (draft_of(post).text, draft_of_frozen(version.frozen).text) == ("As it is.", "As it was.")
