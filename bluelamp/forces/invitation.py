"""The link by which an invited person chooses a password: signed, for once, for a few days (PASSWORD_RESET_TIMEOUT)."""

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from bluelamp.forces.models import Member


def link_for(member: Member) -> str:
    """An absolute address. It dies once a password is chosen, as the password is part of what is signed."""
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(member.user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(member.user), token])
    return f"{settings.PUBLIC_URL}{path}"
