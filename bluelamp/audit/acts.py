"""Every act that can be written down: the operation it is in law, and the sentence that tells it.

Whoever adds an action adds its line here; `append.record` refuses an act that is not listed. `{actor}` and `{object}`
are filled in from the entry, any other name from its facts.
"""

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Operation(StrEnum):
    """The six operations that the Data Protection Act 2018, section 62, wants logged."""

    COLLECT = "collect"
    ALTER = "alter"
    CONSULT = "consult"
    DISCLOSE = "disclose"
    COMBINE = "combine"
    ERASE = "erase"


class Act(NamedTuple):
    operation: Operation
    says: Promise | str


_O = Operation

ACTS: dict[str, Act] = {
    "force.create": Act(_O.ALTER, _("{actor} set up {object}")),
    "force.edit": Act(_O.ALTER, _("{actor} changed {object}")),
    "area.create": Act(_O.ALTER, _("{actor} added the area {object}")),
    "team.create": Act(_O.ALTER, _("{actor} added the team {object}")),
    "member.create": Act(_O.COLLECT, _("{actor} added {object}")),
    "member.invite": Act(_O.DISCLOSE, _("{actor} made a sign-in link for {object}")),
    "member.role": Act(_O.ALTER, _("{actor} changed what {object} may do")),
    "member.trust": Act(_O.ALTER, _("{actor} changed the trust level of {object}")),
    "member.suspend": Act(_O.ALTER, _("{actor} stopped {object}")),
    "member.restore": Act(_O.ALTER, _("{actor} let {object} back in")),
    "member.leave": Act(_O.ALTER, _("{actor} marked {object} as gone from the force")),
    "session.end": Act(_O.ALTER, _("{actor} ended a session of {object}")),
    "signin.ok": Act(_O.CONSULT, _("{actor} signed in")),
    "signin.factor": Act(_O.CONSULT, _("{actor} passed the second step of signing in")),
    "signin.fail": Act(_O.CONSULT, _("Somebody could not sign in as {object}")),
    "signin.out": Act(_O.CONSULT, _("{actor} signed out")),
    "factor.add": Act(_O.ALTER, _("{actor} set up a second step for signing in")),
    "factor.remove": Act(_O.ALTER, _("{actor} took away a second step for signing in")),
    "hold.press": Act(_O.ALTER, _("{actor} paused all publishing")),
    "hold.lift": Act(_O.ALTER, _("{actor} let publishing go on")),
    "channel.connect": Act(_O.ALTER, _("{actor} connected {object}")),
    "channel.disconnect": Act(_O.ALTER, _("{actor} disconnected {object}")),
    "channel.needs_auth": Act(_O.ALTER, _("{object} does not let us in any more and waits for an administrator")),
    "channel.check": Act(_O.CONSULT, _("{actor} checked {object}")),
    "picture.take": Act(_O.COLLECT, _("{actor} added {object}")),
    "picture.alt": Act(_O.ALTER, _("{actor} described {object} in words")),
    "picture.blur": Act(_O.ERASE, _("{actor} made parts of a picture in {object} unreadable")),
    "picture.tie": Act(_O.COMBINE, _("{actor} tied {object} to a case")),
    "picture.untie": Act(_O.ALTER, _("{actor} untied {object} from a case")),
    "picture.remove": Act(_O.ERASE, _("{actor} took out {object}")),
    "pack.install": Act(_O.ALTER, _("{actor} installed the rules {object}")),
    "pack.apply": Act(_O.ALTER, _("{actor} put the change of rules {object} in force")),
    "pack.agree": Act(_O.ALTER, _("{actor} said yes to the change of rules {object}")),
    "pack.offer": Act(_O.COLLECT, _("{actor} brought in the rules {object} to look at them")),
    "pack.edit": Act(_O.ALTER, _("{actor} changed the draft of the rules {object}")),
    "pack.propose": Act(_O.ALTER, _("{actor} proposed the change of rules {object}")),
    "pack.refuse": Act(_O.ALTER, _("{actor} said no to the change of rules {object}")),
    "pack.withdraw": Act(_O.ALTER, _("{actor} dropped the change of rules {object}")),
    "pack.remove": Act(_O.ALTER, _("{actor} took the rules {object} out of force")),
    "pack.publish": Act(_O.DISCLOSE, _("{actor} published the rules {object} for other forces")),
    "pack.unpublish": Act(_O.ERASE, _("{actor} took the published rules {object} back")),
    "signer.trust": Act(_O.ALTER, _("{actor} trusts the signature of {object} on rules")),
    "signer.drop": Act(_O.ALTER, _("{actor} trusts the signature of {object} no more")),
    "packkey.make": Act(_O.ALTER, _("{actor} made a key to sign the force's rules")),
    "feed.follow": Act(_O.ALTER, _("{actor} follows the rules that {object} publishes")),
    "feed.unfollow": Act(_O.ALTER, _("{actor} follows {object} no more")),
    "case.open": Act(_O.COLLECT, _("{actor} put the case {object} in the register")),
    "case.edit": Act(_O.ALTER, _("{actor} changed the case {object}")),
    "case.stage": Act(_O.ALTER, _("{actor} moved the case {object} on")),
    "case.gate": Act(_O.ALTER, _("{actor} ticked for {object} that the family knows")),
    "case.gate_undo": Act(_O.ALTER, _("{actor} took back for {object} that the family knows")),
    "case.order": Act(_O.COLLECT, _("{actor} recorded a court order for {object}")),
    "case.order_lift": Act(_O.ERASE, _("{actor} recorded that a court order for {object} was lifted")),
    "case.names": Act(_O.CONSULT, _("{actor} looked at the protected names of {object}")),
    "case.name_add": Act(_O.COLLECT, _("{actor} added a protected name to {object}")),
    "case.name_remove": Act(_O.ERASE, _("{actor} took a protected name out of {object}")),
    "consent.give": Act(_O.COLLECT, _("{actor} recorded the consent {object}")),
    "consent.withdraw": Act(_O.ALTER, _("{actor} recorded that {object} was withdrawn")),
    "election.plan": Act(_O.ALTER, _("{actor} put {object} in the calendar")),
    "election.drop": Act(_O.ALTER, _("{actor} took {object} out of the calendar")),
    "route.install": Act(_O.ALTER, _("{actor} set who must approve what")),
    "finding.fine": Act(_O.ALTER, _("{actor} said why the rule {rule} is wrong about {object}")),
    "finding.unfine": Act(_O.ALTER, _("{actor} took back what they said about the rule {rule} and {object}")),
    "finding.weigh": Act(_O.ALTER, _("{actor} decided whether the rule {rule} was wrong about {object}")),
    "post.create": Act(_O.COLLECT, _("{actor} began {object}")),
    "post.edit": Act(_O.ALTER, _("{actor} changed {object}")),
    "post.submit": Act(_O.ALTER, _("{actor} handed in {object}")),
    "post.recall": Act(_O.ALTER, _("{actor} took back {object}")),
    "post.agree": Act(_O.ALTER, _("{actor} said yes to {object}; another yes is needed")),
    "post.approve": Act(_O.ALTER, _("{actor} approved {object}")),
    "post.return": Act(_O.ALTER, _("{actor} gave back {object}")),
    "post.release": Act(_O.DISCLOSE, _("{actor} released {object} to its channels")),
    "post.withhold": Act(_O.ALTER, _("{actor} withheld {object}")),
    "post.discard": Act(_O.ERASE, _("{actor} discarded {object}")),
    "post.retract": Act(_O.ERASE, _("{actor} withdrew {object} everywhere")),
    "post.correct": Act(_O.ALTER, _("{actor} began a correction of {object}")),
    "post.keep": Act(_O.ALTER, _("{actor} left {object} as it is")),
    "delivery.live": Act(_O.DISCLOSE, _("{object} went live")),
    "delivery.edited": Act(_O.DISCLOSE, _("{object} was corrected where it is live")),
    "delivery.gone": Act(_O.ERASE, _("{object} is gone from its channel")),
    "delivery.refused": Act(_O.DISCLOSE, _("The channel refused {object}")),
    "delivery.unsure": Act(_O.DISCLOSE, _("{object} may or may not have gone out")),
    "delivery.held": Act(_O.ALTER, _("A person has to look at {object}")),
    "delivery.decided": Act(_O.ALTER, _("{actor} decided what is true of {object}")),
    "inbox.collect": Act(_O.COLLECT, _("{object} came in")),
    "inbox.read": Act(_O.CONSULT, _("{actor} read {object}")),
    "inbox.assign": Act(_O.ALTER, _("{actor} passed on {object}")),
    "inbox.answer": Act(_O.DISCLOSE, _("{actor} wrote an answer to {object}")),
    "inbox.close": Act(_O.ALTER, _("{actor} closed {object}")),
    "inbox.reopen": Act(_O.ALTER, _("{actor} opened {object} again")),
    "audit.view": Act(_O.CONSULT, _("{actor} looked at the record")),
    "audit.export": Act(_O.DISCLOSE, _("{actor} took a copy of the record")),
    "audit.erase": Act(_O.ERASE, _("{actor} erased the words kept with {object}")),
}

THINGS: dict[str, Promise | str] = {
    "force": _("force"),
    "area": _("area"),
    "team": _("team"),
    "member": _("person"),
    "channel": _("channel"),
    "picture": _("picture"),
    "pack": _("pack"),
    "installedpack": _("pack"),
    "publishedpack": _("pack"),
    "proposal": _("change of rules"),
    "signer": _("signature"),
    "packkey": _("key"),
    "following": _("feed"),
    "case": _("case"),
    "consent": _("consent"),
    "electionperiod": _("election"),
    "post": _("post"),
    "version": _("version"),
    "delivery": _("delivery"),
    "conversation": _("conversation"),
    "message": _("message"),
    "incoming": _("message"),
    "entry": _("entry"),
}
"""What a person calls a thing of each type; a type that is not listed is called by its own name."""

OPERATIONS: dict[str, Promise | str] = {
    _O.COLLECT: _("Collected"),
    _O.ALTER: _("Changed"),
    _O.CONSULT: _("Looked at"),
    _O.DISCLOSE: _("Disclosed"),
    _O.COMBINE: _("Combined"),
    _O.ERASE: _("Erased"),
}


def act(name: str) -> Act:
    """The act of this name. Raises KeyError with what to do about an act that is not listed."""
    try:
        return ACTS[name]
    except KeyError:
        raise KeyError(f"the act {name!r} is not known: add its line to bluelamp/audit/acts.py") from None
