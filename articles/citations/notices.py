"""What stands beside a retracted work, in APA's form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from articles.citations.records import issued_year, text

TAG = re.compile(r"</?[a-z]+[^<>]*>", re.IGNORECASE)
WORDS = {
    "retraction": "Retraction",
    "partial_retraction": "Partial retraction",
    "withdrawal": "Withdrawal",
    "removal": "Removal",
}


def retraction_mark(
    kind: str, date: Sequence[int], notice: Mapping[str, Any] | None = None
) -> str:
    """CSL's ``references``: "Retraction published 2012, <i>PLOS</i>, <i>38</i>[1], 8".

    ``date`` is the notice's own, from the year on; ``notice`` its record, as far as
    a service knows it. Publication manual of the APA, 7th edition, section 10.1.
    """
    item = notice or {}
    year = date[0] if date else issued_year(item)
    volume, issue = text(item, "volume"), plain(text(item, "issue"))
    part = f"{italic(volume)}[{issue}]" if issue and volume else ""
    parts = [
        f"{WORDS.get(kind, 'Retraction')} published {year or ''}".strip(),
        italic(text(item, "container-title")),
        part or italic(volume),
        plain(text(item, "page") or text(item, "number")),
    ]
    return ", ".join(filter(None, parts))


def italic(words: str) -> str:
    return f"<i>{plain(words)}</i>" if words else ""


def plain(words: str) -> str:
    return TAG.sub("", words)
