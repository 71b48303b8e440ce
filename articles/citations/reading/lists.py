"""A list of references pasted from a word processor, split and read one by one."""

from __future__ import annotations

import re

from articles.citations.reading.decoding import printable
from articles.citations.reading.record import (
    LARGEST,
    MOST_RECORDS,
    Draft,
    Reading,
    Unreadable,
    finished,
    too_many,
)
from articles.citations.reference_text import LABEL, LONGEST, read_reference

HEADING = re.compile(
    r"\W{0,40}(?:references?|reference list|bibliography|works cited"
    r"|literature(?: cited)?|sources|further reading)\W{0,40}",
    re.IGNORECASE,
)
FIELD_CODE = re.compile(
    r"\{?\s{0,9}(?:ADDIN|HYPERLINK)\s{1,9}(?:(?:EN|ZOTERO)\S{0,40}|\"[^\"\n]{0,500}\")"
    r"\s{0,9}\}?"
)
DATED = re.compile(r"\(\s?(?:ca?\.\s?)?(?:\d{4}|n\.?\s?d\.?|in press)", re.IGNORECASE)
# A year that ends an entry of another style: "2005." or "2010;24(4):461-70."
LATE_YEAR = re.compile(r"\b(?:19|20)\d\d\s?[.;)]")
FAMILY = r"[^\W\d_][\w’'.-]{0,40}(?:\s[\w’'.-]{1,40}){0,4},\s"
# "Doe, J." or a group before a year; "New York, NY: Norton" is the end of an entry.
STARTS = re.compile(
    rf"{FAMILY}[^\W\d_]\.|[^()\n]{{3,200}}\(\s?(?:\d{{4}}|n\.\s?d|in press)"
)
# Whole given names are told from a journal's commas by the year in the line.
NAMED = re.compile(rf"{FAMILY}[A-Z][\w’'-]{{1,40}}[\s,.].{{0,400}}\b(?:19|20)\d\d\b")
OPENS = re.compile(rf"{FAMILY}[^\W\d_]\.[^()\n]{{0,200}}\(\d{{4}}[a-z]?[),]")
# "Name v. Name, 214 F.2d 862 (D.C. Cir. 1954)."
CASE = re.compile(
    r"[^\n]{1,150}? vs?\. [^\n]{1,150}?, \d{1,4} [A-Z][\w. ]{0,20} \d{1,5}[^()\n]{0,12}"
    r"\([^()\n]{0,40}\d{4}\)"
)
ADDRESS = re.compile(
    r"(?:(?:retrieved|available)\b[^:]{0,80})?<?(?:https?://|doi:|10\.\d{4})",
    re.IGNORECASE,
)
BULLET = re.compile(r"\A[•‣◦▪·*–-][\t ]{1,20}")
BROKEN_ADDRESS = re.compile(r"(?:https?://|doi:\s?|\b10\.\d{4,9}/)\S{0,200}\Z")
FINISHED = re.compile(r"[.)\]”\"]\Z|(?:https?://|doi:)\S{1,300}\Z")


def read_list(text: str) -> Reading:
    """Raises ``Unreadable`` for far more than a list of references."""
    if len(text) > LARGEST:
        raise Unreadable("This text is longer than can be read at once.")
    found = entries(text)
    if len(found) > MOST_RECORDS:
        raise too_many(len(found))
    return Reading("list", finished(read_one(entry) for entry in found))


def entries(text: str) -> list[str]:
    """Each reference on one line, however the list was wrapped."""
    typed = printable(FIELD_CODE.sub("", text)).split("\n")
    first = next(filter(is_text, typed), "")
    is_hanging = first[:1].strip() != ""
    found: list[str] = []
    parts: list[str] = []
    after_blank = True
    for line in map(str.rstrip, typed):
        is_indented = is_hanging and line.startswith(("\t", "  ")) and not after_blank
        line = line.strip()
        if not is_text(line):
            after_blank = True
            continue
        before = "".join(parts[-4:])
        if not parts or (
            begins(line[:LONGEST], before[-LONGEST:], after_blank)
            and (not is_indented or LABEL.match(line))
        ):
            found.append("".join(parts))
            parts = [BULLET.sub("", line, count=1)]
        else:
            parts.append(f"{joint(before, line)}{line}")
        after_blank = False
    return [entry for entry in [*found, "".join(parts)] if entry]


def is_text(line: str) -> bool:
    bare = line.strip()
    return bool(bare) and not HEADING.fullmatch(bare[:200])


def joint(before: str, line: str) -> str:
    """Nothing where the line above ends inside an address, else a blank."""
    address = BROKEN_ADDRESS.search(before[-220:])
    if not address or " " in line[:1]:
        return " "
    is_cut = before.endswith(("/", "_", "-", "=", ".", "&", "?", "%"))
    is_rest = " " not in line and not ADDRESS.match(line)
    return "" if is_cut or (is_rest and "//" not in line) else " "


def begins(line: str, before: str, after_blank: bool) -> bool:
    """Whether the line opens a reference rather than carrying on the one above."""
    if ADDRESS.match(line):
        return False
    if LABEL.match(line) or BULLET.match(line) or CASE.match(line):
        return True
    is_whole = bool(DATED.search(before) or LATE_YEAR.search(before))
    if after_blank:
        return is_whole or not before[-1:].isalnum()
    if not is_whole:
        return False
    # A full stop is easily forgotten; initials and a year open an entry all the same.
    return bool(OPENS.match(line)) or bool(FINISHED.search(before) and is_start(line))


def is_start(line: str) -> bool:
    return bool(STARTS.match(line) or NAMED.match(line))


def read_one(entry: str) -> Draft:
    draft = Draft(raw=entry)
    typed = read_reference(entry)
    draft.item, draft.source_key = typed.item, typed.key
    if not typed.item.get("title"):
        draft.problem = "No title could be found in this line."
    elif not typed.item.keys() & {"author", "editor", "issued", "status", "DOI", "URL"}:
        draft.problem = "This line does not look like a reference."
    if typed.unread:
        draft.remarks.append(f"Not placed: {typed.unread}")
    if typed.has_gap:
        draft.remarks.append("Some names are left out here (… or et al.).")
    return draft
