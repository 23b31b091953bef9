"""Plays the script through the same actions that people use, each act at its own moment, and checks how it ends."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from django.core.exceptions import ObjectDoesNotExist

from bluelamp.inbox import collect
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Told
from bluelamp.posts.models import Post
from bluelamp.posts.states import PostState
from bluelamp.project.demo.cast import Cast
from bluelamp.project.demo.pictures import drawn
from bluelamp.project.demo.script import Act, Line, Script
from bluelamp.project.demo.verbs import VERBS, Scene
from bluelamp.publishing import release, send
from bluelamp.publishing.models import Delivery

PAINTERS = 2
QUIET = frozenset({"hear", "read", "assign", "close", "return", "suspend", "hold"})
"""Acts after which nothing can go out."""


class OutOfScript(RuntimeError):
    """The house did not do what the script says: a rule, a route or a channel has changed. Mend the script or the house."""


def perform(script: Script, casts: Mapping[str, Cast]) -> None:
    """All of it, while the pictures are drawn beside. Raises OutOfScript."""
    in_time = sorted(script.lines.values(), key=lambda line: line.at)
    names = dict.fromkeys(shown["scene"] for line in in_time for shown in line.pictures)
    with ThreadPoolExecutor(PAINTERS) as painters:
        art: dict[str, Future[bytes]] = {name: painters.submit(drawn, name) for name in names}
        scene = Scene(script.lines, casts, art)
        for act in script.acts:
            with clock.frozen(act.at):
                _do(scene, act)
    for key, line in script.lines.items():
        _check(Post.objects.get(pk=scene.posts[key].pk), line)


def _do(scene: Scene, act: Act) -> None:
    """The act, and what the worker would have done after it."""
    try:
        VERBS[act.do](scene, act)
        if act.do not in QUIET and release.turn():
            while send.turn():
                pass
        if act.do == "answer":
            collect.note_answers()
    except (Told, ObjectDoesNotExist, KeyError) as error:
        about = scene.lines[act.post].text if act.post else act.text
        raise OutOfScript(f"{act.force}, {act.by} at {act.at:%d %b %H:%M}, {act.do}: {error} [{about[:60]}]") from error


def _check(post: Post, line: Line) -> None:
    """The state that the script says, and on each channel what belongs there."""
    verdict = post.versions.last()
    if post.state != line.ends:
        said = [found["say"] for found in verdict.verdict.findings] if verdict else []
        raise OutOfScript(f"“{line.text[:60]}” should end {line.ends}, but it is {post.state}. {said}")
    goes = post.state == PostState.APPROVED and not (line.due and line.due > clock.now())
    rows = list(Delivery.objects.filter(post=post))
    if (goes and not rows) or any(row.actual_id != (post.approved_id if goes else None) for row in rows):
        raise OutOfScript(
            f"“{line.text[:60]}” is not where it should be: {[(row.condition, row.note) for row in rows]}"
        )
