"""An account that nobody has saved yet: what was typed, and whether the network lets us in with it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from bluelamp.adapters import http
from bluelamp.adapters.contract import Adapter, Checks
from bluelamp.adapters.errors import Later, NeedsAuth, Trouble
from bluelamp.channels import account
from bluelamp.kernel.errors import Refused


def split(adapter: type[Adapter], values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the page asked for, public and secret apart; nothing else gets in."""
    given = {field.name: str(values.get(field.name) or "").strip() for field in adapter.fields}
    for field in adapter.fields:
        if field.required and not given[field.name]:
            raise Refused(_("Fill in “%(field)s”, then try again.") % {"field": _(field.label)})
    secret = {field.name for field in adapter.fields if field.secret}
    return (
        {name: value for name, value in given.items() if name not in secret},
        {name: value for name, value in given.items() if name in secret and value},
    )


def check(adapter: type[Adapter], public: dict[str, str], secrets: dict[str, str]) -> str:
    """The name the public sees, as the network tells it. Raises Refused with what to do."""
    tried = account.trial(public, secrets)
    with http.client(account.DEADLINE, loopback=tried.settings.get("loopback") == "yes") as client:
        ready = adapter(tried, client)
        if not isinstance(ready, Checks):
            return adapter.label
        try:
            return ready.check()
        except NeedsAuth:
            raise Refused(_("The network does not know this name and password. Check both and try again.")) from None
        except Later:
            raise Refused(
                _("We could not reach the network. Check the address, wait a minute and try again.")
            ) from None
        except Trouble as trouble:
            raise Refused(_(str(trouble))) from None
