"""`bench pii [--data FILE]`: how well personal data is found, beside two well-known finders in the same run where they are installed.

A line of data: {"text", "spans": [{"start", "end", "type"}], "decoys": [the same]}. A find is right if it overlaps a span of its type.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bluelamp.kernel.errors import Told
from bluelamp.language.pii import find
from bluelamp.project.bench import peers
from bluelamp.project.bench.figures import figures, worked

SAMPLE = Path(__file__).parent / "data" / "pii.jsonl"
_NOTE = (
    "Our sample writes numbers and domains that belong to nobody (07700 900xxx, .example); the others reject those as not in use,"
    " so their figures for PHONE and EMAIL say little here."
)
Place = tuple[int, int, str]  # start, end, type
Finder = Callable[[str], list[Place]]


@dataclass(frozen=True)
class Post:
    text: str
    spans: list[Place]
    decoys: list[Place]


@dataclass
class Tally:
    """Counts of one finder over all posts. `right` and `told` count its finds, `found` the spans that it caught."""

    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    decoys: Counter[str] = field(default_factory=Counter)
    decoys_flagged: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)

    def add(self, post: Post, told: list[Place]) -> None:
        for place in told:
            self.told[place[2]] += 1
            self.right[place[2]] += any(_same(place, span) for span in post.spans)
        for span in post.spans:
            self.spans[span[2]] += 1
            self.found[span[2]] += any(_same(place, span) for place in told)
        for decoy in post.decoys:
            self.decoys[decoy[2]] += 1
            self.decoys_flagged[decoy[2]] += any(_overlap(place, decoy) for place in told)
        self.posts["caught" if post.spans and told else "flagged_clean" if told else "silent"] += 1
        self.posts["with" if post.spans else "clean"] += 1

    def report(self) -> dict[str, Any]:
        types = sorted({*self.spans, *self.told})
        return {
            **_shares(self.right.total(), self.told.total(), self.found.total(), self.spans.total()),
            "by_type": {t: _shares(self.right[t], self.told[t], self.found[t], self.spans[t]) for t in types},
            "decoys_flagged": {t: f"{n} of {self.decoys[t]}" for t, n in sorted(self.decoys_flagged.items()) if n},
            "posts_caught": f"{self.posts['caught']} of {self.posts['with']}",
            "clean_posts_flagged": f"{self.posts['flagged_clean']} of {self.posts['clean']}",
        }


def run(data: Path | None = None) -> dict[str, Any]:
    """Ours on all types; each peer on the types it has a finder for, so that none is blamed for what it does not claim."""
    posts = load(data or SAMPLE)
    ours = {"bluelamp": _measure(posts, _ours, None)}
    others = {name: _peer(posts, peer) for name, peer in peers.PEERS.items()}
    return {"posts": len(posts), **ours, **others, **({"note": _NOTE} if data is None else {})}


def load(path: Path) -> list[Post]:
    """Raises Told if the file cannot be used."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [_post(json.loads(line)) for line in lines]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Told(f'{path}: cannot be used ({error}). Each line should be {{"text", "spans", "decoys"}}.') from error


def _post(record: Mapping[str, Any]) -> Post:
    return Post(record["text"], _places(record["spans"]), _places(record.get("decoys", ())))


def _places(spans: Iterable[Mapping[str, Any]]) -> list[Place]:
    return [(span["start"], span["end"], span["type"]) for span in spans]


def _ours(text: str) -> list[Place]:
    return [(span.start, span.end, span.kind) for span in find(text)]


def _peer(posts: list[Post], peer: peers.Peer) -> dict[str, Any] | str:
    finder = peer.load()
    return _measure(posts, finder, peer.types) if finder else "not installed; uv sync --group bench, or pip install it"


def _measure(posts: list[Post], finder: Finder, types: frozenset[str] | None) -> dict[str, Any]:
    tally, times = Tally(), []
    finder(posts[0].text)  # the first call, which loads models, is not timed
    for post in posts:
        told: list[Place] = []
        times.append(worked(lambda text=post.text, told=told: told.extend(finder(text))))  # type: ignore[misc]
        wanted = [span for span in post.spans if types is None or span[2] in types]
        tally.add(Post(post.text, wanted, post.decoys), told)
    return {**tally.report(), "time": figures(times)}


def _same(place: Place, span: Place) -> bool:
    return place[2] == span[2] and _overlap(place, span)


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shares(right: int, told: int, found: int, spans: int) -> dict[str, Any]:
    return {
        "precision": round(right / told, 3) if told else None,
        "recall": round(found / spans, 3) if spans else None,
        "spans": spans,
    }
