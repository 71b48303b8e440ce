"""RIS and PubMed's MEDLINE format: lines of a tag and a value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from articles.citations.reading.medline import medline_item
from articles.citations.reading.record import Draft
from articles.citations.reading.ris import ris_item

RIS_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9]) {0,2}-(?: (.*)|)\Z")
RIS_START = re.compile(r"\s{0,3}TY {0,2}-")
RIS_END = re.compile(r"\s{0,3}ER {0,2}-")
NBIB_LINE = re.compile(r"([A-Z]{2,4}) {0,2}- (.*)\Z")
Tags = dict[str, list[str]]


def read_ris(text: str) -> list[Draft]:
    return [read_ris_record(lines) for lines in ris_blocks(text)]


def ris_blocks(text: str) -> Iterator[list[str]]:
    """A record from TY to ER; what stands between records is a block of its own."""
    block: list[str] = []
    for line in text.split("\n"):
        if RIS_START.match(line) and any(RIS_LINE.match(old) for old in block):
            yield block
            block = []
        block.append(line)
        if RIS_END.match(line):
            yield block
            block = []
    if any(RIS_LINE.match(line) for line in block):
        yield block


def read_ris_record(lines: list[str]) -> Draft:
    draft = Draft(raw="\n".join(lines).strip())
    tags = values(lines, RIS_LINE)
    if "TY" not in tags:
        draft.problem = (
            "This record does not say what it is: its first line, TY, is missing."
        )
        return draft
    if "ER" not in tags:
        draft.remarks.append(
            "This record has no end (ER); it was read up to the next one."
        )
    draft.source_key = next(iter(tags.get("ID", tags.get("LB", []))), "")
    draft.item = ris_item(tags, draft.remarks)
    return draft


def read_nbib(text: str) -> list[Draft]:
    return [read_nbib_record(block) for block in nbib_blocks(text)]


def nbib_blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.split("\n"):
        if re.match(r"PMID ?- ", line) and any(old.strip() for old in block):
            yield block
            block = []
        block.append(line)
    if any(line.strip() for line in block):
        yield block


def read_nbib_record(lines: list[str]) -> Draft:
    draft = Draft(raw="\n".join(lines).strip())
    tags = values(lines, NBIB_LINE)
    if "PMID" not in tags:
        draft.problem = "This record has no PMID line, so it is not one of PubMed's."
        return draft
    draft.source_key = tags["PMID"][0]
    draft.item = medline_item(tags, draft.remarks)
    return draft


def values(lines: list[str], pattern: re.Pattern[str]) -> Tags:
    """Every tag's values in order; a line without a tag continues the one above."""
    found: Tags = defaultdict(list)
    last = ""
    for line in lines:
        tagged = pattern.match(line)
        if tagged:
            last = tagged[1]
            found[last].append((tagged[2] or "").strip())
        elif last and line.strip():
            found[last][-1] = f"{found[last][-1]} {line.strip()}".strip()
    return dict(found)
