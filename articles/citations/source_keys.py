"""The keys that works of another library get here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from articles.citations.keys import KEY, make_key

Item = Mapping[str, Any]
LONGEST_KEY = 80


def keys_for(
    works: Sequence[tuple[str, Item]], taken: set[str], *, keeps_ids: bool
) -> list[tuple[str, str]]:
    """(key, alias or "") of new works, given as (key in the source, item).

    ``keeps_ids``: whether the source's keys become the keys here, as in CSL-JSON, so
    that a library exported and imported is the same. Adds them to ``taken``.
    """
    typed = [source_key if is_typable(source_key) else "" for source_key, _ in works]
    free = set(typed) - taken - {""}
    if keeps_ids:
        taken |= free
    found = []
    for (_, item), source_key in zip(works, typed, strict=True):
        is_free = source_key in free
        free.discard(source_key)
        if is_free and keeps_ids:
            found.append((source_key, ""))
            continue
        key = make_key(item, taken)
        taken.add(key)
        is_alias = is_free and source_key not in taken and not source_key.isdecimal()
        if is_alias:
            taken.add(source_key)
        found.append((key, source_key if is_alias else ""))
    return found


def is_typable(source_key: str) -> bool:
    return bool(KEY.match(source_key)) and len(source_key) <= LONGEST_KEY
