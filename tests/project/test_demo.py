"""The demonstration as it is loaded through the real house, and the stage on which one can be a resident."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from PIL import Image

from bluelamp.adapters.practice import store
from bluelamp.audit import verify
from bluelamp.audit.models import Entry
from bluelamp.forces.models import Force, Member, User
from bluelamp.inbox import collect
from bluelamp.inbox.models import Conversation, Item
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Told
from bluelamp.media.models import Picture
from bluelamp.posts import link
from bluelamp.posts.models import Post
from bluelamp.project import demo
from bluelamp.project.demo import stage
from bluelamp.project.demo.script import WORD_FOR_ALL
from bluelamp.publishing.models import Delivery
from bluelamp.review.access import queue_for

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The demonstration, loaded once for this module and rolled back after it."""
    home = tmp_path_factory.mktemp("demo")
    folders = {name: home / name.lower() for name in ("MEDIA_ROOT", "SITE_ROOT", "PRACTICE_ROOT", "KEYS_ROOT")}
    more = {"DEMO": True, "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    with django_db_blocker.unblock(), override_settings(**folders, **more), transaction.atomic():
        demo.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shown(loaded: None, db: None, settings: Any) -> Force:
    """Northmere as it was loaded, in demonstration mode."""
    settings.DEMO = True
    folder = stage.folder(Force.objects.get(slug="northmere"))
    settings.SITE_ROOT, settings.PRACTICE_ROOT = folder.parents[1] / "site_root", folder.parent
    settings.MEDIA_ROOT, settings.KEYS_ROOT = folder.parents[1] / "media_root", folder.parents[1] / "keys_root"
    return Force.objects.get(slug="northmere")


def who(key: str, force: str = "northmere") -> Member:
    return Member.objects.get(user__email=f"{key}@{force}.police.example")


def post(force: Force, words: str) -> Post:
    return Post.objects.of(force).select_related("force", "area", "author").get(text__startswith=words)


class TestLoaded:
    def test_two_forces_with_people_places_and_weeks_of_posts(self, shown: Force) -> None:
        assert list(shown.__class__.objects.order_by("slug").values_list("slug", "is_demo")) == [
            ("northmere", True),
            ("tarrow", True),
        ]
        assert Delivery.objects.of(shown).live().values("post").distinct().count() >= 40
        posts = Post.objects.of(shown)
        assert posts.exclude(kind="reply").count() >= 30
        first = posts.order_by("created_at")[0].created_at
        assert clock.now() - first > timedelta(days=26)
        assert set(posts.values_list("kind", flat=True)) >= {
            "update", "event", "warning", "court", "rebuttal", "appeal_witness", "appeal_missing", "reply",
        }  # fmt: skip

    def test_each_of_the_six_has_something_to_do(self, shown: Force) -> None:
        assert queue_for(who("bal")).count() == 1
        assert queue_for(who("cara")).count() == 1
        mine = Post.objects.filter(author=who("ann"))
        assert mine.get(state="draft").text.startswith("Canal path")
        assert mine.get(state="returned").note.startswith("I know how it felt")
        later = mine.get(due_at__gt=clock.now())
        assert later.state == "approved" and not Delivery.objects.filter(post=later).exists()

    def test_what_was_withdrawn_is_nowhere(self, shown: Force) -> None:
        gone = post(shown, "Have you seen Edwin")
        rows = list(Delivery.objects.filter(post=gone))
        assert gone.state == "retracted" and len(rows) == 2
        assert all(row.actual_id is None and row.gone_at for row in rows)
        assert not any("Edwin" in told["text"] for told in store.timeline(stage.folder(shown)))
        public = stage.folder(shown).parents[1] / "site_root" / "northmere" / "public"
        assert not (public / link.path(gone)).exists()
        assert "Edwin" not in (public / "all" / "index.html").read_text()
        assert "Good news: a man missing" in (public / "all" / "index.html").read_text()

    def test_a_corrected_post_says_the_new_words_everywhere(self, shown: Force) -> None:
        bridge = post(shown, "Mill Bridge in Harby is open again")
        assert bridge.versions.count() == 2
        assert {row.actual_id for row in Delivery.objects.filter(post=bridge)} == {bridge.approved_id}
        told = [one for one in store.timeline(stage.folder(shown)) if one["text"].startswith("Mill Bridge")]
        assert len(told) == 1 and told[0]["edited_at"]

    def test_three_wait_for_an_answer_each_for_another_time_and_one_is_unread(self, shown: Force) -> None:
        waiting = Conversation.objects.of(shown).open().longest_waiting()
        hours = [(clock.now() - row.waiting_since).total_seconds() / 3600 for row in waiting if row.waiting_since]
        assert len(hours) == 3 and hours[0] > 24 > hours[1] > 4 > 1 > hours[2]
        assert [row.unread for row in waiting] == [False, False, True]
        assert waiting[1].assigned == who("ann")
        assert Conversation.objects.of(shown).filter(state="answered").count() >= 8

    def test_who_was_stopped_came_back_and_so_did_their_post(self, shown: Force) -> None:
        tom = who("tom")
        acts = Entry.objects.of(shown).filter(object_id=str(tom.pk), act__in=["member.suspend", "member.restore"])
        stopped, restored = acts.order_by("index")
        live = Delivery.objects.filter(post=post(shown, "Lost and found")).values_list("live_at", flat=True)
        assert stopped.at < restored.at <= min(live)
        assert Post.objects.get(author=tom, text__startswith="Lost").due_at < restored.at

    def test_pictures_went_through_intake(self, shown: Force) -> None:
        pictures = list(Picture.objects.of(shown))
        assert len(pictures) == 11
        assert all({"place", "camera"} <= set(picture.stripped) for picture in pictures)

    def test_the_record_is_whole(self, shown: Force) -> None:
        report = verify.verify(shown.pk)
        assert report.fault is None and report.size > 300
        moments = list(Entry.objects.of(shown).order_by("index").values_list("at", flat=True))
        assert moments == sorted(moments), "the record grew as time went by"

    def test_a_second_load_is_refused(self, shown: Force) -> None:
        with pytest.raises(Told, match="only goes into an empty one"):
            demo.load()


class TestSignIn:
    @pytest.mark.urls(
        "tests.forces.demo_urls"
    )  # the addresses as the demonstration has them, whatever was loaded before
    def test_each_line_lets_somebody_in_and_one_tap_lets_them_act(self, shown: Force) -> None:
        lines = demo.signins()
        assert WORD_FOR_ALL in lines[0]
        addresses = re.findall(r"\S+@\S+", "\n".join(lines))
        assert [a.split("@")[0] for a in addresses[:6]] == ["ann", "bal", "cara", "dev", "esi", "fay"]
        assert User.objects.filter(email__in=addresses).count() == len(addresses)
        client = Client()
        told = client.post("/accounts/login/", {"login": addresses[1], "password": WORD_FOR_ALL})
        assert told.status_code == 302
        assert client.get("/second-step/").status_code == 200

    def test_outside_the_demonstration_the_word_opens_nothing(self, shown: Force, settings: Any) -> None:
        settings.DEMO = False
        client = Client()
        answer = client.post(
            "/accounts/login/", {"login": "ann@northmere.police.example", "password": WORD_FOR_ALL}, follow=True
        )
        assert "only while the demonstration runs" in answer.content.decode()
        assert "_auth_user_id" not in client.session


class TestStage:
    def test_it_does_not_exist_outside_the_demonstration(self, shown: Force, settings: Any) -> None:
        settings.DEMO = False
        for path in ("/stage/", "/stage/northmere/", "/practice/northmere/"):
            assert Client().get(path).status_code == 404, path
        assert Client().post("/stage/northmere/", {"to": "x", "text": "Hello"}).status_code == 404

    def test_a_real_force_has_no_stage(self, shown: Force) -> None:
        Force.objects.filter(pk=shown.pk).update(is_demo=False)
        assert Client().get("/stage/northmere/").status_code == 404

    def test_the_link_of_the_channel_leads_there(self, shown: Force) -> None:
        live = (
            Delivery.objects.of(shown).live().filter(channel__settings__has_key="name").exclude(post__kind="reply")[0]
        )
        path = live.url.partition("#")[0].split("8000")[-1]
        assert Client().get(path)["Location"] == "/stage/northmere/"
        assert f'id="{live.remote_id}"' in Client().get("/stage/northmere/").content.decode()

    def test_it_shows_posts_with_pictures_answers_and_what_lost_its_post(self, shown: Force) -> None:
        page = Client().get("/stage/northmere/").content.decode()
        assert page.index("The bench by the duck pond") < page.index("Thank you to the 34 people")
        assert page.index("Can we park on Bridge Street") < page.index("This post was withdrawn.")
        assert "Shared with everyone at the bowls club" in page and "Edwin" not in page
        picture = re.search(r'src="(/stage/northmere/[^"]+)"', page)
        assert picture
        answer = Client().get(picture[1])
        assert answer["Content-Type"] == "image/jpeg" and answer["X-Content-Type-Options"] == "nosniff"
        assert Image.open(io.BytesIO(answer.getvalue())).size == (960, 720)  # type: ignore[attr-defined]

    def test_only_pictures_that_are_shown_are_given(self, shown: Force) -> None:
        told = next(one for one in store.timeline(stage.folder(shown)) if one["pictures"])
        for name in ("other.jpg", "..%2f..%2fposts%2fx.json", f"{told['id']}.json"):
            assert Client().get(f"/stage/northmere/{told['id']}/{name}").status_code == 404

    def test_what_a_resident_says_arrives_in_the_inbox_once(self, shown: Force) -> None:
        bench = Delivery.objects.live().get(post=post(shown, "The bench"), receipt__remote_id__startswith="post-")
        said = {"to": bench.remote_id, "name": "Ottoline", "text": "Is it <b>green</b>?"}
        where = Client().post("/stage/northmere/", said)["Location"]
        assert where.startswith("/stage/northmere/#")
        collect.turn()
        collect.turn()
        item = Item.objects.get(author="Ottoline")
        assert item.conversation.post == bench.post and item.conversation.unread
        assert "Is it &lt;b&gt;green&lt;/b&gt;?" in Client().get("/stage/northmere/").content.decode()

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [({"text": ""}, "words"), ({"text": "x" * 501}, "only 500 fit"), ({"to": "../x", "text": "Hello"}, "not there any more")],
    )  # fmt: skip
    def test_what_cannot_be_taken_is_given_back_with_a_sentence(self, shown: Force, said: Any, sentence: str) -> None:
        first = next(one for one in store.timeline(stage.folder(shown)) if not one["root"])
        answer = Client().post("/stage/northmere/", {"to": first["id"], "name": "Otto", **said})
        page = answer.content.decode()
        assert answer.status_code == 400 and sentence in page
        assert "to" in said or 'value="Otto"' in page

    def test_a_form_of_another_site_is_refused(self, shown: Force) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post("/stage/northmere/", {"to": "x", "text": "Hello"}).status_code == 403

    def test_nobody_can_flood_it(self, shown: Force) -> None:
        cache.clear()
        first = next(one for one in store.timeline(stage.folder(shown)) if not one["root"])
        said = {"to": first["id"], "text": "Hello"}
        answers = [Client().post("/stage/northmere/", said).status_code for _time in range(stage.OFTEN + 1)]
        assert answers[:-1] == [302] * stage.OFTEN and answers[-1] == 400


def test_the_banner_leads_to_the_stage(shown: Force, client: Client) -> None:
    client.post("/accounts/login/", {"login": "ann@northmere.police.example", "password": WORD_FOR_ALL})
    assert 'href="/stage/northmere/"' in client.get("/").content.decode()


def test_folders_named_in_the_channels_are_the_settings(shown: Force, settings: Any) -> None:
    assert stage.folder(shown) == Path(settings.PRACTICE_ROOT) / "northmere"
