"""Whose session it is, and how it ends."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bluelamp.forces import revoke, signin
from bluelamp.forces.middleware import MemberMiddleware
from bluelamp.forces.models import Member
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from tests.support.world import World, client_of, make_user

PAGE = "/hold/"


def signed_out(client: Client) -> bool:
    """At the next request the session is over: no page, no cookie that still counts."""
    answer = client.get(PAGE)
    return answer.status_code == 302 and "_auth_user_id" not in client.session


def test_a_member_is_known_with_roles_team_and_force(world: World) -> None:
    answer = client_of(world.bal).get(PAGE)
    member = answer.wsgi_request.member
    assert (member, answer.wsgi_request.second_factor) == (world.bal, True)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert member.holds("supervisor", world.harby)
        assert member.force.name == "Northmere Police"
        assert member.team.area == world.harby
    assert len(asked) == 0


def test_the_middleware_asks_two_questions_after_the_session(world: World, rf: RequestFactory) -> None:
    client = client_of(world.bal)
    request = rf.get(PAGE)
    request.session = client.session
    assert request.session.get(signin.EPOCH) == 0
    user = signin.Backend().get_user
    with CaptureQueriesContext(connection) as asked:
        request.user = user(world.bal.user_id)
        MemberMiddleware(lambda _request: HttpResponse())(request)
        request.member.grants_list()
    assert len(asked) == 2


def test_stopped_is_out_at_the_next_request(world: World) -> None:
    client = client_of(world.ann)
    assert client.get(PAGE).status_code == 200
    revoke.suspend(world.bal, world.ann, "Test")
    assert signed_out(client)


def test_a_stopped_person_posts_nothing(world: World) -> None:
    client = client_of(world.bal)
    revoke.suspend(world.esi, world.bal, "Test")
    answer = client.post(f"/people/{world.ann.pk}/stop/", {"reason": "0"})
    assert answer["Location"].startswith("/accounts/login/")
    assert not world.ann.suspensions.exists()


def test_an_older_session_stays_over_when_the_stop_is_lifted(world: World) -> None:
    client = client_of(world.ann)
    revoke.suspend(world.bal, world.ann, "Test")
    revoke.lift(world.bal, world.ann)
    assert signed_out(client)
    assert client_of(world.ann).get(PAGE).status_code == 200


def test_the_stop_counts_even_if_the_epoch_were_the_same(world: World) -> None:
    client = client_of(world.ann)
    revoke.suspend(world.bal, world.ann, "Test")
    session = client.session
    signin.stamp(session, Member.objects.get(pk=world.ann.pk))
    session.save()
    assert signed_out(client)


@pytest.mark.parametrize("change", ["left", "inactive", "no epoch", "older epoch"])
def test_other_ends(world: World, change: str) -> None:
    client = client_of(world.ann)
    session = client.session
    match change:
        case "left":
            Member.objects.filter(pk=world.ann.pk).update(left_at=clock.now())
        case "inactive":
            world.ann.user.is_active = False
            world.ann.user.save()
        case "no epoch":
            del session[signin.EPOCH]
        case "older epoch":
            Member.objects.filter(pk=world.ann.pk).update(epoch=5)
    session.save()
    assert signed_out(client)


def test_a_sign_in_without_a_member_is_nobody(world: World, client: Client) -> None:
    client.force_login(make_user("stray@northmere.example"))
    assert signed_out(client)


def test_the_sentence_is_on_the_sign_in_page(world: World) -> None:
    client = client_of(world.ann)
    revoke.suspend(world.bal, world.ann, "Test")
    answer = client.get(PAGE, follow=True)
    assert "Your access is paused" in answer.content.decode()
    assert [str(m) for m in get_messages(answer.wsgi_request)] != ["Test"]


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (NotAllowed("secret"), 404, ""),
        (Conflict("Somebody was quicker."), 409, "Somebody was quicker."),
        (Refused("Write more."), 400, "Write more."),
    ],
)
def test_errors_of_the_house_become_pages(world: World, error: Exception, status: int, says: str) -> None:
    request = client_of(world.ann).get(PAGE).wsgi_request
    answer = MemberMiddleware(lambda _request: HttpResponse()).process_exception(request, error)
    assert answer is not None
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_other_errors_are_not_hidden(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")
    assert MemberMiddleware(lambda _request: HttpResponse()).process_exception(request, ValueError()) is None
