"""BibTeX and BibLaTeX, split entry by entry so that a broken one costs only itself."""

from __future__ import annotations

import logging
import re

from bibtexparser.model import (
    Block,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from articles.citations.reading.bibtex_item import bibtex_item
from articles.citations.reading.record import MOST_RECORDS, Draft, too_many
from articles.citations.records import LONGEST_TEXT

# The month macros that every BibTeX style defines.
MONTHS = {
    name: name.capitalize()
    for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()
}
INHERITED = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
NOT_INHERITED = frozenset(
    "crossref xref key ids keywords xdata label shorttitle doi isbn url".split()
)
STARTS = re.compile(r"(?m)^[ \t]*@\w+[ \t]*[{(]")
KEY = re.compile(r"\s*@\w+\s*[{(]\s*([^,\s{}=]{1,200})\s*,")
# A string macro that refers to another doubles in length; real ones are short.
LONGEST_STRING = 2_000
MOST_FIELDS = 500
Fields = dict[str, str]
Read = tuple[Draft, str, Fields]

# Its splitter logs every broken entry, which the reading names itself.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)


def read_bibtex(text: str) -> list[Draft]:
    """Raises ``Unreadable`` where the file holds far more entries than allowed."""
    # Addresses and comments look like entries too, hence four times as many.
    starts = len(re.findall(r"@\w+[ \t]{0,9}[{(]", text))
    if starts > 4 * MOST_RECORDS:
        raise too_many(starts)
    strings = dict(MONTHS)
    entries: list[Read] = []
    for block in Splitter(text).split().blocks:
        if isinstance(block, String):
            macro = resolved(block.value, strings)[:LONGEST_STRING]
            strings[block.key.lower()] = macro
        else:
            entries.extend(read_block(block, strings))
    by_key = {
        draft.source_key.lower(): fields for draft, _, fields in reversed(entries)
    }
    for draft, kind, fields in entries:
        if not draft.problem:
            whole = inherited(fields, by_key, draft.remarks)
            draft.item, draft.protected_title = bibtex_item(kind, whole, draft.remarks)
    # BibLaTeX's xdata blocks only lend their fields to others.
    return [draft for draft, kind, _ in entries if kind not in {"xdata", "set"}]


def read_block(block: Block, strings: Fields) -> list[Read]:
    if isinstance(block, Entry):
        return [entry_of(block, strings)]
    if isinstance(block, ParsingFailedBlock):
        return [failed(block, strings)]
    if isinstance(block, ExplicitComment | ImplicitComment):
        return stray(block.raw or "")
    return []


def stray(raw: str) -> list[Read]:
    """Entries swallowed as text between entries; an @comment is left alone."""
    if raw.lstrip().lower().startswith("@comment") or not STARTS.search(raw):
        return []
    return [(Draft(raw=raw, problem="This entry cannot be read."), "", {})]


def entry_of(block: Entry, strings: Fields) -> Read:
    draft = Draft(raw=block.raw or "", source_key=block.key)
    fields: Fields = {}
    for field in block.fields[:MOST_FIELDS]:
        value = resolved(str(field.value)[: LONGEST_TEXT + 2], strings)
        fields.setdefault(field.key.lower(), value)
        if len(str(field.value)) > LONGEST_TEXT:
            draft.remarks.append(f"Too long, its end was cut: {field.key[:40]}.")
    return draft, block.entry_type.lower(), fields


def failed(block: ParsingFailedBlock, strings: Fields) -> Read:
    inner = block.ignore_error_block
    if isinstance(inner, Entry):
        read = entry_of(inner, strings)
        if isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys)[:20])
            read[0].remarks.append(f"Given twice, the first was taken: {names}.")
        return read
    raw = block.raw or ""
    if raw.lstrip().lower().startswith(("@comment", "@preamble")):
        return Draft(raw=raw, problem="This comment has no end."), "", {}
    key = KEY.match(raw)
    problem = (
        "This entry cannot be read: a brace or quotation mark is missing or too many."
    )
    return Draft(raw=raw, source_key=key[1] if key else "", problem=problem), "", {}


PART = re.compile(r"\\.|[{}\"#]", re.DOTALL)


def resolved(value: str, strings: Fields) -> str:
    """``jan # " 1"`` put together; braces and quotation marks around it gone."""
    parts: list[str] = []
    depth, start, quoted = 0, 0, False
    for found in PART.finditer(value):
        sign = found[0]
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            parts.append(value[start : found.start()])
            start = found.end()
    parts.append(value[start:])
    return "".join(unquoted(part.strip(), strings) for part in parts)


def unquoted(part: str, strings: Fields) -> str:
    if len(part) > 1 and (part[0], part[-1]) in {("{", "}"), ('"', '"')}:
        return part[1:-1]
    return strings.get(part.lower(), part)


def inherited(fields: Fields, by_key: dict[str, Fields], remarks: list[str]) -> Fields:
    """The entry with what ``crossref`` and ``xdata`` lend it (BibLaTeX 2.4.1)."""
    whole = dict(fields)
    for name in ("xdata", "crossref"):
        for key in filter(None, map(str.strip, fields.get(name, "").split(",")[:20])):
            parent = by_key.get(key.lower())
            if parent is None:
                remarks.append(f"It refers to “{key}”, which is not in this file.")
                continue
            for field, value in parent.items():
                if field in NOT_INHERITED and name == "crossref":
                    continue
                target = INHERITED.get(field, field) if name == "crossref" else field
                whole.setdefault(target, value)
    return whole
