"""What an author wrote, as plain values: the vocabulary that every layer shares.

Nothing here knows Django, Markdown or a database. A revision stores
``ArticleSource.to_dict()`` and ``ArticleSource.from_dict()`` brings it back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

# In which a text can have appeared. The year 202 is a slip of who typed 2020, and years
# have four digits in the addresses of their lists.
YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True)
class FAQSource:
    """One question (plain text) and its Markdown answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class FigureSource:
    """An image placed in one article under a name (``![](figure:name)``).

    ``image`` is the digest of a library image, empty while none is chosen.
    ``alt``, ``caption`` and ``credit``: plain text, Markdown, plain text.
    """

    name: str
    image: str = ""
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class CallToAction:
    """The closing invitation; wholly empty means "print the practice's own"."""

    heading: str = ""
    text: str = ""
    label: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return any((self.heading, self.text, self.label, self.url))


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """Everything that a revision of an article snapshots.

    ``body``, FAQ answers, captions and the call to action's text are Markdown;
    the other texts are plain. ``authors`` are clinicians' slugs in byline order,
    ``further_reading`` reference keys in list order. ``lead_figure`` names one
    of ``figures``.
    """

    title: str = ""
    standfirst: str = ""
    summary: str = ""
    body: str = ""
    faq_heading: str = ""
    faqs: tuple[FAQSource, ...] = ()
    figures: tuple[FigureSource, ...] = ()
    lead_figure: str = ""
    further_reading: tuple[str, ...] = ()
    call_to_action: CallToAction = field(default_factory=CallToAction)
    authors: tuple[str, ...] = ()
    reviewed_on: date | None = None
    review_due_on: date | None = None
    ai_disclosure: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The source as JSON values: tuples as lists, dates as ISO 8601."""
        values = asdict(self)
        for name in ("reviewed_on", "review_due_on"):
            if values[name]:
                values[name] = values[name].isoformat()
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ArticleSource:
        """The inverse of ``to_dict``; keys of a later version are ignored."""
        known = {f.name: values[f.name] for f in fields(cls) if f.name in values}
        for name in ("further_reading", "authors"):
            known[name] = tuple(known.get(name, ()))
        known["faqs"] = tuple(FAQSource(**faq) for faq in known.get("faqs", ()))
        known["figures"] = tuple(
            FigureSource(**figure) for figure in known.get("figures", ())
        )
        known["call_to_action"] = CallToAction(**known.get("call_to_action", {}))
        for name in ("reviewed_on", "review_due_on"):
            if known.get(name):
                known[name] = date.fromisoformat(known[name])
        return cls(**known)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON: equal sources have equal digests."""
        canonical = json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


class Severity(StrEnum):
    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands.

    ``part``: a name from ``ArticleSource`` ("body", "faqs", "figures", …);
    ``index``: position in that part, from 0; ``name``: the figure's name or the
    citation key; ``line``: line in the Markdown text, from 1.
    """

    part: str
    index: int | None = None
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an editor should know, in a sentence that a lay reader can act on."""

    code: str
    severity: Severity
    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file made from an image: ``format`` is "jpeg", "webp", "avif" or "png"."""

    url: str
    width: int
    format: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page needs to show a library image: pixels and the files that exist."""

    width: int
    height: int
    renditions: tuple[Rendition, ...] = ()
