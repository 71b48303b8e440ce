"""BibTeX and BibLaTeX, split entry by entry so that a broken one costs only itself."""

from __future__ import annotations

import logging
import re

from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from articles.citations.reading.bibtex_item import bibtex_item
from articles.citations.reading.record import Draft

# The month macros that every BibTeX style defines.
MONTHS = {
    name: name.capitalize()
    for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()
}
INHERITED = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
NOT_INHERITED = frozenset("crossref xref key ids keywords xdata label".split())
STARTS = re.compile(r"(?m)^\s*@\w+\s*[{(]")
Fields = dict[str, str]

# Its splitter logs every broken entry, which the reading names itself.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)


def read_bibtex(text: str) -> list[Draft]:
    blocks = Splitter(parentheses_as_braces(text)).split().blocks
    strings = dict(MONTHS)
    entries: list[tuple[Draft, str, Fields]] = []
    for block in blocks:
        if isinstance(block, String):
            strings[block.key.lower()] = resolved(block.value, strings)
        elif isinstance(block, Entry):
            entries.append(entry_of(block, strings))
        elif isinstance(block, ParsingFailedBlock):
            entries.append(failed(block, strings))
        elif isinstance(block, (ExplicitComment, ImplicitComment)):
            entries.extend(stray(block.raw or ""))
    by_key = {
        draft.source_key.lower(): fields for draft, _, fields in reversed(entries)
    }
    for draft, kind, fields in entries:
        if not draft.problem:
            whole = inherited(fields, by_key, draft.remarks)
            draft.item, draft.protected_title = bibtex_item(kind, whole, draft.remarks)
    # BibLaTeX's xdata blocks only lend their fields to others.
    return [draft for draft, kind, _ in entries if kind != "xdata"]


def parentheses_as_braces(text: str) -> str:
    """``@book(key, …)``, which BibTeX allows, where the ")" ends a line."""
    pattern = r"(?ms)^(\s*@\w+\s*)\(((?:(?!^\s*@).)*?)\)[ \t]*$"
    return re.sub(pattern, r"\1{\2}", text)


def stray(raw: str) -> list[tuple[Draft, str, Fields]]:
    """Entries swallowed as text between entries; an @comment is left alone."""
    if raw.lstrip().lower().startswith("@comment") or not STARTS.search(raw):
        return []
    return [(Draft(raw=raw, problem="This entry cannot be read."), "", {})]


def entry_of(block: Entry, strings: Fields) -> tuple[Draft, str, Fields]:
    draft = Draft(raw=block.raw or "", source_key=block.key)
    fields: Fields = {}
    for field in block.fields:
        fields.setdefault(field.key.lower(), resolved(str(field.value), strings))
    return draft, block.entry_type.lower(), fields


def failed(block: ParsingFailedBlock, strings: Fields) -> tuple[Draft, str, Fields]:
    inner = block.ignore_error_block
    if isinstance(inner, Entry):
        read = entry_of(inner, strings)
        if isinstance(block, DuplicateBlockKeyBlock):
            read[0].remarks.append(f"The key “{inner.key}” is repeated in this file.")
        if isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            read[0].remarks.append(f"Given twice, the first was taken: {names}.")
        return read
    raw = block.raw or ""
    key = re.match(r"\s*@\w+\s*[{(]\s*([^,\s{}]*)\s*,", raw)
    problem = (
        "This entry cannot be read: a brace or quotation mark is missing or too many."
    )
    return Draft(raw=raw, source_key=key[1] if key else "", problem=problem), "", {}


def resolved(value: str, strings: Fields) -> str:
    """``jan # " 1"`` put together; braces and quotation marks around it gone."""
    parts: list[str] = []
    depth, start, quoted = 0, 0, False
    for place, letter in enumerate(value):
        if letter in "{}" and value[place - 1 : place] != "\\":
            depth += 1 if letter == "{" else -1
        elif letter == '"' and depth == 0:
            quoted = not quoted
        elif letter == "#" and depth == 0 and not quoted:
            parts.append(value[start:place])
            start = place + 1
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
        for key in filter(None, map(str.strip, fields.get(name, "").split(","))):
            parent = by_key.get(key.lower())
            if parent is None:
                remarks.append(f"It refers to “{key}”, which is not in this file.")
                continue
            for field, value in parent.items():
                if field in NOT_INHERITED:
                    continue
                target = INHERITED.get(field, field) if name == "crossref" else field
                whole.setdefault(target, value)
    return whole
