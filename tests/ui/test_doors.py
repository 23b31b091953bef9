"""The door of a view: sign-in, role, second factor, and the way back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from bluelamp.forces.states import Role
from bluelamp.ui.doors import Door, door
from tests.support.world import World, client_of


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def ask(rf: RequestFactory, member: object, factor: bool = False, method: str = "get", **headers: str) -> HttpRequest:
    request = getattr(rf, method)("/people/?q=a", headers=headers)
    request.member, request.second_factor = member, factor
    return request


def test_a_view_carries_its_door() -> None:
    guarded = door(Role.PRESS, Role.ADMIN, factor=True)(view)
    assert guarded.door == Door(frozenset({"press", "admin"}), True, False)


def test_nobody_is_sent_to_sign_in_and_back(rf: RequestFactory) -> None:
    answer = door()(view)(ask(rf, None))
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=%2Fpeople%2F%3Fq%3Da"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(rf: RequestFactory) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/write/?a=1"}
    answer = door()(view)(ask(rf, None, **headers))
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/accounts/login/?next=%2Fwrite%2F%3Fa%3D1")


def test_the_way_back_never_leaves_the_house(rf: RequestFactory, world: World) -> None:
    request = ask(rf, world.bal, method="post", Referer="https://elsewhere.example/people/")
    assert door(factor=True)(view)(request)["Location"] == "/second-step/?next=%2F"


def test_a_form_comes_back_to_the_page_it_was_on(rf: RequestFactory, world: World) -> None:
    request = ask(rf, world.bal, method="post", Referer="http://testserver/people/1/stop/")
    assert door(factor=True)(view)(request)["Location"] == "/second-step/?next=%2Fpeople%2F1%2Fstop%2F"


def test_roles_and_factor(rf: RequestFactory, world: World) -> None:
    with pytest.raises(PermissionDenied):
        door(Role.ADMIN)(view)(ask(rf, world.ann, True))
    assert door(Role.OFFICER)(view)(ask(rf, world.ann)).content == b"inside"
    assert door(factor=True)(view)(ask(rf, world.ann)).status_code == 302
    assert door(factor=True)(view)(ask(rf, world.ann, True)).content == b"inside"
    assert door(factor="POST")(view)(ask(rf, world.ann)).content == b"inside"
    assert door(factor="POST")(view)(ask(rf, world.ann, method="post")).status_code == 302


def test_the_factor_is_of_this_member_and_no_other(rf: RequestFactory, world: World) -> None:
    request = ask(rf, world.ann, True)
    assert world.ann.may_act(request)
    assert not world.bal.may_act(request)


def test_pages_are_not_kept_on_the_phone(world: World) -> None:
    assert "no-store" in client_of(world.bal).get("/people/")["Cache-Control"]


def test_a_page_that_is_not_for_you_says_so(world: World, client: Client) -> None:
    assert client_of(world.ann).get("/people/").status_code == 403
