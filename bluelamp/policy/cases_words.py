"""What people call stages, orders, gates and consents; and what may be said at each stage."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.policy.words import CASE_STATES

STAGES = {stage: said for stage, said in CASE_STATES.items() if stage != "none"}
SHORT: dict[str, Promise] = {
    "investigation": _("Looking into it"),
    "arrest": _("Arrested"),
    "charged": _("Charged"),
    "trial": _("On trial"),
    "sentenced": _("Sentenced"),
    "resolved": _("Resolved"),
}
LADDER: dict[str, tuple[Promise, Promise]] = {
    "investigation": (
        _("What was reported to us, roughly where and when, and how people can help."),
        _("Do not tell a report as if it were proved, and name nobody who was harmed unless their yes is on record."),
    ),
    "arrest": (
        _("Man or woman, age, home town, what the arrest is about, when, and whether they are in custody or on bail."),
        _("No name, address, job or nationality. No evidence, and not a word that sounds as if it were decided."),
    ),
    "charged": (
        _("The name of an adult, age, part of town, the charge, the court and the day."),
        _("No evidence, no background, no opinion. Nothing from which a child or young person can be recognised."),
    ),
    "trial": (
        _("When and where the court sits, and what was said in open court, plainly."),
        _("Nothing else until it is over, and no comments under the post."),
    ),
    "sentenced": (
        _("The result, the court and the day; words of somebody who was harmed only with their yes on record."),
        _("No opinion about the sentence. Ask first whether another trial of the same case is still to come."),
    ),
    "resolved": (
        _("That it is over, as plainly as you once said that it began."),
        _("Do not leave the first post standing alone, and take names and pictures down."),
    ),
}
"""stage -> what may be said, what stays out."""

ORDERS: dict[str, Promise] = {
    "no_report": _("Nothing about it may be reported"),
    "postponed": _("Nothing until a later trial is over"),
    "witness_anonymity": _("A witness must not be recognised"),
    "youth_anonymity": _("A child or young person must not be recognised"),
    "teacher_anonymity": _("A teacher must not be recognised before a charge"),
    "other": _("Another order"),
}
GATES: dict[str, Promise] = {
    "next_of_kin_informed": _("The next of kin have been told"),
    "family_informed": _("The family knows that the person is found"),
}
CONSENTS: dict[str, Promise] = {
    "story": _("Their story may be told"),
    "name": _("Their name may be given"),
    "picture": _("Their picture may be shown"),
    "child": _("A parent agrees for a child"),
}
