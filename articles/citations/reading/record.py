"""What reading a file gives back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from articles.citations.reading.settling import settle
from articles.citations.sentence_case import is_title_case, propose

LARGEST = 5_000_000
MOST_RECORDS = 5_000
LONGEST_RAW = 4_000
# Longer than any title; sentence case is not proposed for what cannot be one.
LONGEST_TITLE = 1_000


class Unreadable(Exception):
    """The file as a whole is none of the formats; the message is for its owner."""


def too_many(number: int) -> Unreadable:
    return Unreadable(
        f"This file holds {number:,} entries; up to {MOST_RECORDS:,} can be"
        " read at once. Please split it and try again."
    )


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
    """A record while it is read. ``is_final``: CSL already, to be kept as it is."""

    raw: str
    source_key: str = ""
    item: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    remarks: list[str] = field(default_factory=list)
    protected_title: str = ""
    is_final: bool = False

    def finished(self, position: int) -> Record:
        if not self.problem and not self.item.keys() - {"type", "id"}:
            self.problem = "Nothing in this entry could be read."
        if not self.problem and not self.is_final:
            settle(self.item, self.remarks)
        return Record(
            position=position,
            source_key=self.source_key,
            raw=self.raw[:LONGEST_RAW],
            item=None if self.problem else self.item,
            problem=self.problem,
            remarks=tuple(self.remarks),
            proposed_title="" if self.problem else self.proposed(),
        )

    def proposed(self) -> str:
        title = self.item.get("title")
        if not isinstance(title, str) or len(title) > LONGEST_TITLE:
            return ""
        typed = telling_braces(self.protected_title, title)
        found = propose(typed) if is_title_case(typed) else raised(title)
        return "" if found == title else found


def raised(title: str) -> str:
    """With a capital behind the colon (6.17), which PubMed leaves small.

    Not before a word that has its own spelling, "iPhone" or "α-waves".
    """
    return re.sub(
        r"(?<=[^\W\d_][?!]|\w\w): ([a-z])(?=[a-z]* )",
        lambda found: f": {found[1].upper()}",
        title,
    )


def telling_braces(protected: str, title: str) -> str:
    """The title with its braces, unless every capital is in them.

    Zotero puts each word with a capital into braces, Mendeley the whole title: that
    tells nothing about which words are names.
    """
    if re.sub(r"[{}]", "", protected) != title:
        return title
    groups = re.findall(r"\{([^{}]*)\}", protected)
    bare = re.sub(r"\{[^{}]*\}", "", protected)
    rest = bare if protected.startswith("{") else re.sub(r"\A\W*\w+", "", bare)
    has_capitals = any(letter.isupper() for letter in rest)
    is_by_word = len(groups) > 1 and not any(" " in group for group in groups)
    is_silent = groups == [title] or (is_by_word and not has_capitals)
    return title if is_silent else protected


def finished(drafts: Iterable[Draft]) -> tuple[Record, ...]:
    """The records in order; a key that comes twice is named at each."""
    records = [draft.finished(place) for place, draft in enumerate(drafts, 1)]
    keys = Counter(record.source_key.casefold() for record in records)
    return tuple(
        replace(record, remarks=(*record.remarks, repeated(record.source_key)))
        if record.source_key and keys[record.source_key.casefold()] > 1
        else record
        for record in records
    )


def repeated(key: str) -> str:
    return f"The key “{key[:100]}” is repeated in this file."
