"""Reading what stands on the force's own site: one record per post, as the channel wrote it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Picture:
    file: str
    alt: str
    width: int
    height: int
    mime: str
    film: str = ""
    captions: str = ""

    @property
    def name(self) -> str:
        return _last(self.file)

    @property
    def film_name(self) -> str:
        return _last(self.film)

    @property
    def captions_name(self) -> str:
        return _last(self.captions)

    @property
    def files(self) -> list[str]:
        """All that has to lie beside the page: the picture and, where it stands for a film, film and captions."""
        return [file for file in (self.file, self.film, self.captions) if file]


@dataclass(frozen=True, slots=True)
class Record:
    """A post that should be seen now. `path` is its place under the site; `about` the plain facts for its page."""

    path: str
    text: str
    lang: str
    link: str
    at: datetime
    pictures: tuple[Picture, ...]
    about: dict[str, Any]
    given_title: str = ""

    @property
    def area(self) -> str:
        return str(self.about.get("area", ""))

    @property
    def updated_at(self) -> datetime:
        stamp = self.about.get("updated_at")
        return datetime.fromisoformat(stamp) if stamp else self.at

    @property
    def corrected(self) -> bool:
        """Changed after people could have read it: more than a minute after it first went out."""
        return (self.updated_at - self.at).total_seconds() > 60

    @property
    def title(self) -> str:
        """The given title, or the first sentence of the text, cut at a word near 90 characters."""
        first = self.given_title or self.text.strip().split("\n", 1)[0]
        for stop in (". ", "! ", "? "):
            first = first.split(stop, 1)[0] + (stop[0] if stop in first else "")
        if len(first) <= 90:
            return first
        return first[:90].rsplit(" ", 1)[0] + "…"

    @property
    def body(self) -> str:
        """What the page says below its heading: without the sentence that already stands as the heading."""
        return self.text.strip().removeprefix(self.title).strip()


def _last(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def read_all(content: Path) -> list[Record]:
    """Every readable record, newest first. A half-written or foreign file is no record."""
    return sorted(_records(content), key=lambda record: record.at, reverse=True)


def _records(content: Path) -> Iterator[Record]:
    for file in content.rglob("*.json"):
        try:
            yield _record(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _record(data: dict[str, Any]) -> Record:
    return Record(
        path=data["path"],
        text=data["text"],
        lang=data["lang"] or "en",
        link=data["link"],
        at=datetime.fromisoformat(data["created_at"]),
        pictures=tuple(
            Picture(p["file"], p["alt"], p["width"], p["height"], p["mime"], p.get("film", ""), p.get("captions", ""))
            for p in data.get("pictures", ())
        ),
        about=data.get("about", {}),
        given_title=data.get("title", ""),
    )
