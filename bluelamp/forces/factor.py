"""The second factor: what counts as one, the practice one of the demonstration, and the sealing of what is secret in it."""

from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.html import format_html
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member, User

PRACTICE = "practice_factor"
GOING = "second_step_next"
FIRST_CLASS = frozenset({"totp", "webauthn"})
"""Kinds that stand for themselves; recovery codes only stand in for one of them."""


def passed(request: HttpRequest, member: Member) -> bool:
    """allauth saw a passkey, a code or a recovery code in this session; or the practice factor where that exists."""
    if any(entry.get("method") == "mfa" for entry in get_authentication_records(request, member.user)):
        return True
    return practice_exists(member) and request.session.get(PRACTICE) == str(member.pk)


def kinds_of(member: Member) -> set[str]:
    """Which second factors the person has set up: "totp", "webauthn"."""
    kinds = Authenticator.objects.filter(user=member.user).values_list("type", flat=True)
    return {str(kind) for kind in kinds} & FIRST_CLASS


def practice_exists(member: Member) -> bool:
    """The one-tap factor lives in demonstration mode and in a demonstration force only, whatever a session says."""
    return bool(settings.DEMO and member.force.is_demo)


def practise(request: HttpRequest, member: Member) -> bool:
    """Take the practice factor; False where it does not exist."""
    if not practice_exists(member):
        return False
    request.session[PRACTICE] = str(member.pk)
    _write_down("signin.factor", member.user, kind="practice")
    return True


def added(request: HttpRequest, user: User, authenticator: Authenticator, **_other: Any) -> None:
    """Whoever has just set one up has just shown that they hold it: this session has passed."""
    _write_down("factor.add", user, kind=authenticator.type)
    if authenticator.type not in FIRST_CLASS:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    if going := request.session.pop(GOING, ""):
        link = format_html('<a class="govuk-link" href="{}">{}</a>', going, _("Carry on where you were."))
        messages.success(request, format_html("{} {}", _("Your second step is set up."), link))


def removed(request: HttpRequest, user: User, authenticator: Authenticator, **_other: Any) -> None:
    _write_down("factor.remove", user, kind=authenticator.type)


def used(request: HttpRequest, user: User, authenticator: Authenticator, **_other: Any) -> None:
    _write_down("signin.factor", user, kind=authenticator.type)


def connect() -> None:
    """Hear what allauth does with factors; called once at start."""
    authenticator_added.connect(added)
    authenticator_removed.connect(removed)
    authenticator_used.connect(used)


def _write_down(act: str, user: User, **facts: Any) -> None:
    member = Member.objects.filter(user=user).first()
    if member is not None:
        with transaction.atomic():
            record(member.force_id, act, member, member, **facts)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seeds of codes are sealed with a key that never lies in the database."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode("ascii")).decode()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(key: str | bytes) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"bluelamp second factor").derive(force_bytes(key))
    return urlsafe_b64encode(made)
