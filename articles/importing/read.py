"""Which kind of file it is, and its lines."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from articles.importing.decoding import BINARY, decode
from articles.importing.docx import read_docx
from articles.importing.embedded import take_embedded
from articles.importing.html import read_page
from articles.importing.source_text import ImportRefused, SourceText

MOST_CHARACTERS = 2_000_000
# Saved pages and Word files carry their pictures.
MOST_BYTES_WITH_PICTURES = 15_000_000
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
MARKDOWN_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd"}
REFUSED = {
    b"%PDF": (
        "This is a PDF, which does not keep an article’s headings and paragraphs. Open"
        " the original, or copy its text and paste it."
    ),
    b"\xd0\xcf\x11\xe0": (
        "This is a file of an old version of Word. Open it in Word, save it as .docx,"
        " and bring that in."
    ),
    b"{\\rtf": (
        "This is an RTF file. Open it in a word processor, save it as .docx, and bring"
        " that in."
    ),
}
STARTS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|main|div|h1|p)"
    r"\b",
    re.IGNORECASE,
)
MARKDOWN_SIGNS = re.compile(
    r"^#{1,6} \S|^\[\^\w+\]: |\[-?@\w|\]\(https?://|^(?:=|-){4,}$|^\*\*[^*\n]+\*\*$",
    re.MULTILINE,
)


def read_source(data: bytes, name: str) -> SourceText:
    """The lines of a text, Markdown, HTML or Word file, or of a pasted text.

    ``name``: the file's name; without a known ending the content decides. Raises
    ``ImportRefused``.
    """
    suffix = PurePath(name).suffix.lower()
    refuse_unreadable(data, suffix)
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK\x03\x04"):
        return named(read_docx(data), name, digest)
    text = decode(data)
    if not text.strip():
        raise ImportRefused("There is no text in it.")
    if suffix in HTML_SUFFIXES or (not_plain(suffix) and STARTS_HTML.match(text)):
        return named(read_page(text), name, digest)
    pictures: dict[str, bytes] = {}
    has_marks = is_markdown(text, suffix)
    if has_marks:
        text, pictures = take_embedded(text)
    if len(text) > MOST_CHARACTERS:
        raise ImportRefused(too_large(MOST_CHARACTERS))
    return SourceText(name, text, has_marks, digest, pictures=pictures)


def refuse_unreadable(data: bytes, suffix: str) -> None:
    if not data.strip():
        raise ImportRefused("The file is empty.")
    if len(data) > MOST_BYTES_WITH_PICTURES:
        raise ImportRefused(too_large(MOST_BYTES_WITH_PICTURES))
    for start, sentence in REFUSED.items():
        if data.lstrip()[:8].startswith(start):
            raise ImportRefused(sentence)
    if suffix == ".docx" and not data.startswith(b"PK\x03\x04"):
        raise ImportRefused("This is not a Word file, although its name says so.")
    if suffix in {".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".zip"}:
        raise ImportRefused(BINARY)


def not_plain(suffix: str) -> bool:
    return suffix not in {".txt", ".text", *MARKDOWN_SUFFIXES}


def is_markdown(text: str, suffix: str) -> bool:
    """By the file's name; a pasted text, which has none, by two signs of Markdown."""
    if suffix in MARKDOWN_SUFFIXES:
        return True
    return not_plain(suffix) and len(MARKDOWN_SIGNS.findall(text)) > 1


def named(source: SourceText, name: str, digest: str) -> SourceText:
    if not source.text.strip():
        raise ImportRefused("There is no text in it.")
    return SourceText(
        name,
        source.text,
        source.is_markdown,
        digest,
        source.hints,
        source.metadata,
        source.pictures,
    )


def too_large(limit: int) -> str:
    return f"This is too large for an article: more than {limit // 1_000_000} MB."
