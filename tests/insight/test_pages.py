"""The pages of home, queue and inbox open for those they are for, and stay cheap with many rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bluelamp.forces.states import Trust
from bluelamp.inbox.models import Conversation, Item
from bluelamp.kernel import clock
from bluelamp.posts.models import Post, Version
from bluelamp.review import actions, routes
from bluelamp.review.models import Need
from tests.support.posts import make_channel, make_draft, rules_say
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
MANY = 5_000
BUDGET = 12


@pytest.fixture(autouse=True)
def matrix(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    routes.install_default(world.force)
    rules_say(monkeypatch)


@pytest.fixture
def waiting(world: World) -> Need:
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    post = make_draft(world.ann)
    actions.submit(world.ann, post, post.revision)
    return Need.objects.get()


def conversation(world: World, n: int = 0) -> Conversation:
    channel = make_channel(world.force, f"Practice {n}", limit=True)
    row = Conversation.objects.create(
        force=world.force, channel=channel, area=world.harby, root=f"r{n}", waiting_since=clock.now(), last_text="Why?"
    )
    Item.objects.create(
        force=world.force,
        conversation=row,
        channel=channel,
        remote_id=f"r{n}",
        author="Rhian",
        text="Why?",
        at=clock.now(),
    )
    return row


@pytest.mark.parametrize("who", ["ann", "bal", "cara", "dev", "esi", "fay"])
def test_home_opens_for_everybody(world: World, waiting: Need, who: str) -> None:
    conversation(world)
    page = client_of(getattr(world, who)).get("/")
    assert page.status_code == 200
    assert (reverse("review:need", args=[waiting.pk]) in page.content.decode()) == (who == "bal")


@pytest.mark.parametrize(
    ("page", "room"), [("/", "/"), ("/consents/", "/cases/"), ("/calendar/", "/cases/"), ("/rules/", "/rules/")]
)
def test_the_menu_marks_the_place_one_is_in(world: World, page: str, room: str) -> None:
    nav = client_of(world.ann).get(page).context["frame"].nav
    assert [item.url for item in nav if item.current] == [room]


def test_home_of_somebody_without_tasks_is_a_kind_sentence(world: World) -> None:
    page = client_of(world.ann).get("/").content.decode()
    assert "Nothing waits for you." in page


def test_the_queue_and_the_need_open_and_decide(world: World, waiting: Need) -> None:
    client = client_of(world.bal)
    assert "Read and decide" in client.get(reverse("review:queue")).content.decode()
    page = client.get(reverse("review:need", args=[waiting.pk]))
    assert waiting.version.digest in page.content.decode()
    said = {"decision": "approve", "digest": waiting.version.digest, "reason": ""}
    answer = client.post(reverse("review:decide", args=[waiting.pk]), said)
    assert answer.status_code == 302
    waiting.post.refresh_from_db()
    assert waiting.post.state == "approved"


def test_a_return_without_a_reason_says_what_is_missing(world: World, waiting: Need) -> None:
    said = {"decision": "return", "digest": waiting.version.digest, "reason": ""}
    answer = client_of(world.bal).post(reverse("review:decide", args=[waiting.pk]), said)
    assert answer.status_code == 409
    assert "what to change" in answer.content.decode()


def test_send_page_says_what_will_happen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    post = make_draft(world.ann)
    client = client_of(world.ann)
    page = client.get(reverse("review:send", args=[post.pk])).content.decode()
    assert "Publish now" in page
    answer = client.post(reverse("review:send", args=[post.pk]), {"seen": post.revision})
    assert answer.status_code == 302
    post.refresh_from_db()
    assert post.state == "approved"


def test_the_inbox_shows_reads_and_answers(world: World) -> None:
    row = conversation(world)
    client = client_of(world.dev)
    assert "Why?" in client.get(reverse("inbox:list")).content.decode()
    assert client.get(reverse("inbox:conversation", args=[row.pk])).status_code == 200
    row.refresh_from_db()
    assert not row.unread
    answer = client.post(reverse("inbox:answer", args=[row.pk]), {"text": "We will look at it on Friday."})
    assert answer.status_code == 302
    assert Post.objects.get(kind="reply").reply_to is not None


def test_assign_close_and_reopen(world: World) -> None:
    row = conversation(world)
    client = client_of(world.dev)
    client.post(reverse("inbox:act", args=[row.pk, "assign"]), {"to": str(world.ann.pk)})
    client.post(reverse("inbox:act", args=[row.pk, "close"]))
    row.refresh_from_db()
    assert (row.assigned, row.state) == (world.ann, "closed")
    client.post(reverse("inbox:act", args=[row.pk, "reopen"]))
    row.refresh_from_db()
    assert row.state == "open"


def test_another_areas_conversation_is_not_there(world: World) -> None:
    row = conversation(world)
    Conversation.objects.update(area=world.saltwick)
    assert client_of(world.ann).get(reverse("inbox:conversation", args=[row.pk])).status_code == 404


def queries(world: World, who: str, url: str) -> int:
    client = client_of(getattr(world, who))
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def count_rows() -> None:
    """What autovacuum does within a minute: without it the planner takes full tables for empty ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_the_inbox_costs_the_same_with_many_rows(world: World) -> None:
    first = conversation(world)
    rows = [
        Conversation(
            force=world.force,
            channel=first.channel,
            area=world.harby,
            root=f"many-{n}",
            waiting_since=clock.now(),
            last_text="?",
        )
        for n in range(MANY)
    ]
    Conversation.objects.bulk_create(rows, batch_size=1000)
    count_rows()
    for who in ("ann", "bal", "dev", "fay"):
        assert queries(world, who, reverse("inbox:list")) <= BUDGET
        assert queries(world, who, "/") <= BUDGET
    assert queries(world, "dev", reverse("inbox:conversation", args=[first.pk])) <= BUDGET + 8


def test_the_queue_costs_the_same_with_many_rows(world: World, waiting: Need) -> None:
    first, post = waiting.version, waiting.post
    posts = [
        Post(
            force=world.force,
            area=world.harby,
            team=world.team,
            author=world.ann,
            ref=f"m{n}",
            state="waiting",
            text="x",
        )
        for n in range(MANY)
    ]
    Post.objects.bulk_create(posts, batch_size=1000)
    versions = [
        Version(
            force=world.force, post=p, number=1, by=world.ann, frozen=first.frozen, digest="d", verdict=first.verdict
        )
        for p in posts
    ]
    Version.objects.bulk_create(versions, batch_size=1000)
    Need.objects.bulk_create(
        [
            Need(force=world.force, post=v.post, version=v, area=world.harby, role="supervisor", why="x")
            for v in versions
        ],
        batch_size=1000,
    )
    assert post.pk
    count_rows()
    assert queries(world, "bal", reverse("review:queue")) <= BUDGET
    assert queries(world, "bal", "/") <= BUDGET
    assert queries(world, "bal", reverse("review:need", args=[waiting.pk])) <= BUDGET + 8
