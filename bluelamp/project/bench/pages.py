"""`bench pages`: how long the pages of a shift take with 5,000 rows behind them, and how many questions they ask."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bluelamp.forces.models import Grant, Member
from bluelamp.forces.states import Role
from bluelamp.inbox.models import Conversation, Item
from bluelamp.kernel import clock, ids
from bluelamp.posts.models import Post
from bluelamp.project.bench.figures import figures, timed
from bluelamp.project.drill import stage

ROWS = 5_000
RUNS = 15
PAGES = ("/", "/write/", "/posts/", "/inbox/", "/queue/", "/withheld/", "/channels/", "/people/")


def run() -> dict[str, Any]:
    """Each page 15 times as a supervisor who also writes; the first time, which loads templates, is not counted."""
    call_command("migrate", verbosity=0)
    play = stage.build([("drill-keyed", "http://127.0.0.1:9")])
    Grant.objects.create(force=play.force, member=play.supervisor, role=Role.OFFICER, area=play.area)
    _fill(play)
    client = stage.signed_in(play.supervisor)
    return {"rows": ROWS, **{page: _measure(client, page) for page in PAGES}}


def _measure(client: Client, page: str) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as asked:
        status = client.get(page).status_code
    queries = len(asked)
    if status != 200:
        raise RuntimeError(f"{page} answers {status}")
    return {**figures([timed(lambda: client.get(page)) for _ in range(RUNS)]), "queries": queries}


def _fill(play: stage.Stage) -> None:
    """So many drafts, and so many conversations with one message each, spread over a month."""
    now = clock.now()
    authors: list[Member] = [play.officer, play.supervisor]
    Post.objects.bulk_create(_draft(play, authors[number % 2], number) for number in range(ROWS))
    talks = [
        Conversation(
            force=play.force, channel=play.channels[0], area=play.area, team=play.officer.team, root=f"r{number}",
            waiting_since=now - timedelta(minutes=8 * number), last_at=now - timedelta(minutes=8 * number),
            last_text="When does the bridge open again?", last_author="A resident",
        )
        for number in range(ROWS)
    ]  # fmt: skip
    Conversation.objects.bulk_create(talks)
    Item.objects.bulk_create(
        Item(
            force=play.force, conversation=talk, channel=talk.channel, remote_id=talk.root, author="A resident",
            text=talk.last_text, at=talk.last_at,
        )
        for talk in talks
    )  # fmt: skip


def _draft(play: stage.Stage, author: Member, number: int) -> Post:
    identity = ids.new_id()
    return Post(
        id=identity,
        force=play.force,
        area=play.area,
        team=author.team,
        author=author,
        ref=f"{number:05d}{ids.short(identity)[-5:]}",
        text=f"Notice {number}: the harbour bridge is open again.",
    )
