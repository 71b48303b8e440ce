"""RIS and PubMed's MEDLINE format: lines of a tag and a value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from articles.citations.reading.medline import medline_item
from articles.citations.reading.record import Draft
from articles.citations.reading.ris import ris_item

# "TY  - JOUR", and with a tab, one blank or none; a blank must stand on one side.
RIS_LINE = re.compile(
    r"[ \t]{0,3}([A-Z][A-Z0-9])(?:[ \t]{1,2}-(?:[ \t]?(.*)|)|-(?: (.*)|))\Z"
)
RIS_START = re.compile(r"[ \t]{0,3}TY[ \t]{0,2}-")
RIS_END = re.compile(r"[ \t]{0,3}ER[ \t]{0,2}-")
NBIB_LINE = re.compile(r"(?=.{4}-(?: |\Z))([A-Z]{2,4}) {0,2}-(?: (.*)|)\Z")
NBIB_START = re.compile(r"PMID ?- ")
Tags = dict[str, list[str]]


def read_ris(text: str) -> list[Draft]:
    return [read_ris_record(lines) for lines in ris_blocks(text)]


def ris_blocks(text: str) -> Iterator[list[str]]:
    """A record from TY to ER; what stands between records is a block of its own."""
    block: list[str] = []
    has_tags = False
    for line in text.split("\n"):
        if RIS_START.match(line) and has_tags:
            yield block
            block, has_tags = [], False
        if RIS_END.match(line):
            if has_tags:
                yield [*block, line]
            block, has_tags = [], False
            continue
        block.append(line)
        has_tags = has_tags or bool(RIS_LINE.match(line))
    if has_tags:
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
    """Records begin with PMID; a blank line followed by another tag begins one too."""
    block: list[str] = []
    is_after_blank = False
    for line in text.split("\n"):
        if not line.strip():
            is_after_blank = bool(block)
            continue
        starts = NBIB_START.match(line) or (is_after_blank and NBIB_LINE.match(line))
        if starts and block:
            yield block
            block = []
        block.append(line)
        is_after_blank = False
    if block:
        yield block


def read_nbib_record(lines: list[str]) -> Draft:
    draft = Draft(raw="\n".join(lines).strip())
    tags = values(lines, NBIB_LINE)
    if "PMID" not in tags:
        draft.problem = "This record has no PMID line, so it is not one of PubMed’s."
        return draft
    draft.source_key = tags["PMID"][0]
    draft.item = medline_item(tags, draft.remarks)
    return draft


def values(lines: list[str], pattern: re.Pattern[str]) -> Tags:
    """Every tag's values in order; a line without a tag continues the one above."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    last: list[str] = []
    for line in lines:
        tagged = pattern.match(line)
        if tagged:
            last = [next((g for g in tagged.groups()[1:] if g), "").strip()]
            found[tagged[1]].append(last)
        elif last and line.strip():
            last.append(line.strip())
    return {
        tag: [" ".join(parts).strip() for parts in parts_of]
        for tag, parts_of in found.items()
    }
