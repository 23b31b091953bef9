"""The verbs of the script. Each is a thin hand on a real action, so that record, verdicts and pages are real too."""

import io
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bluelamp.adapters.practice import Practice, store
from bluelamp.forces import hold, revoke
from bluelamp.forces.models import Member
from bluelamp.inbox import actions as inbox
from bluelamp.inbox import collect
from bluelamp.inbox.models import Conversation, Item
from bluelamp.kernel import clock
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post
from bluelamp.posts.when import moment
from bluelamp.project.demo.cast import Cast
from bluelamp.project.demo.script import Act, Line
from bluelamp.publishing.models import Delivery
from bluelamp.review import access as queue
from bluelamp.review import actions as review
from bluelamp.review.models import Need


class Upload(io.BytesIO):
    """A picture as a phone hands it over."""

    name = ""


@dataclass
class Scene:
    """What has become of the script so far. `threads` are conversations by post and resident; "" is the last one heard."""

    lines: Mapping[str, Line]
    casts: Mapping[str, Cast]
    art: Mapping[str, Future[bytes]]
    posts: dict[str, Post] = field(default_factory=dict)
    threads: dict[tuple[str, str], Conversation] = field(default_factory=dict)

    def person(self, act: Act, key: str = "") -> Member:
        """Who acts, or the other one named, as they are now."""
        known = self.casts[act.force].people[key or act.by]
        return Member.objects.select_related("force", "team__area").get(pk=known.pk)

    def post(self, act: Act) -> Post:
        rows = Post.objects.select_related("force", "area", "team", "author", "approved")
        return rows.get(pk=self.posts[act.post].pk)

    def thread(self, act: Act) -> Conversation:
        """The one of the resident named, or of whoever spoke last."""
        rows = Conversation.objects.select_related("force", "channel", "area", "post__area")
        return rows.get(pk=self.threads[act.post, act.name].pk)


def write(scene: Scene, act: Act) -> None:
    """A draft, its pictures, and, unless it stays a draft, off it goes to whoever must say yes."""
    line, by = scene.lines[act.post], scene.person(act)
    area = by.team.area if by.team else next(iter(scene.casts[act.force].areas.values()))
    post = scene.posts[act.post] = posts.start(by, area, kind=line.kind, text=line.text)
    for number, shown in enumerate(line.pictures):
        file = Upload(scene.art[shown["scene"]].result())
        file.name = f"IMG_{2041 + number}.jpg"
        said = {"source": "own", "checked": "yes"}
        posts.add_picture(by, post, file, shown["alt"], said, look=False)  # drawn by us: nobody is in it
    post = scene.post(act)
    due = moment(line.due.date(), line.due.time(), post.force.zone) if line.due else None
    post = posts.save(by, post, post.revision, case_state=line.case, due=due, answers=_answers(by, line))
    if line.ends != "draft":
        review.submit(by, post, post.revision)


def _answers(by: Member, line: Line) -> dict[str, str]:
    """Those of the script; an appeal also says whose it is, when it is looked at again and when it ends."""
    if not line.kind.startswith("appeal"):
        return line.answers
    again, ends = line.at + timedelta(hours=12), line.at + timedelta(days=14)
    moments = {"review_at": f"{again:%Y-%m-%dT%H:%M}", "expires_at": f"{ends:%Y-%m-%dT%H:%M}"}
    return {"owner": str(by), **moments, **line.answers}


def approve(scene: Scene, act: Act) -> None:
    by, need = _need(scene, act)
    review.approve(by, need, need.version.digest, act.text)


def give_back(scene: Scene, act: Act) -> None:
    by, need = _need(scene, act)
    review.give_back(by, need, need.version.digest, act.text)


def _need(scene: Scene, act: Act) -> tuple[Member, Need]:
    by = scene.person(act)
    return by, queue.queue_for(by).get(post=scene.posts[act.post])


def correct(scene: Scene, act: Act) -> None:
    by = scene.person(act)
    post = posts.correct(by, scene.post(act))
    post = posts.save(by, post, post.revision, text=act.text)
    review.submit(by, post, post.revision)


def retract(scene: Scene, act: Act) -> None:
    posts.retract(scene.person(act), scene.post(act), act.text)


def hear(scene: Scene, act: Act) -> None:
    """A resident answers on the practice network, and the inbox hears it."""
    live = Delivery.objects.live().select_related("channel")
    delivery = live.get(post=scene.posts[act.post], channel__kind=Practice.kind)
    folder = Path(delivery.channel.settings["folder"])
    said = store.reply_as_resident(folder, delivery.remote_id, act.name, act.text, clock.now())
    collect.turn()
    found = Item.objects.select_related("conversation").get(remote_id=said).conversation
    scene.threads[act.post, ""] = scene.threads[act.post, act.name] = found


def answer(scene: Scene, act: Act) -> None:
    inbox.answer(scene.person(act), scene.thread(act), act.text)


def read(scene: Scene, act: Act) -> None:
    inbox.read(scene.person(act), scene.thread(act))


def assign(scene: Scene, act: Act) -> None:
    inbox.assign(scene.person(act), scene.thread(act), scene.person(act, act.to))


def close(scene: Scene, act: Act) -> None:
    inbox.close(scene.person(act), scene.thread(act))


def suspend(scene: Scene, act: Act) -> None:
    revoke.suspend(scene.person(act), scene.person(act, act.to), act.text)


def restore(scene: Scene, act: Act) -> None:
    revoke.lift(scene.person(act), scene.person(act, act.to))


def press_hold(scene: Scene, act: Act) -> None:
    hold.press(scene.person(act), act.text)


def lift_hold(scene: Scene, act: Act) -> None:
    by = scene.person(act)
    for pressed in hold.open_holds(by.force_id):
        hold.lift(by, pressed)


def wait(scene: Scene, act: Act) -> None:
    """Nobody does anything; the worker comes by."""


VERBS: dict[str, Callable[[Scene, Act], None]] = {
    **{verb.__name__: verb for verb in (write, approve, correct, retract, hear, answer, read, assign, close)},
    **{verb.__name__: verb for verb in (suspend, restore, wait)},
    "return": give_back,
    "hold": press_hold,
    "release": lift_hold,
}
