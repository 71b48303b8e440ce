"""Citations in Pandoc's syntax, with the keys of another system."""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.citations import parse_group
from articles.importing.escape import escape_inline
from articles.importing.foreign_keys import find_key
from articles.importing.mentions import Mention
from articles.importing.name_matching import Found
from articles.importing.readings import Reading
from articles.importing.works import Works

LOOKS_LIKE_KEY = re.compile(r"-?@\w*\d{4}\w*\Z|-?@\w+[_:]\w+\Z")
BRACKETS = re.compile(r"([\[\]])")


def read_group(mention: Mention, works: Works) -> Reading | None:
    """``[see @a, p. 3; @b]``: each key's work, or the words without the signs."""
    items = parse_group(mention.inner)
    if not items:
        return None
    matches = {item.id: find_key(item.id, works) for item in items}
    known = tuple(found for found in matches.values() if found)
    plain = plain_words(f"[{mention.inner}]")
    if not known:
        return Reading("", (), 0.0, mention.first, plain)
    certainty = min(found.certainty for found in known)
    if len(known) == len(matches):
        after = f"[{with_keys(mention.inner, matches)}]"
        return Reading(after, known, certainty, mention.first, plain)
    kept, left = halves(mention.inner, matches)
    words = escape_inline("; ".join(left))
    after = f"[{'; '.join(kept)}] ({words})" if kept else ""
    return Reading(after, known, certainty, mention.first, plain, "; ".join(left))


def plain_words(group: str) -> str:
    words = group.replace("-@", "").replace("@", "")
    return BRACKETS.sub(r"\\\1", escape_inline(words))


def with_keys(inner: str, matches: Mapping[str, Found | None]) -> str:
    for key, found in matches.items():
        inner = replace_key(inner, key, found.work.key) if found else inner
    return inner


def halves(
    inner: str, matches: Mapping[str, Found | None]
) -> tuple[list[str], list[str]]:
    """Citations of known works, and the words of the others, which stay plain."""
    kept: list[str] = []
    left: list[str] = []
    for piece in inner.split(";"):
        items = parse_group(piece) or ()
        if items and all(matches.get(item.id) for item in items):
            kept.append(with_keys(piece, matches).strip())
        else:
            left.append(piece.replace("-@", "").replace("@", "").strip())
    return kept, left


def read_key(mention: Mention, works: Works) -> Reading | None:
    """``@key`` in a sentence; other handles are none of this module's business."""
    typed = mention.inner
    key = re.match(r"-?@([\w:.-]+)", typed)
    if not key:
        return None
    found = find_key(key[1], works)
    plain = escape_inline(typed.lstrip("-").replace("@", "", 1))
    if found:
        after = replace_key(typed, key[1], found.work.key)
        after = f"[{after}]" if typed.startswith("-") else after
        return Reading(after, (found,), found.certainty, mention.first, plain)
    if LOOKS_LIKE_KEY.match(key[0]):
        return Reading("", (), 0.0, mention.first, plain)
    return None


def replace_key(text: str, old: str, new: str) -> str:
    return re.sub(rf"@{re.escape(old)}(?![\w:.-]*\w)", f"@{new}", text)
