"""Times as a person on shift says them: absolute, local, short. Spans in words, for clocks."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.kernel import clock


def when(moment: datetime | None) -> str:
    """“Mon 4 May, 14:05” in the local zone and the reader's language; with the year unless it is this year. "" for None."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if local.year == timezone.localtime(clock.now()).year:
        return dateformat(local, "D j M, H:i")
    return dateformat(local, "D j M Y, H:i")


def clock_time(moment: datetime | None) -> str:
    """“14:05”."""
    return dateformat(timezone.localtime(moment), "H:i") if moment else ""


def span(length: timedelta) -> str:
    """“12 min”, “2 h 10 min”, “26 h”, “3 days”: two figures at most, never below a minute."""
    minutes = max(1, int(abs(length).total_seconds() // 60))
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}
    if hours >= 10 or (hours and not rest):
        return _("%(count)s h") % {"count": hours}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    return _("%(count)s min") % {"count": minutes}


def waiting(since: datetime) -> str:
    """“waiting 12 min”."""
    return _("waiting %(span)s") % {"span": span(clock.now() - since)}


def left(until: datetime) -> str:
    """“2 h left”, or “35 min late” once it has passed."""
    over = clock.now() - until
    if over < timedelta(0):
        return _("%(span)s left") % {"span": span(over)}
    return _("%(span)s late") % {"span": span(over)}
