"""Clusters cut into pieces, each of which pandoc can format as one citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.citations.clusters import CitationItem, Cluster
from articles.citations.exactly import Exact
from articles.citations.item_rules import Item
from articles.citations.mends import Mend
from articles.citations.narrative import by_author, joined, one_parenthesis
from articles.citations.records import creators, shown_name
from articles.citations.style import Style


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cluster that pandoc formats as one citation."""

    items: tuple[CitationItem, ...]
    narrative: bool
    # The dates of several works by the author whom the piece before names.
    continues: bool = False
    # Only shows in which order the works of the pieces after it stand.
    shows_order: bool = False
    # HTML to stand for the name and date of the one work.
    exact: str = ""

    @property
    def bare(self) -> Piece:
        """The same without what the text adds, to tell the two apart."""
        item = self.items[0]
        plain = CitationItem(item.id, suppress_author=item.suppress_author)
        return replace(self, items=(plain,))


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for, in one style."""

    style: Style
    mends: frozenset[Mend]
    works: Mapping[str, Item]
    exact: Mapping[str, Exact]


def cut(cluster: Cluster, job: Job) -> Iterator[Piece]:
    if cluster.narrative:
        return narrative_pieces(cluster, job)
    return in_brackets(cluster, job)


def in_brackets(cluster: Cluster, job: Job) -> Iterator[Piece]:
    """One piece, unless the works have to stand apart.

    They do where one has a text of its own, as pandoc may show its date only, behind
    another of the same author; and where numbers have pages: "(2,3, p. 4,1)" would
    be read wrongly. The whole comes first, to show in which order they stand.
    """
    own = {
        item.id: job.exact[item.id].parenthetical
        for item in cluster.items
        if item.id in job.exact and job.exact[item.id].parenthetical
    }
    has_pages = any(item.locator or item.suffix for item in cluster.items)
    is_parted = own or (job.style.is_numeric and has_pages)
    if len(cluster.items) == 1 or not is_parted:
        exact = own.get(cluster.items[0].id, "") if len(cluster.items) == 1 else ""
        yield Piece(cluster.items, narrative=False, exact=exact)
        return
    yield Piece(cluster.items, narrative=False, shows_order=True)
    for items in parts_of(cluster, own, job):
        yield Piece(items, narrative=False, exact=own.get(items[0].id, ""))


def parts_of(
    cluster: Cluster, own: Mapping[str, str], job: Job
) -> Iterator[tuple[CitationItem, ...]]:
    """Works of one author together, "Linehan, 1993a, 1993b"; the others alone."""
    parts: dict[object, list[CitationItem]] = {}
    for place, item in enumerate(cluster.items):
        is_alone = item.id in own or job.style.is_numeric
        authors = tuple(map(shown_name, creators(job.works[item.id]))) or item.id
        parts.setdefault(place if is_alone else authors, []).append(item)
    yield from map(tuple, parts.values())


def narrative_pieces(cluster: Cluster, job: Job) -> Iterator[Piece]:
    """A narrative citation of several works becomes several pieces.

    Pandoc sorts works and so may tear the author's name from the first date.
    """
    if job.style.is_numeric:
        yield from (Piece((i,), not i.suppress_author) for i in cluster.items)
        return
    own = {key: exact.narrative for key, exact in job.exact.items() if exact.narrative}
    if Mend.JOINT_NARRATIVE not in job.mends:
        yield run_piece(cluster.items, job)
        return
    for items in by_author(cluster.items, job.works, apart=own.keys()):
        if len(items) == 1 or items[0].suppress_author:
            yield run_piece(items, job)
            continue
        yield Piece((replace(items[0], locator="", suffix=""),), narrative=True)
        dates = tuple(replace(item, suppress_author=True) for item in items)
        yield Piece((replace(dates[0], prefix=""), *dates[1:]), False, continues=True)


def run_piece(items: tuple[CitationItem, ...], job: Job) -> Piece:
    first = items[0]
    exact = job.exact.get(first.id, Exact()) if len(items) == 1 else Exact()
    if first.suppress_author:
        return Piece(items, narrative=False, exact=exact.parenthetical)
    return Piece(items, narrative=True, exact=exact.narrative)


def assembled(pieces: Sequence[Piece], texts: Sequence[str]) -> str:
    """The text of a cluster from those of its pieces."""
    if pieces[0].shows_order:
        return one_parenthesis(texts[0], texts[1:])
    continuations = [piece.continues for piece in pieces]
    return joined(list(zip(continuations, texts, strict=True)))
