"""Connect and disconnect accounts, and what the machine learns about them. A channel is permanent; its secrets change."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bluelamp.adapters import registry
from bluelamp.adapters.contract import Adapter
from bluelamp.audit.append import record
from bluelamp.channels import seal, trial
from bluelamp.channels.access import may_keep
from bluelamp.channels.models import Channel
from bluelamp.channels.states import ChannelState
from bluelamp.forces.models import Force, Member
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed

FRESH = timedelta(seconds=5)
"""`last_sent_at` and `last_heard_at` are written this often at most: many senders share the row."""


def connectable(kind: str) -> type[Adapter]:
    """The adapter of a kind that administrators connect themselves. Raises NotAllowed for any other."""
    for adapter in registry.connectable():
        if adapter.kind == kind:
            return adapter
    raise NotAllowed(_("This network cannot be connected here."))


def connect(by: Member, kind: str, name: str, values: Mapping[str, str]) -> Channel:
    """Prove that the account works, then keep it. Raises Refused (what to mend) or Conflict (it is there already)."""
    _must_keep(by)
    adapter = connectable(kind)
    public, secrets = trial.split(adapter, values)
    shown = trial.check(adapter, public, secrets)
    return _keep(by, Channel(force=by.force, kind=kind, name=(name.strip() or shown)[:120]), public, secrets, shown)


def reconnect(by: Member, channel: Channel, values: Mapping[str, str]) -> Channel:
    """New secrets under the same channel: its posts, links and threads stay where they are."""
    _must_keep(by)
    adapter = connectable(channel.kind)
    public, secrets = trial.split(adapter, values)
    shown = trial.check(adapter, public, secrets)
    return _keep(by, channel, public, secrets, shown)


@transaction.atomic
def disconnect(by: Member, channel: Channel) -> Channel:
    """Forget the secrets and stop calling. What was posted stays known; nothing is taken down by this."""
    _must_keep(by)
    connectable(channel.kind)
    channel = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    channel.state, channel.sealed, channel.note = ChannelState.DISCONNECTED, b"", ""
    channel.save(update_fields=["state", "sealed", "note"])
    record(channel.force_id, "channel.disconnect", by, channel, name=channel.name)
    return channel


@transaction.atomic
def open_local(force: Force, by: Member | None = None) -> list[Channel]:
    """The channels that never leave this machine, made if they are not there yet: a force always has a voice."""
    opened = []
    for adapter in (registry.get(kind) for kind in registry.kinds()):
        make = getattr(adapter, "local_settings", None)
        if make is None or adapter.leaves_the_machine:
            continue
        values = dict(
            make(_root(adapter.kind) / force.slug, f"{settings.PUBLIC_URL}/{adapter.kind}/{force.slug}", force.name)
        )
        channel, new = Channel.objects.get_or_create(
            force=force, kind=adapter.kind, defaults={"name": adapter.label, "settings": values}
        )
        if new:
            record(force.pk, "channel.connect", by, channel, name=channel.name)
        opened.append(channel)
    return opened


def gate(channel: Channel, until: datetime, note: str = "") -> None:
    """Nothing is sent before `until`: the network asked for it. An earlier end never replaces a later one."""
    late = Channel.objects.filter(pk=channel.pk).filter(Q(gate=None) | Q(gate__lt=until))
    late.update(gate=until, note=note[:500])


@transaction.atomic
def needs_auth(channel: Channel, note: str) -> bool:
    """The network does not know us any more: everything of this account waits for its keeper. True the first time."""
    told = Channel.objects.filter(pk=channel.pk, state=ChannelState.CONNECTED).update(
        state=ChannelState.NEEDS_AUTH, note=note[:500]
    )
    if told:
        record(channel.force_id, "channel.needs_auth", None, channel, name=channel.name)
    return bool(told)


def sent(channel: Channel) -> None:
    """Something went through: so it works, and what was wrong with it is over."""
    _seen(channel, "last_sent_at")


def heard(channel: Channel) -> None:
    """It answered when asked what came in."""
    _seen(channel, "last_heard_at")


def _seen(channel: Channel, field: str) -> None:
    now = clock.now()
    stale = Channel.objects.filter(pk=channel.pk, state=ChannelState.CONNECTED).filter(
        Q(**{field: None}) | Q(**{f"{field}__lt": now - FRESH}) | ~Q(note="")
    )
    stale.update(**{field: now}, note="")


@transaction.atomic
def _keep(by: Member, channel: Channel, public: dict[str, str], secrets: dict[str, str], shown: str) -> Channel:
    channel.settings = channel.settings | public | {"shown": shown}
    channel.sealed = seal.seal(channel.force_id, channel.pk, secrets)
    channel.state, channel.note, channel.gate = ChannelState.CONNECTED, "", None
    try:
        with transaction.atomic():
            channel.save()
    except IntegrityError:
        raise Conflict(_("This account is connected already. Open it under Channels to connect it again.")) from None
    record(channel.force_id, "channel.connect", by, channel, name=channel.name, shown=shown)
    wake("publishing.send")
    return channel


def _root(kind: str) -> Path:
    """Where a local channel keeps its things: the server's own setting for it, else a folder of its name."""
    return Path(getattr(settings, f"{kind.upper()}_ROOT", Path(settings.HOME) / kind))


def _must_keep(by: Member) -> None:
    if not may_keep(by):
        raise NotAllowed(_("Only an administrator connects channels. Ask yours to do it."))
