"""Sources named in running text without a citation: only offered, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from articles.importing.initials import (
    ACRONYM,
    FULL,
    RUN,
    initials_of,
    likeness,
    support_of,
)
from articles.importing.report import OpenPoint
from articles.importing.unit import Unit
from articles.importing.works import Work, Works, folded_name, group_words, short_name

CAPITALS = re.compile(r"(?<![\w@&-])[A-Z]{3,7}(?![\w@-])")
CITED = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|@[a-z0-9][\w-]*|\([^()]*\)")
MOST = 12
CODE = "mention"


def offered(texts: Iterable[tuple[Unit, str]], works: Works) -> list[OpenPoint]:
    """``texts``: units with their finished Markdown."""
    seen: set[tuple[str, str]] = set()
    points: list[OpenPoint] = []
    for unit, markdown in texts:
        plain = CITED.sub(" ", markdown)
        for words, work in named_in(plain, works):
            if (words, work.key) in seen or len(points) >= MOST:
                continue
            seen.add((words, work.key))
            points.append(offer(words, work, unit))
    return points


def offer(words: str, work: Work, unit: Unit) -> OpenPoint:
    return OpenPoint(
        CODE,
        f"“{words}” may refer to {short_name(work.item)}, but it is no citation. If you"
        " want to cite it here, add the proposed citation.",
        unit.first,
        f"[@{work.key}]",
    )


def named_in(text: str, works: Works) -> Iterator[tuple[str, Work]]:
    for found in CAPITALS.finditer(text):
        fitting = [work for work in works.groups if means(found[0], work)]
        if len(fitting) == 1:
            yield found[0], fitting[0]
    folded = f" {folded_name(text)} "
    for work in works.groups:
        if len(work.group.split()) > 1 and f" {work.group} " in folded:
            yield group_words(work), work
    yield from pairs_in(text, works.own)


def means(acronym: str, work: Work) -> bool:
    if acronym == work.abbreviation:
        return True
    if not ACRONYM.match(acronym):
        return False
    quality = max((likeness(acronym.lower(), i) for i in initials_of(work)), default=0)
    return quality == FULL or (quality == RUN and support_of(acronym, work)[0] > RUN)


def pairs_in(text: str, works: Sequence[Work]) -> Iterator[tuple[str, Work]]:
    """Two authors of one work side by side, or the first with "et al."."""
    for work in works:
        if len(work.families) < 2:
            continue
        first, second = (
            r"[\s-]".join(map(re.escape, name.split())) for name in work.families[:2]
        )
        more = rf"(?:,? (?:and|&) {second}|,? et al\b|,? and (?:\w+ )?colleagues)"
        found = re.search(rf"\b{first}{more}", text, re.IGNORECASE)
        if found:
            yield found[0], work
