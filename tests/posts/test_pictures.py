"""What is said of a picture, what the rules hear of it, and covering parts of it for good."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.media import actions as media
from bluelamp.media import hints
from bluelamp.media.models import Picture
from bluelamp.posts import actions, picture_facts
from bluelamp.posts.digest import freeze
from bluelamp.posts.medium import media_of, media_of_frozen, medium_of
from bluelamp.posts.models import DraftPicture, Post
from bluelamp.posts.picture_card import cards, given
from tests.support import drawn, files
from tests.support.files import Sent
from tests.support.posts import make_draft
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
FACE = [300, 200, 120, 150]
SEEN = {"faces": [FACE], "plates": [], "text": "", "tools": {"opencv": "4"}}


@pytest.fixture
def shown(world: World, monkeypatch: pytest.MonkeyPatch) -> DraftPicture:
    """A draft of Ann's with a picture in which a machine saw one face."""
    monkeypatch.setattr(hints, "of", lambda *_args: {**SEEN, "faces": [list(FACE)]})
    return put(make_draft(world.ann), world)


def put(post: Post, world: World, seed: int = 3) -> DraftPicture:
    return actions.add_picture(world.ann, post, Sent(files.saved(drawn.street((800, 600), seed))), "A street")


def revision(post: Post) -> int:
    return Post.objects.get(pk=post.pk).revision


def files_of(picture: Picture) -> list[Path]:
    return [path for path in (picture.path, picture.thumb_path) if path.exists()]


def test_the_rules_hear_what_machine_and_author_say(world: World, shown: DraftPicture) -> None:
    post = shown.post
    facts = {"source": "custody", "approved_by": "Insp B. Able", "review_at": "2026-12-01", "subject_age": "34"}
    actions.save(world.ann, post, revision(post), pictures={str(shown.pk): facts})
    [medium] = media_of(post)
    assert medium.kind == "photo" and medium.alt == "A street"
    assert medium.facts == {
        "stripped": "yes", "looked": "yes", "words_read": "yes", "faces": 1, "plates": 0, "source": "custody", "approved_by": "Insp B. Able",
        "review_at": "2026-12-01", "subject_age": 34,
    }  # fmt: skip
    shown.refresh_from_db()
    assert medium_of(shown) == medium
    frozen = json.loads(json.dumps(freeze(post)))
    assert media_of_frozen(post.force_id, frozen) == (medium,)
    assert frozen["pictures"][0]["facts"]["source"] == "custody"


def test_what_was_said_is_part_of_what_is_agreed_to(world: World, shown: DraftPicture) -> None:
    post = shown.post
    before = freeze(post)["pictures"]
    actions.save(world.ann, post, revision(post), pictures={str(shown.pk): {"source": "own"}})
    assert freeze(post)["pictures"] != before


def test_a_fact_that_nobody_could_have_chosen_says_nothing() -> None:
    said = {
        "source": "stolen", "taken": "yesterday", "subject_age": "999", "checked": "yes", "faces": "0", "tied_to": "x",
        "permission": "  C-2291\0 ",
    }  # fmt: skip
    assert picture_facts.cleaned(said) == {"checked": "yes", "permission": "C-2291"}


def test_a_poster_is_known_by_its_words_and_the_author_has_the_last_one(world: World, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    words = "Have your say about Harby Park on Saturday 9 May"
    monkeypatch.setattr(hints, "of", lambda *_args: {"faces": [], "plates": [], "text": words})
    shown = put(make_draft(world.ann), world)
    assert (medium_of(shown).kind, medium_of(shown).text) == ("text_graphic", words)
    shown.facts = {"poster": "no"}
    assert medium_of(shown).kind == "photo"


def test_what_was_not_looked_at_is_not_said_to_be_empty(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "of", lambda *_args, **_kwargs: {})
    shown = put(make_draft(world.ann), world)
    assert medium_of(shown).facts == {"stripped": "yes", "looked": "no", "words_read": "no"}
    assert "No machine has looked" in " ".join(cards(shown.post)[0].hints)


def test_a_picture_of_last_year_brings_its_case_and_its_post_along(world: World) -> None:
    old = make_draft(world.ann, "We were at Harby School today.")
    visit = put(old, world)
    sent = actions.freeze_and_submit(world.ann, old, revision(old))
    Post.objects.filter(pk=old.pk).update(approved=sent, state="approved")
    media.tie(world.cara, visit.picture, "14/20345/26")
    again = put(make_draft(world.ann, "A boy of 16 was charged."), world)
    other = put(make_draft(world.ann, "Market day."), world, seed=9)
    facts = medium_of(again).facts
    assert facts["tied_to"] == ["14/20345/26"]
    assert [use["post"] for use in facts["seen_before"]] == [old.ref]
    assert "tied_to" not in medium_of(other).facts and "seen_before" not in medium_of(other).facts
    assert "tied to the case 14/20345/26" in " ".join(cards(again.post)[0].warnings)


def test_covering_leaves_nothing_of_the_picture_as_it_was(world: World, shown: DraftPicture) -> None:
    old = shown.picture
    kept = files_of(old)
    assert len(kept) == 2
    was = old.path.read_bytes()
    mine = actions.blur(world.ann, shown.post, shown, [FACE])
    fresh = mine.picture
    assert mine.alt == "A street" and fresh.sha256 != old.sha256 and len(files_of(fresh)) == 2
    assert fresh.path.read_bytes() != was
    assert not Picture.objects.filter(pk=old.pk).exists() and not files_of(old)
    [covered] = fresh.masked
    assert covered[0] <= 300 and covered[2] >= 120
    assert fresh.boxes("faces") == [], "what is covered is not offered again"
    assert medium_of(mine).facts["masked"] == "yes"
    entry = Entry.objects.get(act="picture.blur")
    assert (entry.facts["before"], entry.facts["after"]) == (old.sha256, fresh.sha256)
    assert entry.facts["boxes"] == fresh.masked and entry.facts["deleted"] == [old.sha256]


def test_a_version_keeps_the_picture_that_was_shown_to_a_reviewer(world: World, shown: DraftPicture) -> None:
    post = shown.post
    actions.freeze_and_submit(world.ann, post, revision(post))
    post = actions.recall(world.ann, post)
    actions.blur(world.ann, post, shown, [FACE])
    assert Picture.objects.filter(pk=shown.picture_id).exists() and len(files_of(shown.picture)) == 2
    assert Entry.objects.get(act="picture.blur").facts["deleted"] == []


def test_the_same_bytes_of_another_post_stay(world: World, shown: DraftPicture) -> None:
    twin = put(make_draft(world.ann), world)
    assert twin.picture.sha256 == shown.picture.sha256
    actions.blur(world.ann, shown.post, shown, [FACE])
    assert len(files_of(twin.picture)) == 2
    actions.remove_picture(world.ann, twin.post, twin)
    assert not files_of(twin.picture) and not Picture.objects.filter(pk=twin.picture_id).exists()


def test_two_phones_do_not_cover_the_same_picture_twice(world: World, shown: DraftPicture) -> None:
    stale = DraftPicture.objects.select_related("picture", "post").get(pk=shown.pk)
    actions.blur(world.ann, shown.post, shown, [FACE])
    with pytest.raises((Conflict, Refused)):
        actions.blur(world.ann, stale.post, stale, [FACE])
    assert Entry.objects.filter(act="picture.blur").count() == 1


@pytest.mark.parametrize(
    "boxes",
    [[], [[900, 900, 10, 10]], [[5, 5, 10, 10]] * 41, [[10, 10, 0, 10]]],
    ids=["none", "outside", "many", "flat"],
)
def test_boxes_that_cover_nothing_are_refused_kindly(world: World, shown: DraftPicture, boxes: list[list[int]]) -> None:
    with pytest.raises(Refused):
        actions.blur(world.ann, shown.post, shown, boxes)
    assert files_of(shown.picture)


def test_only_the_author_covers_and_only_in_a_draft(world: World, shown: DraftPicture) -> None:
    with pytest.raises(NotAllowed):
        actions.blur(world.bal, shown.post, shown, [FACE])
    actions.freeze_and_submit(world.ann, shown.post, revision(shown.post))
    with pytest.raises(NotAllowed):
        actions.blur(world.ann, Post.objects.get(pk=shown.post_id), shown, [FACE])


# The pages


@pytest.fixture
def ann(world: World) -> Client:
    return client_of(world.ann)


def url(shown: DraftPicture) -> str:
    return reverse("posts:picture", args=[shown.pk])


def test_the_composer_asks_what_matters_and_no_more(ann: Client, shown: DraftPicture) -> None:
    def asked() -> set[str]:
        [card] = cards(Post.objects.get(pk=shown.post_id))
        return {question.name.rpartition("-")[2] for question in card.asks}

    assert asked() == {"source", "checked", "masked"}
    DraftPicture.objects.update(facts={"source": "resident"})
    assert asked() == {"source", "checked", "masked", "permission"}
    Post.objects.filter(pk=shown.post_id).update(kind="appeal_missing")
    DraftPicture.objects.update(facts={"source": "custody"})
    assert asked() >= {"approved_by", "review_at", "taken", "subject_age", "confirmed_by_family"}
    text = ann.get(reverse("posts:edit", args=[shown.post_id])).content.decode()
    assert "1 face" in text and "Make it unreadable" in text and "How old is the person in it?" in text


def test_the_form_keeps_and_takes_back_what_is_said(ann: Client, shown: DraftPicture) -> None:
    here = f"pic-{shown.pk}"
    page = reverse("posts:edit", args=[shown.post_id])
    base = {"do": "save", "text": "Market day.", "base": Post.objects.get().revision}
    ann.post(page, {**base, f"{here}-here": "1", f"{here}-source": "own", f"{here}-checked": "yes"})
    shown.refresh_from_db()
    assert shown.facts == {"source": "own", "checked": "yes"}
    ann.post(page, {**base, "base": Post.objects.get().revision})
    shown.refresh_from_db()
    assert shown.facts == {"source": "own", "checked": "yes"}, "a form that does not show it does not change it"
    ann.post(page, {**base, "base": Post.objects.get().revision, f"{here}-here": "1", f"{here}-source": "own"})
    shown.refresh_from_db()
    assert shown.facts == {"source": "own"}
    assert given({"pic-x-source": "own"}) == {}


def test_what_the_camera_took_is_ones_own(ann: Client, world: World) -> None:
    post = make_draft(world.ann)
    page = reverse("posts:edit", args=[post.pk])
    ann.post(page, {"do": "picture", "base": post.revision, "camera": Sent(files.saved(files.drawing()), "a.jpg")})
    ann.post(page, {"do": "picture", "base": post.revision + 2, "picture": Sent(files.saved(files.drawing()), "b.jpg")})
    assert [one.facts for one in post.pictures.all()] == [{"source": "own"}, {}]


def test_one_tap_in_the_composer_covers_all_that_was_found(ann: Client, shown: DraftPicture) -> None:
    data = {"do": f"blur:{shown.pk}", "base": Post.objects.get().revision, "text": "Kept."}
    ann.post(reverse("posts:edit", args=[shown.post_id]), data)
    shown.refresh_from_db()
    assert len(shown.picture.masked) == 1 and Post.objects.get().text == "Kept."


@pytest.mark.parametrize(
    "data",
    [
        {"do": "all"},
        {"do": "one:0"},
        {"do": "marked", "found": "0"},
        {"do": "marked", "drawn": "300,200,120,150"},
        {"do": "marked", "left": "300", "top": "200", "width": "120", "height": "150"},
    ],
    ids=["all", "one", "ticked", "drawn", "in numbers"],
)
def test_a_box_is_covered_without_a_script(ann: Client, shown: DraftPicture, data: dict[str, str]) -> None:
    answer = ann.post(url(shown), data, follow=True)
    assert "Nobody can read that any more" in answer.content.decode()
    shown.refresh_from_db()
    [covered] = shown.picture.masked
    assert covered[0] <= 300 < 420 <= covered[0] + covered[2]


@pytest.mark.parametrize(
    "data",
    [{"do": "marked"}, {"do": "one:9"}, {"do": "marked", "left": "x", "width": "5", "height": "5"}, {"do": "marked", "drawn": "1,2,3"}],
    ids=["nothing", "no such box", "no number", "half a box"],
)  # fmt: skip
def test_a_form_without_a_box_gets_a_kind_sentence(ann: Client, shown: DraftPicture, data: dict[str, str]) -> None:
    answer = ann.post(url(shown), data)
    assert answer.status_code == 400
    shown.refresh_from_db()
    assert shown.picture.masked == []


def test_a_supervisor_ties_and_unties_on_the_page_and_an_officer_does_not(world: World, ann: Client) -> None:
    shown = put(make_draft(world.ann), world)
    bal = client_of(world.bal)
    assert "Does it belong to a case?" in bal.get(url(shown)).content.decode()
    assert "Does it belong to a case?" not in ann.get(url(shown)).content.decode()
    said = bal.post(url(shown), {"do": "tie", "case_ref": "14/777/26"}, follow=True).content.decode()
    assert "14/777/26" in said
    assert ann.post(url(shown), {"do": "tie", "case_ref": "14/1/26"}).status_code in (403, 404)
    assert "14/777/26" not in bal.post(url(shown), {"do": "untie:14/777/26"}, follow=True).content.decode()


def test_words_that_are_not_read_here_are_said_to_be_so(
    world: World, ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "tesseract", lambda: "")
    monkeypatch.setattr(hints, "of", lambda *_args, **_kwargs: {})
    shown = put(make_draft(world.ann), world)
    assert "Words in pictures are not read on this machine" in ann.get(url(shown)).content.decode()
