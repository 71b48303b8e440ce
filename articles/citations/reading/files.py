"""A file of references: its format, told by content first and by name second."""

from __future__ import annotations

import re
from collections.abc import Callable

from articles.citations.reading.bibtex import read_bibtex
from articles.citations.reading.csl_json import read_csl_json
from articles.citations.reading.decoding import decode
from articles.citations.reading.endnote_xml import read_endnote_xml
from articles.citations.reading.record import (
    LARGEST,
    MOST_RECORDS,
    Draft,
    Reading,
    Unreadable,
    finished,
    too_many,
)
from articles.citations.reading.tagged import read_nbib, read_ris

Reader = Callable[[str], list[Draft]]
FORMATS: tuple[tuple[str, str, re.Pattern[str], Reader], ...] = (
    ("CSL-JSON", ".json", re.compile(r"\A\s*[\[{]"), read_csl_json),
    ("EndNote XML", ".xml", re.compile(r"\A\s*<"), read_endnote_xml),
    ("PubMed", ".nbib", re.compile(r"^PMID ?- ", re.MULTILINE), read_nbib),
    ("RIS", ".ris", re.compile(r"^[ \t]*TY[ \t]{0,2}-", re.MULTILINE), read_ris),
    ("BibTeX", ".bib", re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE), read_bibtex),
)
NO_FORMAT = (
    "This file is none of the formats that can be read here: BibTeX (.bib), RIS (.ris),"
    " CSL-JSON (.json), EndNote XML (.xml) or PubMed (.nbib)."
)


def read_records(data: bytes, name: str) -> Reading:
    """Every entry of the file, read or with its problem; raises ``Unreadable``."""
    if len(data) > LARGEST:
        raise Unreadable(
            "This file is larger than 5 MB. Please split it and try again."
        )
    text = decode(data)
    if not text.strip():
        raise Unreadable("This file is empty.")
    label, reader = format_of(text, name)
    drafts = reader(text)
    if len(drafts) > MOST_RECORDS:
        raise too_many(len(drafts))
    if not drafts:
        raise Unreadable(f"This {label} file holds no references.")
    return Reading(label, finished(drafts))


def format_of(text: str, name: str) -> tuple[str, Reader]:
    """The format whose sign stands first in the file, else that of its name."""
    signs = [
        (found.start(), label, reader)
        for label, _, sign, reader in FORMATS
        if (found := sign.search(text))
    ]
    if signs:
        _, label, reader = min(signs, key=lambda sign: sign[0])
        return label, reader
    for label, ending, _, reader in FORMATS:
        if name.lower().endswith(ending):
            return label, reader
    raise Unreadable(NO_FORMAT)
