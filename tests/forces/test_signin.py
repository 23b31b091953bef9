"""Signing in with allauth: who gets in, what is written down, and what a second factor is."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from bluelamp.audit.models import Entry
from bluelamp.forces import factor, revoke
from bluelamp.forces.models import Force, Member
from tests.support.world import World, client_of, make_world

WORDS = "harbour lantern plain"
SEED = "JBSWY3DPEHPK3PXP"


def code_now(seed: str = SEED) -> str:
    return str(format_hotp_value(hotp_value(seed, int(time.time()) // 30)))


def with_password(member: Member) -> Member:
    member.user.set_password(WORDS)
    member.user.save()
    return member


def try_password(client: Client, member: Member, words: str = WORDS, **extra: str) -> Any:
    return client.post("/accounts/login/", {"login": member.user.email, "password": words, **extra})


def acts() -> list[str]:
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def test_password_lets_in_without_a_second_factor(world: World, client: Client) -> None:
    answer = try_password(client, with_password(world.ann), next="/hold/")
    assert (answer.status_code, answer["Location"]) == (302, "/hold/")
    inside = client.get("/hold/").wsgi_request
    assert (inside.member, inside.second_factor) == (world.ann, False)
    assert acts() == ["signin.ok"]


def test_a_wrong_password_does_not(world: World, client: Client) -> None:
    assert try_password(client, with_password(world.ann), "wrong words entirely").status_code == 200
    assert client.get("/hold/").status_code == 302
    assert acts() == ["signin.fail"]


def test_strangers_leave_no_entry(world: World, client: Client) -> None:
    client.post("/accounts/login/", {"login": "stranger@elsewhere.example", "password": WORDS})
    assert acts() == []


def test_signing_out_is_written_down(world: World) -> None:
    client = client_of(world.ann)
    client.post("/accounts/logout/")
    assert client.get("/hold/").status_code == 302
    assert acts() == ["signin.out"]


def test_guessing_is_slowed_down(world: World, client: Client) -> None:
    with_password(world.ann)
    for _turn in range(6):
        try_password(client, world.ann, "wrong words entirely")
    assert try_password(client, world.ann).status_code == 200
    cache.clear()
    assert try_password(client, world.ann).status_code == 302


def test_a_code_is_asked_for_where_there_is_one_and_counts(world: World, client: Client) -> None:
    TOTP.activate(with_password(world.bal).user, SEED)
    assert try_password(client, world.bal)["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/hold/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert client.get("/hold/").wsgi_request.second_factor is True


def test_the_seed_is_sealed_in_the_database(world: World) -> None:
    TOTP.activate(world.bal.user, SEED)
    assert SEED not in str(Authenticator.objects.get().data)
    assert factor.MFAAdapter().decrypt(factor.MFAAdapter().encrypt(SEED)) == SEED


def test_the_seed_opens_with_the_key_before_too(world: World, settings: Any) -> None:
    sealed = factor.MFAAdapter().encrypt(SEED)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key " * 4
    assert factor.MFAAdapter().decrypt(sealed) == SEED


def test_the_stopped_do_not_get_in_and_are_told_kindly(world: World, client: Client) -> None:
    revoke.suspend(world.bal, with_password(world.ann), "Test")
    answer = try_password(client, world.ann)
    assert answer["Location"] == "/accounts/login/"
    assert "Your access is paused" in client.get("/accounts/login/").content.decode()
    assert client.get("/hold/").status_code == 302
    assert "signin.ok" not in acts()


def test_a_stop_between_password_and_code_counts(world: World, client: Client) -> None:
    TOTP.activate(with_password(world.ann).user, SEED)
    try_password(client, world.ann)
    revoke.suspend(world.bal, world.ann, "Test")
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert client.get("/hold/").status_code == 302


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/email/"])
def test_there_is_no_public_sign_up_and_no_change_of_address(world: World, client: Client, path: str) -> None:
    data = {"email": "new@northmere.example", "password1": WORDS}
    assert client.get(path).status_code == client.post(path, data).status_code == 404
    assert client_of(world.ann).post(path, {"action_add": "", **data}).status_code == 404


class TestSecondStep:
    """The page that stands before anything that counts."""

    def test_leads_there_and_back(self, world: World) -> None:
        client = client_of(world.bal, factor=False)
        path = f"/people/{world.ann.pk}/stop/"
        answer = client.get(path)
        assert answer["Location"] == f"/second-step/?next={path.replace('/', '%2F')}"
        page = client.get(answer["Location"]).content.decode()
        assert "/accounts/2fa/totp/activate/" in page
        assert "/accounts/2fa/webauthn/add/" in page

    def test_offers_the_code_that_is_set_up(self, world: World) -> None:
        TOTP.activate(with_password(world.bal).user, SEED)
        client = client_of(world.bal, factor=False)
        page = client.get("/second-step/?next=/people/").content.decode()
        assert "/accounts/2fa/reauthenticate/?next=%2Fpeople%2F" in page
        assert "activate" not in page
        answer = client.post("/accounts/2fa/reauthenticate/", {"code": code_now(), "next": "/people/"})
        assert answer["Location"] == "/people/"
        assert client.get("/people/").wsgi_request.second_factor is True

    @pytest.mark.django_db(transaction=True)  # allauth tells us at the commit, within the request
    def test_who_sets_up_the_first_one_has_passed_and_finds_the_way_back(self) -> None:
        world = make_world()
        client = client_of(with_password(world.bal), factor=False)
        client.get("/second-step/?next=/people/")
        client.post("/accounts/reauthenticate/", {"password": WORDS})
        seed = client.get("/accounts/2fa/totp/activate/").context["form"].secret
        client.post("/accounts/2fa/totp/activate/", {"code": code_now(seed)})
        page = client.get("/hold/")
        assert page.wsgi_request.second_factor is True
        assert '<a class="govuk-link" href="/people/">' in page.content.decode()
        assert "factor.add" in acts()

    def test_setting_one_up_needs_the_password_again(self, world: World) -> None:
        client = client_of(with_password(world.bal), factor=False)
        assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")

    def test_who_has_passed_goes_on(self, world: World) -> None:
        assert client_of(world.bal).get("/second-step/?next=/people/")["Location"] == "/people/"

    @pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
    def test_never_leads_out_of_the_house(self, world: World, wanted: str) -> None:
        assert client_of(world.bal).get("/second-step/", {"next": wanted})["Location"] == "/"

    def test_somebody_elses_factor_does_not_count(self, world: World) -> None:
        client = client_of(world.bal)
        session = client.session
        session["account_authentication_methods_user"] = str(world.ann.user_id)
        session.save()
        assert client.get("/hold/").wsgi_request.second_factor is False

    def test_a_password_again_is_no_second_factor(self, world: World) -> None:
        client = client_of(world.bal)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session.save()
        assert client.get("/hold/").wsgi_request.second_factor is False


class TestPracticeFactor:
    """It exists in demonstration mode, in a demonstration force, and nowhere else."""

    def forged(self, world: World) -> Client:
        client = client_of(world.bal, factor=False)
        session = client.session
        session[factor.PRACTICE] = str(world.bal.pk)
        session.save()
        return client

    def test_without_demonstration_mode_there_is_no_such_address(self, world: World) -> None:
        Force.objects.update(is_demo=True)
        assert client_of(world.bal, factor=False).post("/second-step/practice/").status_code == 404

    @pytest.mark.parametrize(("mode", "demo_force", "counts"), [(0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 1)])
    def test_a_session_that_says_so_counts_only_where_it_exists(
        self, world: World, settings: Any, mode: int, demo_force: int, counts: int
    ) -> None:
        settings.DEMO = bool(mode)
        Force.objects.update(is_demo=bool(demo_force))
        assert self.forged(world).get("/hold/").wsgi_request.second_factor is bool(counts)

    def test_it_is_of_one_member(self, world: World, settings: Any) -> None:
        settings.DEMO = True
        Force.objects.update(is_demo=True)
        client = client_of(world.bal, factor=False)
        session = client.session
        session[factor.PRACTICE] = str(world.ann.pk)
        session.save()
        assert client.get("/hold/").wsgi_request.second_factor is False

    @pytest.mark.urls("tests.forces.demo_urls")
    def test_one_tap_in_the_demonstration(self, world: World, settings: Any) -> None:
        settings.DEMO = True
        Force.objects.update(is_demo=True)
        client = client_of(world.bal, factor=False)
        assert 'action="/second-step/practice/"' in client.get("/second-step/?next=/hold/").content.decode()
        assert client.get("/second-step/practice/").status_code == 405
        assert client.post("/second-step/practice/", {"next": "/hold/"})["Location"] == "/hold/"
        assert client.get("/hold/").wsgi_request.second_factor is True
        assert acts() == ["signin.factor"]

    @pytest.mark.urls("tests.forces.demo_urls")
    @pytest.mark.parametrize(("mode", "demo_force"), [(False, True), (True, False)])
    def test_even_with_the_address_the_view_refuses(
        self, world: World, settings: Any, mode: bool, demo_force: bool
    ) -> None:
        settings.DEMO = mode
        Force.objects.update(is_demo=demo_force)
        client = client_of(world.bal, factor=False)
        assert client.post("/second-step/practice/").status_code == 404
        assert client.get("/hold/").wsgi_request.second_factor is False
