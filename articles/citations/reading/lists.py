"""A list of references pasted from a word processor, split and read one by one."""

from __future__ import annotations

import re

from articles.citations.reading.record import Draft, Reading
from articles.citations.reference_text import LABEL, read_reference

HEADING = re.compile(
    r"\W*(?:references?|reference list|bibliography|works cited"
    r"|literature(?: cited)?|sources)\W*",
    re.IGNORECASE,
)
FIELD_CODE = re.compile(
    r"\{?\s*(?:ADDIN|HYPERLINK)\s+(?:(?:EN|ZOTERO)\S*|\"[^\"]*\")\s*\}?"
)
DATED = re.compile(r"\(\s*(?:ca?\.\s*)?(?:\d{4}|n\.?\s?d\.?|in press)", re.IGNORECASE)
STARTS = re.compile(
    r"\s*(?:[^\W\d_][\w’'.-]*(?:\s[\w’'.-]+){0,4},\s"
    r"|[^()\n]{3,200}\(\s*(?:\d{4}|n\.\s?d|in press))"
)
ADDRESS = re.compile(
    r"\s*(?:(?:retrieved|available)\b.*)?<?(?:https?://|doi:)", re.IGNORECASE
)
BULLET = re.compile(r"\s*[•‣◦▪·*–-][\t ]+")


def read_list(text: str) -> Reading:
    drafts = [read_one(entry) for entry in entries(text)]
    return Reading("list", tuple(d.finished(n) for n, d in enumerate(drafts, 1)))


def entries(text: str) -> list[str]:
    """Each reference on one line, however the list was wrapped."""
    clean = FIELD_CODE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    clean = re.sub("[\v\u2028\u2029\f]", "\n", clean)
    lines = [line.rstrip() for line in clean.split("\n")]
    while lines and (not lines[0].strip() or HEADING.fullmatch(lines[0])):
        lines.pop(0)
    found: list[str] = []
    after_blank = True
    for line in lines:
        if not line.strip():
            after_blank = True
            continue
        body = BULLET.sub("", line).strip()
        if not found or begins(line, found[-1], after_blank=after_blank):
            found.append(body)
        else:
            joint = "" if re.search(r"https?://\S*[/_.=-]\Z", found[-1]) else " "
            found[-1] = f"{found[-1]}{joint}{body}"
        after_blank = False
    return found


def begins(line: str, before: str, *, after_blank: bool) -> bool:
    """Whether the line opens a reference rather than carrying on the one above."""
    if ADDRESS.match(line):
        return False
    if LABEL.match(line) or BULLET.match(line):
        return True
    if after_blank:
        return bool(DATED.search(before)) or not before[-1:].isalnum()
    is_done = bool(re.search(r"[.)\]”\"]\Z|(?:https?://|doi:)\S+\Z", before))
    return is_done and bool(DATED.search(before)) and bool(STARTS.match(line))


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
    return draft
