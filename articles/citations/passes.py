"""Clusters cut into what pandoc can format, and its answers put together again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from articles.citations.clusters import CitationItem, Cluster
from articles.citations.document import located_suffix, run_citeproc
from articles.citations.inlines import curled, plain_html, to_html
from articles.citations.mends import Mend
from articles.citations.narrative import (
    by_author,
    joined,
    out_of_parenthesis,
    without_title,
)
from articles.citations.preparing import Item
from articles.citations.style import apa_style, narrative_style


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cluster that pandoc formats as one citation."""

    items: tuple[CitationItem, ...]
    narrative: bool
    # The dates of several works by the author whom the piece before names.
    continues: bool = False


def formatted(
    works: Mapping[str, Item], clusters: Sequence[Cluster], mends: Set[Mend]
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(key, HTML) of each entry in list order, and {cluster id: HTML}."""
    pieces = {c.id: list(cut(c, works, mends)) for c in clusters if c.items}
    flat = [piece for parts in pieces.values() for piece in parts]
    chosen = frozenset(mends)
    entries, texts = one_pass(apa_style(mends=chosen), works, flat, mends)
    if Mend.NARRATIVE_AND in mends and has_ampersand(flat, texts):
        _, spelled = one_pass(narrative_style(mends=chosen), works, flat, mends)
        texts = [
            spelled[index] if piece.narrative else texts[index]
            for index, piece in enumerate(flat)
        ]
    answers = (
        put_right(piece, html, works[piece.items[0].id], mends)
        for piece, html in zip(flat, texts, strict=True)
    )
    citations = {
        id: joined([(piece.continues, next(answers)) for piece in parts])
        for id, parts in pieces.items()
    }
    return entries, {c.id: citations.get(c.id, "") for c in clusters}


def cut(
    cluster: Cluster, works: Mapping[str, Item], mends: Set[Mend]
) -> Iterator[Piece]:
    """A narrative citation of several works becomes several pieces.

    Pandoc sorts works and so may tear the author's name from the first date.
    """
    if not cluster.narrative:
        yield Piece(cluster.items, narrative=False)
        return
    is_split = Mend.JOINT_NARRATIVE in mends
    for items in by_author(cluster.items, works) if is_split else [cluster.items]:
        first = items[0]
        if len(items) == 1 or first.suppress_author or not is_split:
            yield Piece(items, narrative=not first.suppress_author)
            continue
        name = replace(first, locator="", suffix="")
        yield Piece((name,), narrative=True)
        dates = tuple(replace(item, suppress_author=True) for item in items)
        yield Piece((replace(dates[0], prefix=""), *dates[1:]), False, continues=True)


def one_pass(
    style: str, works: Mapping[str, Item], pieces: Sequence[Piece], mends: Set[Mend]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Works travel under numbers, which are safe whatever their keys hold."""
    ids = {key: f"w{number}" for number, key in enumerate(works)}
    keys = {id: key for key, id in ids.items()}
    cites, entries = run_citeproc(
        style,
        {ids[key]: item for key, item in works.items()},
        [[cite(piece, item, ids, mends) for item in piece.items] for piece in pieces],
    )
    return (
        [(keys[id], to_html(inlines, keys)) for id, inlines in entries],
        [to_html(inlines, keys) for inlines in cites],
    )


def cite(
    piece: Piece, item: CitationItem, ids: Mapping[str, str], mends: Set[Mend]
) -> dict[str, Any]:
    is_named = piece.narrative and item is piece.items[0]
    normal = "SuppressAuthor" if item.suppress_author else "NormalCitation"
    return {
        "id": ids[item.id],
        "prefix": "" if is_named else curled(item.prefix),
        "suffix": located_suffix(item, mends=mends),
        "mode": "AuthorInText" if is_named else normal,
    }


def has_ampersand(pieces: Sequence[Piece], texts: Sequence[str]) -> bool:
    return any(
        piece.narrative and "&amp;" in text
        for piece, text in zip(pieces, texts, strict=True)
    )


def put_right(
    piece: Piece, html: str, work: Mapping[str, Any], mends: Set[Mend]
) -> str:
    """One piece's text; a narrative's lead-in stands before the author's name."""
    first = piece.items[0]
    if Mend.NAMELESS_NARRATIVE in mends and len(piece.items) == 1:
        if piece.narrative:
            html = out_of_parenthesis(html, work)
        elif first.suppress_author:
            html = without_title(html, work)
    if piece.narrative and first.prefix.strip():
        return f"{plain_html(first.prefix)} {html}"
    return html
