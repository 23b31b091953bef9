"""The post's page, taking down, deciding, and what is kept back: as the people of the story see them."""

import pytest
from django.urls import reverse

from bluelamp.adapters.errors import Rejected, Unsure
from bluelamp.channels.models import Channel
from bluelamp.forces import hold, revoke
from bluelamp.posts.models import Post
from bluelamp.publishing import release, send
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import Condition
from tests.support.delivering import make_agreed, make_channel, make_queued, one, run
from tests.support.scripted import Scripted
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(world: World, scripted: type[Scripted]) -> Channel:
    return make_channel(world.force, name="Town Talk")


@pytest.fixture
def post(world: World, channel: Channel) -> Post:
    return make_queued(world.ann, world.harby, channel)


def page(post: Post) -> str:
    return reverse("publishing:post", args=[post.pk])


def test_the_page_tells_what_is_live_where_with_a_link_and_how_it_came_about(world: World, post: Post) -> None:
    before = client_of(world.ann).get(page(post)).content.decode()
    assert "On its way" in before
    run()
    html = client_of(world.ann).get(page(post)).content.decode()
    assert "Live on 1 of 1 place." in html
    assert 'href="https://network.example/1"' in html
    assert "Live on Town Talk" in html
    assert "The library is open again." in html


def test_another_force_and_another_area_see_nothing(world: World, post: Post) -> None:
    for stranger in (world.gil, world.hana):
        assert client_of(stranger).get(page(post)).status_code == 404


def test_withdraw_names_the_places_and_then_they_are_gone(world: World, post: Post) -> None:
    run()
    ann = client_of(world.ann)
    url = reverse("publishing:withdraw", args=[post.pk])
    asked = ann.get(url).content.decode()
    assert "Withdraw from 1 place?" in asked
    assert "Town Talk" in asked
    assert ann.post(url, {"reason": ""}).status_code == 400
    assert ann.post(url, {"reason": "Wrong street"}).status_code == 302
    release.turn()
    run()
    assert "Nobody outside sees this now." in ann.get(page(post)).content.decode()
    assert one(post).gone_at is not None
    assert ann.get(url).status_code == 404


def test_withdrawing_needs_the_second_factor_and_the_right(world: World, post: Post) -> None:
    url = reverse("publishing:withdraw", args=[post.pk])
    answer = client_of(world.ann, factor=False).post(url, {"reason": "Wrong"})
    assert reverse("forces:second_step") in answer["Location"]
    assert client_of(world.dev).post(url, {"reason": "Wrong"}).status_code in (403, 404)
    assert Post.objects.get(pk=post.pk).state == "approved"


def in_doubt(post: Post, scripted: type[Scripted]) -> Delivery:
    """Nobody can look, so a person is asked."""
    scripted.find = None  # type: ignore[assignment]
    scripted.abilities = scripted.abilities.__class__(
        **{name: getattr(scripted.abilities, name) for name in scripted.abilities.__slots__}
        | {"recognises": "not at all"}
    )
    scripted.answers = {"publish": [Unsure("cut off")]}
    run()
    return one(post)


def decide(world: World, row: Delivery, said: str, url: str = "") -> int:
    address = reverse("publishing:decide", args=[row.pk])
    return client_of(world.cara).post(address, {"said": said, "url": url}).status_code


def test_it_is_there_makes_it_live_with_the_address_that_was_seen(
    world: World, post: Post, scripted: type[Scripted]
) -> None:
    row = in_doubt(post, scripted)
    html = client_of(world.cara).get(page(post)).content.decode()
    assert "It is there" in html
    assert "It is there" not in client_of(world.ann).get(page(post)).content.decode()
    assert decide(world, row, "live", "https://town.example/9") == 302
    row = one(post)
    assert (row.actual_id, row.url, row.condition) == (post.approved_id, "https://town.example/9", Condition.READY)
    run()
    assert [step for step, _ in scripted.asked] == ["prepare", "publish"]


def test_it_is_not_there_sends_it_again(world: World, post: Post, scripted: type[Scripted]) -> None:
    row = in_doubt(post, scripted)
    decide(world, row, "gone")
    run()
    assert one(post).actual_id == post.approved_id
    assert [step for step, _ in scripted.asked] == ["prepare", "publish", "publish"]


def test_what_is_no_address_is_not_taken_and_nothing_changes(
    world: World, post: Post, scripted: type[Scripted]
) -> None:
    row = in_doubt(post, scripted)
    decide(world, row, "live", "javascript:alert(1)")
    assert one(post).condition == Condition.HELD


def test_a_decision_comes_too_late_once_it_is_settled(world: World, post: Post, scripted: type[Scripted]) -> None:
    row = in_doubt(post, scripted)
    decide(world, row, "live")
    decide(world, row, "gone")
    assert one(post).actual_id == post.approved_id


def test_taken_down_by_hand_where_the_machine_cannot(world: World, post: Post, scripted: type[Scripted]) -> None:
    run()
    fields = {name: getattr(scripted.abilities, name) for name in scripted.abilities.__slots__}
    scripted.abilities = scripted.abilities.__class__(**fields | {"retracts": False})
    client_of(world.ann).post(reverse("publishing:withdraw", args=[post.pk]), {"reason": "Wrong"})
    release.turn()
    run()
    row = one(post)
    assert row.condition == Condition.HELD
    assert "Take it down there" in client_of(world.cara).get(page(post)).content.decode()
    decide(world, row, "gone")
    assert one(post).actual_id is None


def test_a_refusal_shows_its_sentence_and_can_be_tried_again(
    world: World, post: Post, scripted: type[Scripted]
) -> None:
    scripted.answers = {"publish": [Rejected("This picture is too large. Choose another.")]}
    run()
    assert "This picture is too large." in client_of(world.ann).get(page(post)).content.decode()
    decide(world, one(post), "again")
    run()
    assert one(post).actual_id == post.approved_id


def test_officers_do_not_decide(world: World, post: Post, scripted: type[Scripted]) -> None:
    row = in_doubt(post, scripted)
    answer = client_of(world.ann).post(reverse("publishing:decide", args=[row.pk]), {"said": "live"})
    assert answer.status_code == 403
    assert one(post).condition == Condition.HELD


def test_the_supervisor_sees_what_is_withheld_and_why_and_so_does_the_page(
    world: World, channel: Channel, post: Post
) -> None:
    waiting = make_agreed(world.ann, world.harby, channel, text="Market on Sunday.")
    revoke.suspend(world.bal, world.ann, "A test")
    html = client_of(world.bal).get(reverse("publishing:withheld")).content.decode()
    assert html.count("Ann Ashdown, who wrote it, is stopped.") == 2
    assert "Market on Sunday." in html
    for shown in (post, waiting):
        assert "is stopped" in client_of(world.bal).get(page(shown)).content.decode()


def test_nothing_withheld_is_a_kind_sentence(world: World) -> None:
    assert "Nothing is kept back." in client_of(world.bal).get(reverse("publishing:withheld")).content.decode()


def test_a_hold_shows_on_the_page(world: World, post: Post) -> None:
    hold.press(world.cara, "Something grave")
    assert "Something grave" in client_of(world.ann).get(page(post)).content.decode()


def test_the_pages_ask_few_questions(world: World, channel: Channel, django_assert_max_num_queries: object) -> None:
    for number in range(8):
        shown = make_queued(world.ann, world.harby, channel, text=f"Number {number}.")
    cara = client_of(world.cara)
    for _ in range(8):
        send.turn()
    hold.press(world.cara, "Something grave")
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert cara.get(page(shown)).status_code == 200
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert cara.get(reverse("publishing:withheld")).status_code == 200


def test_the_channels_page_learns_how_many_wait(world: World, channel: Channel, post: Post) -> None:
    url = reverse("publishing:waiting", args=[channel.pk])
    assert client_of(world.esi).get(url).content.decode() == " · 1 post waits"
    run()
    assert client_of(world.esi).get(url).content.decode() == ""
    assert client_of(world.hana).get(url).status_code == 404
