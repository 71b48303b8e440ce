"""The text of a file in the encodings that reference managers write."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
HYPHENS = str.maketrans("‐‑", "--")
DOTLESS = re.compile("ı(?=[\u0300-\u036f])")
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d?);")
MAC_LETTERS = re.compile(rb"[A-Za-z][\x87-\x9f](?=[a-z])")
WINDOWS_LETTERS = re.compile(rb"[A-Za-z][\xe0-\xff](?=[a-z])")


def decode(data: bytes) -> str:
    """Never raises; control characters are gone, every line ends in a line feed."""
    return printable(decoded(data))


def printable(text: str) -> str:
    text = INVISIBLE.sub("", text)
    return re.sub("\r\n?|[\x85\u2028\u2029\v\f]", "\n", text)


def decoded(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:400]
    if head[1::2].count(0) > len(head) // 4:
        return data.decode("utf-16-le", "replace")
    if head[::2].count(0) > len(head) // 4:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        is_mac = len(MAC_LETTERS.findall(data)) > len(WINDOWS_LETTERS.findall(data))
        return data.decode("mac-roman" if is_mac else "cp1252", "replace")


def tidy(text: str) -> str:
    """One line, composed (NFC), without invisible characters or HTML entities."""
    known = ENTITY.sub(lambda found: html.unescape(found[0]), text)
    plain = DOTLESS.sub("i", INVISIBLE.sub("", known)).translate(HYPHENS)
    return " ".join(unicodedata.normalize("NFC", plain).split())
