"""Citation keys: what one looks like, and how a work gets its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from itertools import count
from string import ascii_lowercase
from typing import Any

from articles.citations.records import creators, issued_year, text

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
# The database column holds 80 characters; a suffix must still fit.
LONGEST_STEM = 60
FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d"}
)


def make_key(item: Mapping[str, Any], taken: Container[str]) -> str:
    """A new key such as ``holt-lunstad2015``, or ``holt-lunstad2015b`` if taken.

    Family name of the first creator, else the first telling words of the title,
    and the year ("nd" without one). ``taken``: every key and alias in use.
    """
    year = issued_year(item)
    stem = f"{name_stem(item)}{'nd' if year is None else abs(year)}"
    return next(key for key in candidates(stem) if key not in taken)


def candidates(stem: str) -> Iterator[str]:
    """The stem, then with b to z behind it, then with 2, 3, 4 behind a hyphen."""
    yield stem
    yield from (f"{stem}{letter}" for letter in ascii_lowercase[1:])
    yield from (f"{stem}-{number}" for number in count(27))


def name_stem(item: Mapping[str, Any]) -> str:
    first = next(iter(creators(item)), {})
    particle = first.get("non-dropping-particle", "")
    family = f"{particle} {first.get('family', '')}".strip()
    return (
        slug(family, words=4, separator="")
        or slug(first.get("literal", ""), words=3, separator="-")
        or slug(text(item, "title"), words=3, separator="-")
        or "work"
    )


def slug(words_as_written: str, *, words: int, separator: str) -> str:
    """ASCII letters and digits; inner hyphens stay, so Holt-Lunstad stays readable."""
    folded = unicodedata.normalize("NFKD", words_as_written.lower().translate(FOLDED))
    plain = folded.encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", plain.replace("'", ""))
    telling = [word for word in found if word not in {"a", "an", "the", "of", "and"}]
    return separator.join((telling or found)[:words])[:LONGEST_STEM].strip("-")
