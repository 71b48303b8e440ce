"""A file with data in front: three hyphens, YAML, three hyphens, then the text."""

from __future__ import annotations

import re
from typing import Any

from articles.portable.data import dump, load
from articles.portable.unusable import Unusable

# By this name a file is known as one of our own; its value is the format's number.
MARK = "practice_site_export"
FORMAT = "1"
FENCED = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<data>.*?)^---[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
MARKED = re.compile(rf"^{MARK}:", re.MULTILINE)


def is_portable(text: str) -> bool:
    """Does the data in front say that this file is from an export of ours?"""
    found = FENCED.match(text)
    return bool(found and MARKED.search(found["data"]))


def joined(values: dict[str, Any], body: str) -> str:
    return f"---\n{dump({MARK: int(FORMAT), **values})}---\n\n{body}\n"


def split(text: str) -> tuple[dict[str, Any], str]:
    """(the data in front, the Markdown behind it). Raises ``Unusable``."""
    found = FENCED.match(text)
    if found is None:
        raise Unusable("It does not begin with data between two lines of ---.")
    values = load(found["data"])
    if not isinstance(values, dict):
        raise Unusable("The data in front are no names with values.")
    if values.pop(MARK, FORMAT) != FORMAT:
        raise Unusable("It was written by a newer version of this program.")
    return values, behind(text[found.end() :])


def behind(rest: str) -> str:
    """Without the empty line before the text and the line end after it."""
    return re.sub(r"\A\r?\n|\r?\n\Z", "", rest)
