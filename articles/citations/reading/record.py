"""What reading a file gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from articles.citations.sentence_case import is_title_case, propose

LARGEST = 5_000_000
MOST_RECORDS = 5_000
LONGEST_RAW = 4_000


class Unreadable(Exception):
    """The file as a whole is none of the formats; the message is for its owner."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a file. ``item`` is None where ``problem`` says why it is unread.

    ``position`` counts from 1; ``proposed_title`` is the title in sentence case where
    the file has it in capitals, and never replaces the title by itself.
    """

    position: int
    source_key: str
    raw: str
    item: dict[str, Any] | None
    problem: str = ""
    remarks: tuple[str, ...] = ()
    proposed_title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    format: str
    records: tuple[Record, ...]


@dataclass(slots=True)
class Draft:
    """A record while it is read."""

    raw: str
    source_key: str = ""
    item: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    remarks: list[str] = field(default_factory=list)
    protected_title: str = ""

    def finished(self, position: int) -> Record:
        problem = self.problem
        if not problem and not self.item.keys() - {"type", "id"}:
            problem = "Nothing in this entry could be read."
        title = self.item.get("title")
        typed = self.protected_title or (title if isinstance(title, str) else "")
        proposed = propose(typed) if not problem and is_title_case(typed) else ""
        return Record(
            position=position,
            source_key=self.source_key,
            raw=self.raw[:LONGEST_RAW],
            item=None if problem else self.item,
            problem=problem,
            remarks=tuple(self.remarks),
            proposed_title="" if proposed == title else proposed,
        )
