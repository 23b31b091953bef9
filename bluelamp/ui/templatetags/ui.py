"""Components: `{% load ui %}`. Each takes plain words or an object with the named attributes, and never looks into a table.

Tones carry colour and shape together: quiet (ring), lamp (disc), care (triangle), stop (octagon), fine (tick).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bluelamp.ui import assets, marks, times, words

register = template.Library()
register.filter("when", times.when)
register.filter("clock_time", times.clock_time)
register.filter("waiting", times.waiting)
register.filter("left", times.left)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: `{% asset "bluelamp.css" %}`."""
    return assets.url(name)


@register.filter
def span(length: timedelta | None) -> str:
    return times.span(length) if length is not None else ""


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """`{% moment post.created_at %}`: a time that people and machines can read."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), times.when(value))


@register.inclusion_tag("ui/count.html")
def count(number: int | None) -> dict[str, Any]:
    """How many need you now, lit; nothing at all for none. On night only."""
    return {"number": number or 0}


@register.inclusion_tag("ui/state_tag.html")
def state_tag(word: str, tone: str = "quiet") -> dict[str, Any]:
    """`{% state_tag "Live" "fine" %}`: a state as word, shape and colour."""
    return {"word": word, "tone": tone}


@register.inclusion_tag("ui/alert.html")
def alert(text: str | Message, tone: str = "lamp") -> dict[str, Any]:
    """One sentence about what just happened; takes a Django message too."""
    if isinstance(text, Message):
        tone = words.TONE_OF_LEVEL.get(text.level_tag, "lamp")
    return {"text": text, "tone": tone, "kind": words.ALERT_KIND[tone], "word": words.alert_word(tone)}


@register.inclusion_tag("ui/finding.html")
def finding(
    found: Any,
    text: str = "",
    answer: str = "",
    target: str = "id_text",
    answers: Any = None,
    card: Any = None,
    url: str = "",
    asked: Any = False,
) -> dict[str, Any]:
    """One finding of the rulebook beside the words that caused it.

    `text` is what was judged (code points `found.start` to `found.end` are shown and, where the rewrite fits there,
    replaced by *Use this*), `target` the id of the box to replace them in, `answer` what was answered before, `answers`
    pairs of value and label (yes and no). Without JavaScript *Use this* submits `use_this=<rule>:<start>:<end>`; an answer
    is sent as `fact-<question_id>`. `card` (place, reasons, said) lets its author say why it is fine: `fine=<place>:<reason>`,
    own words as `fine-words-<place>`; to `url` by HTMX, else with the form around it.
    `asked`: the page asks the question elsewhere, once for all findings that have it.
    """
    spoken = text[found.start : found.end] if found.end > found.start else ""
    return {
        "found": found,
        "spoken": spoken,
        "usable": bool(found.rewrite and spoken and getattr(found, "replaces", "nothing") == "words"),
        "answer": answer,
        "answers": answers or [("yes", _("Yes")), ("no", _("No"))],
        "target": target,
        "tone": words.TONE_OF_WEIGHT.get(found.weight, "quiet"),
        "head": words.weight_word(found.weight),
        "exception_by": words.who(found.exception_by) if found.exception_by else "",
        "asks": bool(found.question) and not asked,
        "card": card,
        "url": url,
    }


@register.filter
def marked(text: str, findings: Iterable[Any]) -> SafeString:
    """`{{ text|marked:findings }}`: the words of each finding in <mark>, everything else escaped."""
    return marks.marked(text, [(found.start, found.end) for found in findings])


@register.inclusion_tag("ui/preview.html")
def preview(post: Any, heading: str = "h3") -> dict[str, Any]:
    """How one channel will show a post: where, handle, text, count, limit, pictures (url, alt, width, height)."""
    return {"post": post, "heading": heading}


@register.inclusion_tag("ui/chip.html")
def chip(
    label: str,
    value: Any = "",
    limit: int | None = None,
    unit: str = "graphemes",
    used: int = 0,
    checked: bool = False,
    name: str = "channels",
    target: str = "id_text",
    fixed: bool = False,
) -> dict[str, Any]:
    """A channel to tick, with what is left of its limit. `fixed` shows it without a tick box (an answer has one place)."""
    left = None if limit is None else limit - used
    return {
        "label": label,
        "value": value,
        "limit": limit,
        "unit": unit,
        "left": left,
        "over": -left if left is not None and left < 0 else 0,
        "checked": checked,
        "name": name,
        "target": target,
        "fixed": fixed,
    }


@register.inclusion_tag("ui/life.html")
def life(events: Iterable[Any]) -> dict[str, Any]:
    """The life of a post, oldest first: title, at, by, body, url, url_label, tone."""
    return {"events": events}


@register.inclusion_tag("ui/empty.html")
def empty(sentence: str, url: str = "", label: str = "") -> dict[str, Any]:
    """A kind sentence where a list has nothing, and perhaps one thing to do."""
    return {"sentence": sentence, "url": url, "label": label}


@register.inclusion_tag("ui/task.html")
def task(what: str, verb: str, url: str, more: str = "", now: bool = False, strong: bool = False) -> dict[str, Any]:
    """One row that needs you, with one verb. `now` marks what cannot wait, `strong` gives the one strong button."""
    return {"what": what, "verb": verb, "url": url, "more": more, "now": now, "strong": strong}


@register.inclusion_tag("ui/bubble.html")
def bubble(item: Any) -> dict[str, Any]:
    """One message of a conversation inside `<ol class="bl-talk">`: text, by, at, ours, where, pictures."""
    return {"item": item}


@register.inclusion_tag("ui/summary.html")
def summary(rows: Iterable[Any]) -> dict[str, Any]:
    """Facts in two columns: key, value, and perhaps url with verb."""
    return {"rows": rows}


@register.inclusion_tag("ui/pager.html")
def pager(page: "Page[Any]", query: QueryDict | None = None) -> dict[str, Any]:
    """Older and newer; keeps the other parts of the address: `{% pager page request.GET %}`."""
    kept = query.copy() if query else QueryDict(mutable=True)
    kept.pop("page", None)
    return {"page": page, "kept": f"{kept.urlencode()}&" if kept else ""}


@register.filter
def part(text: str, found: Any) -> str:
    """`{{ text|part:found }}`: the words that a finding is about."""
    return text[found.start : found.end]
