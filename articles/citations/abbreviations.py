"""Group authors abbreviated in reading order (APA 8.21), which CSL cannot do.

First "(American Psychiatric Association [APA], 2022)" or "American Psychiatric
Association (APA, 2022)", afterwards "APA". Only for a group that the text names
again, and never where two groups of the text share an abbreviation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from articles.citations.clusters import Cluster
from articles.citations.inlines import plain_html
from articles.citations.records import clean_text
from articles.citations.variables import NAMES

# Invisible characters that collation ignores; ``clean_text`` takes them out of records.
OPENING, CLOSING = "\u2061", "\u2062"
MARKED = re.compile(rf"{OPENING}([^{OPENING}{CLOSING}]*){CLOSING}( \()?")


def abbreviated_groups(
    items: Iterable[Mapping[str, Any]], clusters: Sequence[Cluster]
) -> dict[str, str]:
    """{name: abbreviation} of the groups that the text may abbreviate.

    ``items``: as stored; a group author carries "abbreviation" beside "literal".
    """
    cited = {item.id for cluster in clusters for item in cluster.items}
    works = [item for item in items if clean_text(item.get("id")) in cited]
    groups: dict[str, str] = {}
    for name, short in abbreviations(works):
        groups.setdefault(name, short)
    uses = Counter(short.casefold() for short in groups.values())
    return {n: short for n, short in groups.items() if uses[short.casefold()] == 1}


def abbreviations(works: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for work in works:
        for variable in NAMES:
            entries = work.get(variable)
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, Mapping):
                    name = clean_text(entry.get("literal"))
                    short = clean_text(entry.get("abbreviation"))
                    if name and short and short != name:
                        yield name, short


def mark_groups(items: Iterable[Mapping[str, Any]], groups: Mapping[str, str]) -> None:
    """Enclose the groups' names in marks that survive formatting and sorting."""
    for item in items:
        for variable in NAMES:
            for name in item.get(variable, ()):
                if name.get("literal") in groups:
                    name["literal"] = f"{OPENING}{name['literal']}{CLOSING}"


def abbreviate(
    citations: Mapping[str, str], clusters: Sequence[Cluster], groups: Mapping[str, str]
) -> dict[str, str]:
    """``citations``: {cluster id: HTML} with marked names; the marks are taken out."""
    mentions = Counter(
        folded(match[1])
        for html in citations.values()
        for match in MARKED.finditer(html)
    )
    repeated = {
        folded(name): plain_html(short)
        for name, short in groups.items()
        if mentions[folded(name)] > 1
    }
    known: set[str] = set()
    return {
        cluster.id: "".join(
            shortened(citations[cluster.id], repeated, known, cluster.narrative)
        )
        for cluster in clusters
    }


def shortened(
    html: str, shorts: Mapping[str, str], known: set[str], is_narrative: bool
) -> Iterator[str]:
    """The pieces of one citation; groups first met here are added to ``known``."""
    end = 0
    for match in MARKED.finditer(html):
        yield html[end : match.start()]
        end = match.end()
        name, bracket = match[1], match[2] or ""
        short = shorts.get(folded(name))
        if short is None:
            yield f"{name}{bracket}"
        elif folded(name) in known:
            yield f"{short}{bracket}"
        elif is_narrative:
            yield f"{name} ({short}, " if bracket else f"{name} ({short})"
        else:
            yield f"{name} [{short}]{bracket}"
        known.add(folded(name))
    yield html[end:]


def without_marks(html: str) -> str:
    return html.replace(OPENING, "").replace(CLOSING, "")


def folded(name: str) -> str:
    """A name for comparing: pandoc may have curled its quotes and escaped its "&"."""
    return re.sub("[\"'“”‘’]", "", unescape(name)).casefold()
