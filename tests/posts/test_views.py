import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bluelamp.kernel import ids
from bluelamp.posts import actions
from bluelamp.posts.models import Post
from bluelamp.posts.states import PostState
from tests.support import files
from tests.support.posts import finding, make_approved, make_draft, make_places, make_waiting, rules_say
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(world: World) -> Client:
    return client_of(world.ann)


def form_of(page: Any) -> dict[str, Any]:
    """What a browser would send back from the composer without a change."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if name not in ("camera", "picture", "which")}
    data["channels"] = [str(chip.channel.pk) for chip in page.context["chips"] if chip.checked]
    if page.context["fresh"]:
        data["new"] = page.context["token"]
    return {key: "" if value is None else value for key, value in data.items()}


def edit(client: Client, post: Post | UUID, **changes: Any) -> Any:
    post_id = getattr(post, "pk", post)
    address = reverse("posts:edit", args=[post_id])
    return client.post(address, {**form_of(client.get(address)), **changes})


def jpeg(data: bytes | None = None, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.telling_jpeg((300, 200)) if data is None else data, "image/jpeg")


def test_a_first_post_is_one_page_and_one_save(ann: Client, world: World) -> None:
    make_places(world.force)
    page = ann.get("/write/")
    assert not Post.objects.exists()
    data = form_of(page) | {"text": "Market on Saturday.", "do": "check"}
    answer = ann.post(reverse("posts:edit", args=[page.context["post"].pk]), data)
    post = Post.objects.get()
    assert answer.url == reverse("review:send", args=[post.pk])
    assert (post.text, post.area, post.author, post.channels.count()) == (
        "Market on Saturday.",
        world.harby,
        world.ann,
        2,
    )


def test_saving_a_new_draft_twice_makes_one(ann: Client, world: World) -> None:
    """The answer to the first saving was lost on the way: the same page saves again, with more words."""
    page = ann.get("/write/")
    address, data = reverse("posts:save", args=[page.context["post"].pk]), form_of(page)
    first = ann.post(address, data | {"text": "One"})
    again = ann.post(address, data | {"text": "One two"})
    assert (first.status_code, again.status_code) == (200, 200)
    assert [post.text for post in Post.objects.all()] == ["One two"]
    assert again.headers["X-Draft-Url"] == reverse("posts:edit", args=[page.context["post"].pk])
    assert again.headers["X-Draft-Base"] == str(Post.objects.get().revision)


def test_nobody_makes_a_draft_under_an_id_of_their_own_choice(ann: Client, world: World) -> None:
    token = ann.get("/write/").context["token"]
    for data in ({}, {"new": token}, {"new": "forged"}):
        assert ann.post(reverse("posts:edit", args=[ids.new_id()]), {"text": "x", **data}).status_code == 404
    assert not Post.objects.exists()


def test_the_id_set_aside_for_one_is_of_no_use_to_another(ann: Client, world: World) -> None:
    page = ann.get("/write/")
    address = reverse("posts:edit", args=[page.context["post"].pk])
    assert client_of(world.gil).post(address, form_of(page) | {"text": "x"}).status_code == 404


def test_who_writes_nowhere_is_told_kindly(world: World) -> None:
    assert client_of(world.fay).get("/write/").status_code == 403


def test_autosave_keeps_words_answers_and_words_for_pictures(ann: Client, world: World) -> None:
    post = make_draft(world.ann)
    edit(ann, post, picture=jpeg(), do="picture")
    shown = post.pictures.get()
    page = ann.get(reverse("posts:edit", args=[post.pk]))
    data = form_of(page) | {"text": "New words", f"alt-{shown.pk}": "A stall", "fact-family_told": "yes"}
    answer = ann.post(reverse("posts:save", args=[post.pk]), data)
    assert answer.status_code == 200
    post.refresh_from_db()
    shown.refresh_from_db()
    assert (post.text, shown.alt, post.answers) == ("New words", "A stall", {"family_told": "yes"})
    assert json.loads(answer.content)["seen"] == post.revision


def test_a_clash_keeps_both_texts_for_the_script_and_for_the_form(ann: Client, world: World) -> None:
    post = make_draft(world.ann, "Start.")
    address = reverse("posts:edit", args=[post.pk])
    phone = form_of(ann.get(address))
    edit(ann, post, text="Written at the desk.")
    lost = ann.post(reverse("posts:save", args=[post.pk]), phone | {"text": "Written on the phone."})
    assert lost.status_code == 409
    assert json.loads(lost.content)["theirs"] == "Written at the desk."
    page = ann.post(address, phone | {"text": "Written on the phone."})
    assert page.status_code == 409
    said = page.content.decode()
    assert "Written at the desk." in said
    assert "Written on the phone.</textarea>" in said
    assert Post.objects.get().text == "Written at the desk."
    again = ann.post(address, form_of(page) | {"text": "Both.", "do": "save"})
    assert again.status_code == 302
    assert Post.objects.get().text == "Both."


def test_one_page_is_never_in_conflict_with_itself_but_with_a_second_page(ann: Client, world: World) -> None:
    post = make_draft(world.ann, "Start.")
    address, save = reverse("posts:edit", args=[post.pk]), reverse("posts:save", args=[post.pk])
    page = form_of(ann.get(address))
    other = form_of(ann.get(address))
    assert ann.post(save, page | {"text": "One"}).status_code == 200
    assert ann.post(save, page | {"text": "One two"}).status_code == 200, "the first answer was lost"
    assert ann.post(save, other | {"text": "Other"}).status_code == 409
    seen = Post.objects.get().revision
    assert ann.post(save, other | {"text": "Other", "base": seen}).status_code == 200
    assert ann.post(save, page | {"text": "One two three"}).status_code == 409
    assert Post.objects.get().text == "Other"


def test_a_late_request_from_before_a_clash_does_not_win(ann: Client, world: World) -> None:
    """This page clashed, was shown both texts and saved again; its first try, slow on the way, comes in only now."""
    post = make_draft(world.ann, "Start.")
    address, save = reverse("posts:edit", args=[post.pk]), reverse("posts:save", args=[post.pk])
    page = form_of(ann.get(address))
    edit(ann, post, text="From the desk.")
    both = form_of(ann.post(address, page | {"text": "From the phone."}))
    assert both["hand"] == page["hand"]
    assert ann.post(save, both | {"text": "Both."}).status_code == 200
    assert ann.post(save, page | {"text": "From the phone."}).status_code == 409
    assert Post.objects.get().text == "Both."


def test_signs_that_cannot_be_stored_cost_no_words(ann: Client, world: World) -> None:
    post = make_draft(world.ann, "Start.")
    save = reverse("posts:save", args=[post.pk])
    data = form_of(ann.get(reverse("posts:edit", args=[post.pk])))
    for text in ("one\x00two", "one\u202etwo"):
        answer = ann.post(save, data | {"text": text, "fact-\x00a": "y\x00es"})
        assert json.loads(answer.content)["told"] == []
        assert Post.objects.get().text == "onetwo"
    assert Post.objects.get().answers == {"a": "yes"}


def test_a_part_that_needs_a_second_look_does_not_lose_the_words(ann: Client, world: World) -> None:
    post = make_draft(world.ann, "Start.")
    page = edit(ann, post, text="Better.", timing="later", day="2031-05-04", clock_time="", do="check")
    assert page.status_code == 400
    assert "Choose a day and a time." in page.content.decode()
    post.refresh_from_db()
    assert (post.text, post.due_at) == ("Better.", None)


def test_wall_time_becomes_a_moment_and_is_kept_as_it_was_meant(ann: Client, world: World) -> None:
    post = make_draft(world.ann)
    edit(ann, post, timing="later", day="2031-05-05", clock_time="14:05")
    post.refresh_from_db()
    assert post.due_at == datetime(2031, 5, 5, 13, 5, tzinfo=UTC)
    assert post.due_wall == "2031-05-05T14:05 Europe/London"
    edit(ann, post)
    post.refresh_from_db()
    assert post.due_at == datetime(2031, 5, 5, 13, 5, tzinfo=UTC), "saving again must not move it"
    edit(ann, post, timing="now")
    post.refresh_from_db()
    assert (post.due_at, post.due_wall) == (None, "")


def test_the_night_the_clocks_change(ann: Client, world: World) -> None:
    post = make_draft(world.ann)
    gone = edit(ann, post, timing="later", day="2031-03-30", clock_time="01:30")
    assert "does not exist that night" in gone.content.decode()
    twice = edit(ann, post, timing="later", day="2031-10-26", clock_time="01:30")
    assert "comes twice" in twice.content.decode()
    assert edit(ann, post, timing="later", day="2031-10-26", clock_time="01:30", which="second").status_code == 302
    post.refresh_from_db()
    assert post.due_at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)
    page = ann.get(reverse("posts:edit", args=[post.pk]))
    assert page.context["form"]["which"].value() == "second"


@pytest.mark.parametrize("field", ["camera", "picture"])
def test_a_picture_is_added_and_what_was_taken_off_is_said(ann: Client, world: World, field: str) -> None:
    post = make_draft(world.ann)
    answer = edit(ann, post, **{field: jpeg()}, do="picture")
    page = ann.get(answer.url)
    assert post.pictures.count() == 1
    assert "where it was taken" in page.content.decode()


def test_a_file_that_cannot_be_taken_is_told_and_the_words_are_kept(ann: Client, world: World) -> None:
    post = make_draft(world.ann)
    page = ann.get(edit(ann, post, text="Kept.", picture=jpeg(b"%PDF-1.7", "a.pdf"), do="picture").url)
    assert "This PDF is damaged" in page.content.decode()
    post.refresh_from_db()
    assert (post.text, post.pictures.count()) == ("Kept.", 0)


def test_a_picture_is_taken_out_again(ann: Client, world: World) -> None:
    post = make_draft(world.ann)
    edit(ann, post, picture=jpeg(), do="picture")
    edit(ann, post, do=f"remove:{post.pictures.get().pk}")
    assert post.pictures.count() == 0


def test_use_this_works_without_a_script(ann: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    post = make_draft(world.ann, "We caught the burglar. More soon.")
    rules_say(monkeypatch, finding("advise", start=0, end=21, rewrite="We have arrested a man", replaces="words"))
    edit(ann, post, use_this="TEST-01:0:21")
    post.refresh_from_db()
    assert post.text == "We have arrested a man. More soon."
    edit(ann, post, use_this="TEST-01:3:9")
    post.refresh_from_db()
    assert post.text == "We have arrested a man. More soon."


def test_words_for_a_post_that_has_gone_on_are_given_back(ann: Client, world: World) -> None:
    version = make_waiting(world.ann)
    page = ann.post(reverse("posts:edit", args=[version.post_id]), {"text": "My last thought"})
    assert page.status_code == 409
    assert "My last thought" in page.content.decode()
    assert ann.get(reverse("posts:edit", args=[version.post_id])).status_code == 302


def test_discard_asks_first_and_a_correction_is_only_dropped(ann: Client, world: World) -> None:
    draft, public = make_draft(world.ann), make_approved(world.ann)
    for post in (draft, public):
        if post is public:
            actions.correct(world.ann, public)
        assert ann.get(reverse("posts:discard", args=[post.pk])).status_code == 200
        ann.post(reverse("posts:discard", args=[post.pk]))
        post.refresh_from_db()
    assert (draft.state, public.state) == (PostState.DISCARDED, PostState.APPROVED)


def test_take_back_and_correct_lead_to_the_composer(ann: Client, world: World) -> None:
    waiting, public = make_waiting(world.ann).post, make_approved(world.ann)
    for name, post in (("recall", waiting), ("correct", public)):
        answer = ann.post(reverse(f"posts:{name}", args=[post.pk]))
        assert answer.url == reverse("posts:edit", args=[post.pk])
        assert ann.get(answer.url).status_code == 200


def test_the_list_shows_mine_and_only_what_i_may_see(ann: Client, world: World) -> None:
    make_draft(world.ann, "Ann writes this.")
    make_draft(world.bal, "Bal writes this.")
    make_draft(world.gil, "Gil writes this.")
    assert "Bal writes" not in ann.get("/posts/?whose=all").content.decode()
    bal = client_of(world.bal)
    assert "Ann writes" not in bal.get("/posts/").content.decode()
    page = bal.get("/posts/?whose=all").content.decode()
    assert "Ann writes" in page and "Bal writes" in page and "Gil writes" not in page
    assert "Ann writes" not in bal.get("/posts/?whose=all&state=waiting").content.decode()
    assert ann.get("/posts/?state=nonsense&area=x&page=zzz").status_code == 200


def test_a_long_list_costs_few_queries(world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        make_draft(world.ann, f"Post {number}")
    bal = client_of(world.bal)
    with django_assert_max_num_queries(12):
        page = bal.get("/posts/?whose=all&page=2")
    assert len(page.context["page"].object_list) == 25


def test_the_composer_costs_few_queries(ann: Client, world: World, django_assert_max_num_queries: Any) -> None:
    post = make_draft(world.ann)
    for _ in range(3):
        actions.add_picture(world.ann, post, files.Sent(files.saved(files.drawing((60, 60)))))
    with django_assert_max_num_queries(24):
        ann.get(reverse("posts:edit", args=[post.pk]))


def test_an_answer_has_one_place_and_stays_an_answer(world: World) -> None:
    place, _other = make_places(world.force)
    post = actions.start(world.dev, world.harby, "reply", "Yes.", [place], {"channel": str(place.pk), "ref": {}})
    dev = client_of(world.dev)
    edit(dev, post, text="Yes, at ten.", channels=[], kind="update")
    post.refresh_from_db()
    assert (post.text, post.kind, list(post.channels.all())) == ("Yes, at ten.", "reply", [place])
