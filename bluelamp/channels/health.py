"""How each channel does: in a word, what is wrong, and who acts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bluelamp.channels import account
from bluelamp.channels.models import Channel
from bluelamp.channels.states import ChannelState
from bluelamp.kernel import clock


@dataclass(frozen=True, slots=True)
class Health:
    """One line of the channels page. `ours` = it never leaves this machine; `removable` = an administrator may end it."""

    channel: Channel
    label: str
    word: str
    tone: str
    note: str
    who: str
    ours: bool
    removable: bool
    hears: bool


def of(channel: Channel) -> Health:
    kind = account.known(channel)
    word, tone, note, who = _state(channel)
    return Health(
        channel=channel,
        label=_(kind.label) if kind else channel.kind,
        word=word,
        tone=tone,
        note=channel.note or note,
        who=who,
        ours=kind is not None and not kind.leaves_the_machine,
        removable=kind is not None and kind.connectable,
        hears=kind is not None and kind.abilities.collects,
    )


def _state(channel: Channel) -> tuple[str, str, str, str]:
    """Word, tone, sentence, who acts."""
    if channel.state == ChannelState.NEEDS_AUTH:
        sentence = _("The network does not let us in any more. Posts for it wait and are not lost.")
        return _("Connect again"), "care", sentence, _("An administrator connects it again.")
    if channel.state == ChannelState.DISCONNECTED:
        return _("Disconnected"), "quiet", _("What was posted stays there. Its history stays here."), ""
    if channel.state == ChannelState.PAUSED:
        return _("Paused"), "quiet", "", _("An administrator lets it go on.")
    if channel.gate and channel.gate > clock.now():
        return _("Waiting"), "lamp", _("The network asked us to slow down. Posts go on by themselves."), ""
    return _("Works"), "fine", "", ""
