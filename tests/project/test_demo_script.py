"""The script of the demonstration holds on any day; its pictures are drawn alike; a load is all or nothing."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import settings as pace
from hypothesis import strategies as st
from PIL import Image

from bluelamp.forces.models import Force, User
from bluelamp.kernel.errors import Told
from bluelamp.policy.actions import BUILTIN
from bluelamp.project import demo
from bluelamp.project.demo import play
from bluelamp.project.demo.pictures import SCENES, drawn
from bluelamp.project.demo.script import moment, script, span, with_days
from bluelamp.rulebook import engine, packs
from bluelamp.rulebook.findings import Draft, Medium
from tests.support.world import make_force

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))
SUNDAY = datetime(2026, 11, 22, 10, 45, tzinfo=UTC)


KEPT = {"owner": "Sgt Bal Sandhu", "reference": "77", "review_at": "2099-01-01T09:00", "expires_at": "2099-01-02"}
"""What an appeal of the script has beside its words."""


def looked_at(shown: dict[str, str]) -> Medium:
    """A picture of ours, as the script's people send it."""
    return Medium("photo", shown["alt"], facts={"source": "own", "checked": "yes"})


class TestScript:
    def test_days_are_those_after_the_post(self) -> None:
        assert with_days("on {sat}, not {-1} or {0}", SUNDAY) == (
            "on Saturday 28 November, not Saturday 21 November or Sunday 22 November"
        )
        assert with_days("{sun}", SUNDAY) == "Sunday 29 November", "a day named today is the next one"

    def test_times_ago(self) -> None:
        assert moment("2h 5m", SUNDAY) == SUNDAY - timedelta(hours=2, minutes=5)
        assert moment("190d 09:00", SUNDAY).hour == 8, "by the clock on the wall, in summer too"
        with pytest.raises(ValueError, match="no span"):
            span("soon")

    @given(MOMENTS)
    @example(datetime(2026, 5, 4, 0, 1, tzinfo=UTC))
    @example(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    @pace(max_examples=60, deadline=None)
    def test_at_any_hour_everything_has_happened_and_in_order(self, now: datetime) -> None:
        told = script(now)
        assert told.acts == sorted(told.acts, key=lambda act: act.at)
        assert all(act.at < now for act in told.acts)
        seen: set[tuple[str, str]] = set()
        for act in told.acts:
            if act.do == "write":
                seen.add((act.post, ""))
            elif act.do == "hear":
                seen.add((act.post, act.name))
            elif act.post:
                assert (act.post, act.name) in seen, f"{act.do} comes before there is anything to do it to"
        assert not any(
            "{" in words for words in (*(line.text for line in told.lines.values()), *(a.text for a in told.acts))
        )

    @given(MOMENTS)
    @pace(max_examples=8, deadline=None)
    def test_on_any_day_the_rules_let_the_posts_go(self, now: datetime) -> None:
        pack = packs.parse(packs.bundle(BUILTIN / "uk-police"))
        told = script(now)
        drafts = [
            (line.ends, Draft(line.text, line.kind, line.case, tuple(map(looked_at, line.pictures)), KEPT))
            for line in told.lines.values()
        ]
        drafts += [("approved", Draft(act.text, "reply")) for act in told.acts if act.do == "answer"]
        for ends, judged in drafts:
            verdict = engine.assess([pack], judged).verdict
            assert verdict in (["review"] if ends == "returned" else ["ok", "advise"]), judged.text

    def test_first_sentences_make_headings(self) -> None:
        for line in script(SUNDAY).lines.values():
            assert len(re.split(r"(?<=[.?!]) ", line.text)[0]) <= 70, line.text


class TestPictures:
    def test_they_are_the_same_every_time_and_say_a_place(self) -> None:
        first = drawn("sketch")
        assert first == drawn("sketch")
        told = Image.open(io.BytesIO(first)).getexif()
        assert told.get_ifd(0x8825), "there has to be something that intake takes out"

    def test_the_script_asks_only_for_scenes_that_exist_and_uses_all(self) -> None:
        asked = {shown["scene"] for line in script(SUNDAY).lines.values() for shown in line.pictures}
        assert asked == set(SCENES)


def test_a_database_with_a_force_is_left_alone(db: None) -> None:
    make_force("Real")
    with pytest.raises(Told, match="only goes into an empty one"):
        demo.load()
    assert Force.objects.count() == 1 and not User.objects.exists()


class TestOutOfScript:
    def test_a_post_that_a_rule_stops_fails_the_load_and_leaves_nothing(
        self, db: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = script(SUNDAY)
        line = next(iter(told.lines.values()))
        short = type(told)(
            {line.key: type(line)(line.key, line.force, line.at, line.by, "Shame on you.")}, told.acts[:1]
        )
        monkeypatch.setattr("bluelamp.project.demo.script.script", lambda now: short)
        with pytest.raises(play.OutOfScript, match=r"should end approved, but it is waiting.*taunt"):
            demo.load()
        assert not Force.objects.exists()
