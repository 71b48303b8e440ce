"""The fields that kinds of works share, in the words that the form uses.

Labels and examples are for somebody who has the work in hand and no manual. How a
kind is laid out in CSL follows what APA 7 needs printed: an article number stands in
``number``, what is in square brackets in ``genre`` or ``medium``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Field:
    """``case``: whether APA writes this title in sentence case (6.17)."""

    variable: str
    label: str
    help: str = ""
    case: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """``type``: the CSL type of a new work; ``types``: all that count as this kind.

    ``defaults``: CSL values that are filled in where the work has none. ``by_body``:
    whether its author is an organisation, which is its publisher or site as well.
    """

    slug: str
    group: str
    label: str
    help: str
    type: str
    fields: tuple[Field, ...]
    also: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    by_body: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        return (self.type, *self.also)


def called(known: Field, label: str, help: str = "") -> Field:
    return replace(known, label=label, help=help or known.help)


def in_capitals(known: Field) -> Field:
    """A proper name, which keeps its capitals."""
    return replace(known, case=False)


AUTHORS = Field("author", "Authors", "In the order in which the work names them.")
EDITORS = Field("editor", "Editors")
TRANSLATORS = Field("translator", "Translators")
DATE = Field("issued", "Date", "The year is often enough.")
DAY = called(DATE, "Date", "As exact as the page gives it.")
ORIGINAL = Field(
    "original-date", "First published", "The year in which the work first came out."
)
ACCESSED = Field(
    "accessed",
    "Seen on",
    "Only if the page changes over time, like a dictionary entry or a counter.",
)
TITLE = Field(
    "title",
    "Title",
    "Title and subtitle, with a colon between them. Capitals are kept as you type.",
    case=True,
)
NAME = in_capitals(TITLE)
JOURNAL = Field(
    "container-title",
    "Journal",
    "Its full name, for example Journal of Consulting Psychology.",
)
BOOK_TITLE = Field("container-title", "Title of the book", case=True)
SITE = Field(
    "container-title",
    "Name of the website",
    "For example Mayo Clinic. Leave it empty if it is the author’s own name.",
)
VOLUME = Field("volume", "Volume", "For example 10.")
ISSUE = Field("issue", "Issue", "The number in parentheses, for example 2.")
PAGES = Field("page", "Pages", "For example 227–237.")
ARTICLE_NUMBER = Field(
    "number",
    "Article number",
    "For an online journal without pages, for example e0193972.",
)
VOLUME_TITLE = Field(
    "volume-title", "Title of this volume", "If the volume has its own.", case=True
)
EDITION = Field(
    "edition", "Edition", "If it is not the first: 2, or “5th ed., text rev.”"
)
PUBLISHER = Field(
    "publisher", "Publisher", "For example Guilford Press. The city is not needed."
)
STATUS = Field(
    "status",
    "Not in print yet?",
    "“in press”, or “Advance online publication” if it is online ahead of print.",
)
NARRATORS = Field("narrator", "Read by", "The voice of an audiobook.")
MEDIUM = Field(
    "medium",
    "Form, in square brackets",
    "It is printed behind the title, for example Audiobook.",
)
GENRE = Field(
    "genre",
    "Description, in square brackets",
    "It is printed behind the title, for example Editorial.",
)
DOI = Field(
    "DOI",
    "DOI",
    "A code that always leads to the work, for example 10.1177/1745691614568352.",
)
URL = Field("URL", "Web address", "It begins with https://.")
PMID = Field("PMID", "PubMed number (PMID)", "For example 25910392.")
ISBN = Field("ISBN", "ISBN", "On the back of the book; it is not printed in the list.")
ARCHIVE = Field(
    "archive",
    "Database or archive",
    "For example ProQuest Dissertations & Theses Global.",
)
FINDING = (DOI, URL)
BOOK_ENDS = (EDITION, PUBLISHER, DOI, URL, ISBN)
