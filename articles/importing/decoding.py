"""Bytes become text, or one sentence says why they cannot."""

from __future__ import annotations

import codecs
import re

from articles.citations.records import UNPRINTABLE
from articles.importing.source_text import ImportRefused

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# The Macintosh's curly apostrophe, misread as Windows text.
MACINTOSH = re.compile(r"[a-z]Õ[a-z]")
UNKNOWN = (
    "The text is in a character encoding that cannot be told for sure. Save it as UTF-8"
    " and bring it in again."
)
BINARY = "This file holds no text that can be read. Bring in a text, HTML or Word file."


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or UTF-32, else Windows-1252; with line feeds only.

    Raises ``ImportRefused`` for binary data, and where guessing would turn letters
    into other letters.
    """
    return UNPRINTABLE.sub("", LINE_ENDS.sub("\n", decoded(data)))


def decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return strictly(data, encoding)
    wide = wide_encoding(data)
    if wide:
        return strictly(data, wide)
    if is_binary(data):
        raise ImportRefused(BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return western(data)


def strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ImportRefused(UNKNOWN) from None


def wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: in Western text every other byte is zero."""
    even, odd = data[:2000:2], data[1:2000:2]
    if len(odd) < 4:
        return ""
    if odd.count(0) > 0.6 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and not odd.count(0):
        return "utf-16-be"
    return ""


def is_binary(data: bytes) -> bool:
    sample = data[:100_000]
    return b"\x00" in data or len(CONTROLS.findall(sample)) > len(sample) // 200


def western(data: bytes) -> str:
    """Windows-1252, where nearly every byte is some letter: too many are a misreading.

    Raises ``ImportRefused`` then.
    """
    text = strictly(data, "cp1252")
    if MACINTOSH.search(text):
        return data.decode("mac_roman")
    letters = sum(not character.isspace() for character in text)
    foreign = sum(ord(character) > 127 for character in text)
    if foreign > 0.2 * letters:
        raise ImportRefused(UNKNOWN)
    return text
