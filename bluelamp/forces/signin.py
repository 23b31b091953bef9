"""allauth's seams: nobody signs up by themselves, stopped people stay out, and sessions carry the member's epoch."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member, Suspension, User

EPOCH = "member_epoch"


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Loads a signed-in user with all that the middleware must know, in two queries."""

    def get_user(self, user_id: UUID | str) -> User | None:
        stopped = Suspension.objects.open().filter(member__user=OuterRef("pk"))
        users = User.objects.filter(pk=user_id, is_active=True).select_related("member__force", "member__team__area")
        return users.annotate(stopped=Exists(stopped)).prefetch_related("member__grants").first()


def member_of(user: Any) -> Member | None:
    return getattr(user, "member", None)


def why_outside(member: Member | None, stopped: bool) -> str:
    """The sentence for somebody who may not be signed in, or "" for those who may."""
    if member is None or member.left_at is not None:
        return _("This sign-in has no place in a force now. Ask your administrator if that is wrong.")
    if stopped:
        return _("Your access is paused. Nothing you wrote is lost. Please speak to your supervisor.")
    return ""


def why_ended(member: Member | None, stopped: bool, session: SessionBase) -> str:
    """The sentence for somebody whose session is over, or "" for those who may go on. A missing mark ends it too."""
    sentence = why_outside(member, stopped)
    if not sentence and member is not None and session.get(EPOCH) != member.epoch:
        return _("You have been signed out. Please sign in again.")
    return sentence


def stamp(session: SessionBase, member: Member) -> None:
    """From now on this session counts, until the member's epoch goes up."""
    session[EPOCH] = member.epoch


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        found = Backend().get_user(user.pk)
        member = member_of(found)
        sentence = why_outside(member, getattr(found, "stopped", True))
        if not sentence and member is not None and member.force.is_demo and not settings.DEMO:
            # Everybody knows the passwords of invented people.
            sentence = _("These people are invented and can sign in only while the demonstration runs.")
        if sentence:
            messages.warning(request, sentence)
            return HttpResponseRedirect(resolve_url("account_login"))
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """The member is read before the session begins: if they are stopped in between, the session is an older one."""
        member = Member.objects.get(user=user)
        super().login(request, user)
        stamp(request.session, member)
        write_down("signin.ok", member, by=member)

    def logout(self, request: HttpRequest) -> None:
        member: Member | None = getattr(request, "member", None)
        super().logout(request)
        if member is not None:
            write_down("signin.out", member, by=member)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Only for a known address: what strangers type is nobody's business, and could fill the record."""
        member = Member.objects.filter(user__email__iexact=credentials.get("email", "")).first()
        if member is not None:
            write_down("signin.fail", member, by=None)


def write_down(act: str, member: Member, by: Member | None) -> None:
    with transaction.atomic():
        record(member.force_id, act, by, member)
