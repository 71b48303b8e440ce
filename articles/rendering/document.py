"""What a page needs of an article once its text has been rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from articles.source import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline; ``id`` stands on the heading in ``Document.body``."""

    id: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One FAQ: ``question`` is plain text, ``html`` the answer.

    The page puts ``id`` on the element that holds the question.
    """

    id: str
    question: str
    html: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One work in the reference list or under further reading.

    The page puts ``id`` on the list item; citations in the text link to it.
    ``mentions`` are the ids of those citations in reading order, for links back.
    """

    key: str
    id: str
    html: str
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered article; every ``html`` in it has passed the sanitiser.

    ``plain_text`` is the prose of body and FAQs in paragraphs parted by a blank
    line. ``cited`` holds canonical keys in reading order, ``images`` the digests
    of the images shown. ``reference_list``: ``references`` as the page prints them,
    empty in what an older release has rendered.
    """

    body: str = ""
    lead_figure: str = ""
    faqs: tuple[Answer, ...] = ()
    call_to_action: str = ""
    references: tuple[Entry, ...] = ()
    reference_list: str = ""
    further_reading: tuple[Entry, ...] = ()
    toc: tuple[Heading, ...] = ()
    plain_text: str = ""
    word_count: int = 0
    reading_minutes: int = 0
    cited: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The document as JSON values (tuples become lists when dumped)."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Document:
        """The inverse of ``to_dict``, also after a round trip through JSON."""
        return cls(
            body=values["body"],
            lead_figure=values["lead_figure"],
            faqs=tuple(Answer(**faq) for faq in values["faqs"]),
            call_to_action=values["call_to_action"],
            references=tuple(map(_entry, values["references"])),
            reference_list=values.get("reference_list", ""),
            further_reading=tuple(map(_entry, values["further_reading"])),
            toc=tuple(Heading(**heading) for heading in values["toc"]),
            plain_text=values["plain_text"],
            word_count=values["word_count"],
            reading_minutes=values["reading_minutes"],
            cited=tuple(values["cited"]),
            images=tuple(values["images"]),
            problems=tuple(map(_problem, values["problems"])),
        )


def _entry(values: Mapping[str, Any]) -> Entry:
    return Entry(**{**values, "mentions": tuple(values["mentions"])})


def _problem(values: Mapping[str, Any]) -> Problem:
    return Problem(
        code=values["code"],
        severity=Severity(values["severity"]),
        place=Place(**values["place"]),
        message=values["message"],
    )
