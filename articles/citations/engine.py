"""Reference list and in-text citations, by pandoc and the mends around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from articles.citations.abbreviations import (
    abbreviate,
    abbreviated_groups,
    mark_groups,
    without_marks,
)
from articles.citations.clusters import Cluster, EngineError, Formatted
from articles.citations.exactly import Exact, exact_texts
from articles.citations.finishing import finished, retraction_note
from articles.citations.inlines import linked_to, sanitized
from articles.citations.item_rules import Item
from articles.citations.mends import ALL_MENDS, Mend
from articles.citations.passes import formatted
from articles.citations.pieces import Job
from articles.citations.preparing import prepare
from articles.citations.records import clean_text
from articles.citations.screen_names import with_screen_names, without_screen_names
from articles.citations.style import style_named


def format_citations(
    items: Sequence[Mapping[str, Any]],
    clusters: Sequence[Cluster],
    *,
    style: str = "apa",
    mends: Set[Mend] = ALL_MENDS,
) -> Formatted:
    """Every item's entry, cited or not, and the text of every citation.

    ``items``: CSL-JSON; an item without an ``id`` is left out, and of several with
    one id the first counts. ``clusters``: in reading order. ``style``: "apa",
    "chicago", "harvard" or "vancouver"; of ``mends``, those right in it are used.
    An item's own texts (``exactly``) stand for the style's; where citations are
    numbers, its parenthetical and narrative texts have no place and are not used.

    Raises ``EngineError`` with a sentence for a lay reader, also where a cluster
    cites an id that no item has: the caller marks unknown keys before. Pandoc runs
    once, or twice where a narrative citation has an "&" to lose; without items it
    does not run.
    """
    chosen = style_named(style)
    used = frozenset(mends) & chosen.mends
    works = prepare(items, mends=used)
    check(clusters, works)
    if not works:
        return Formatted((), {cluster.id: "" for cluster in clusters})
    groups = abbreviated_groups(items, clusters)
    if Mend.GROUP_ABBREVIATION in used:
        mark_groups(works.values(), groups)
    exact = exact_texts(items)
    job = Job(chosen, used, works, {} if chosen.is_numeric else exact)
    entries, citations = formatted(job, clusters)
    citations = {id: without_screen_names(html) for id, html in citations.items()}
    if Mend.GROUP_ABBREVIATION in used:
        citations = abbreviate(citations, clusters, groups)
    references = tuple(finished_entries(entries, clusters, exact, job))
    listed = {key for key, _ in references}
    return Formatted(
        references,
        {id: sanitized(linked_to(listed, html)) for id, html in citations.items()},
    )


def finished_entries(
    entries: Sequence[tuple[str, str]],
    clusters: Sequence[Cluster],
    exact: Mapping[str, Exact],
    job: Job,
) -> Iterator[tuple[str, str]]:
    """(key, HTML) of every entry that is printed; a work's own text goes first."""
    numbers: dict[str, str] = {}
    if job.style.is_numeric:
        cited = {item.id for cluster in clusters for item in cluster.items}
        numbers, entries = numbers_apart(entries, cited)
    for key, html in entries:
        own = exact.get(key, Exact()).reference
        if own:
            # Even a work's own words must not hide that it was retracted.
            html = retraction_note(own, job.works[key])
        elif html or Mend.TEXT_ONLY not in job.mends:
            html = finished_entry(html, job.works[key], job.mends)
        else:
            continue
        yield key, sanitized(f"{numbers.get(key, '')}{html}")


def numbers_apart(
    entries: Sequence[tuple[str, str]], cited: Set[str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """{key: "1. "} of the works that the text cites, and all entries without number.

    Further reading and the library's own list have no numbers to be found by.
    """
    numbers: dict[str, str] = {}
    bare: list[tuple[str, str]] = []
    for key, html in entries:
        number = re.match(r"\d+\.\s*", html)
        if number and key in cited:
            numbers[key] = f"{number[0].rstrip()} "
        bare.append((key, html[number.end() :] if number else html))
    return numbers, bare


def finished_entry(html: str, work: Item, mends: Set[Mend]) -> str:
    return finished(with_screen_names(without_marks(html)), work, mends=mends)


def check(clusters: Sequence[Cluster], works: Mapping[str, Item]) -> None:
    seen: set[str] = set()
    for cluster in clusters:
        if cluster.id in seen:
            raise EngineError(f"Two citations bear the same id, “{cluster.id}”.")
        seen.add(cluster.id)
        for item in cluster.items:
            if item.id not in works:
                raise EngineError(
                    f"The text cites “{clean_text(item.id)[:80]}”, which is not among"
                    " the references."
                )
