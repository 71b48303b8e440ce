"""The entries of an import as the screen shows them."""

import json
from dataclasses import dataclass

from articles.admin.references.notices_said import notices_said
from articles.admin.references.review_choices import CHOICES, COMPARED
from articles.citations import missing_fields
from articles.citations.comparing import compare, differences
from articles.citations.records import author_line, issued_year, text
from articles.citations.reference_text import parse_reference
from articles.models import ImportedRecord
from articles.models.import_library import PASTED
from articles.models.imported_record import Decision


@dataclass(frozen=True)
class Side:
    """One field: what each side says, and which one is chosen."""

    field: str
    label: str
    base: str
    here: str
    there: str
    chosen: str


@dataclass(frozen=True)
class Row:
    """One entry on the screen."""

    record: ImportedRecord
    line: str
    details: str
    missing: str
    choices: tuple
    chosen: str
    sides: tuple[Side, ...] = ()
    table: tuple = ()
    takes_title: bool = False
    prefill: str = ""
    problem: str = ""

    @property
    def is_open(self):
        return self.record.decision == Decision.OPEN

    @property
    def notices(self):
        return notices_said(self.record.found)

    @property
    def may_be_found(self):
        is_known = self.record.found or self.record.verdict not in {"new", "unread"}
        return not is_known and bool(text(guessed(self.record), "title"))

    @property
    def may_be_added(self):
        return "add" in dict(self.choices)

    @property
    def has_base(self):
        return any(side.base for side in self.sides)


def rows(records, choices):
    return [row(record, choices) for record in records]


def row(record, choices):
    item = record.item or {}
    work = record.work
    is_compared = work and item and record.verdict in COMPARED
    twin = record.twin.item if record.twin and item and not is_compared else None
    return Row(
        record=record,
        line=line(item) if item else "",
        details=details(item),
        missing=", ".join(missing_fields(item)) if item else "",
        choices=CHOICES.get(record.verdict, ()),
        chosen=choices.of(record),
        sides=tuple(sides(record, work, choices)) if is_compared else (),
        table=tuple(compare(twin, item)) if twin else (),
        takes_title=choices.takes_title(record),
        prefill=json.dumps(guessed(record)),
        problem=choices.problems.get(record.pk, ""),
    )


def line(item):
    """The work in a line, without starting the engine for every page of a review."""
    who = author_line(item) or "No author"
    when = issued_year(item) or text(item, "status") or "n.d."
    return f"{who} ({when}). {text(item, 'title') or 'Untitled'}"


def details(item):
    volume, issue = text(item, "volume"), text(item, "issue")
    where = [
        text(item, "container-title"),
        f"{volume}({issue})" if issue else volume,
        text(item, "page"),
    ]
    parts = [", ".join(filter(None, where)), text(item, "publisher")]
    return " · ".join(filter(None, [*parts, text(item, "DOI") or text(item, "URL")]))


def sides(record, work, choices):
    """The fields in which entry and work differ; both edited: the person chooses."""
    base = record.base if record.base is not None else work.item
    for change in differences(base, work.item, record.item).fields:
        if change.here == change.there:
            continue
        is_there = record.base is not None and change.base == change.here
        default = "there" if is_there else "here"
        chosen = choices.side(record, change.field) or default
        was = change.base if record.base is not None else ""
        yield Side(change.field, change.label, was, change.here, change.there, chosen)


def guessed(record):
    """What can be told of an entry; nothing of one that a file's reader gave up."""
    is_pasted = record.batch.format == PASTED
    return record.item or (parse_reference(record.raw) if is_pasted else {})
