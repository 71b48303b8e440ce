"""Pandoc run over the pieces of clusters, and its answers put together again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from articles.citations.clusters import CitationItem, Cluster
from articles.citations.document import located_suffix, run_citeproc
from articles.citations.exactly import in_parenthesis, in_sentence, year_only
from articles.citations.inlines import curled, plain_html, to_html
from articles.citations.item_rules import Item
from articles.citations.markup import without_markup
from articles.citations.mends import ALL_MENDS, Mend
from articles.citations.narrative import out_of_parenthesis, without_title
from articles.citations.pieces import Job, Piece, assembled, cut
from articles.citations.records import creators, shown_name
from articles.citations.screen_names import without_screen_names
from articles.citations.style import narrative_style, style_text


def formatted(
    job: Job, clusters: Sequence[Cluster]
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(key, HTML) of each entry in list order, and {cluster id: HTML}."""
    pieces = {c.id: list(cut(c, job)) for c in clusters if c.items}
    flat = [piece for parts in pieces.values() for piece in parts]
    entries, texts = both_passes(job, [*flat, *(p.bare for p in flat if p.exact)])
    bare = iter(texts[len(flat) :])
    answers = iter(
        [
            put_right(piece, html, next(bare) if piece.exact else "", job)
            for piece, html in zip(flat, texts, strict=False)
        ]
    )
    citations = {
        id: assembled(parts, [next(answers) for _ in parts])
        for id, parts in pieces.items()
    }
    return entries, {c.id: citations.get(c.id, "") for c in clusters}


def both_passes(
    job: Job, pieces: Sequence[Piece]
) -> tuple[list[tuple[str, str]], list[str]]:
    """The entries and each piece's text, narrative ones with "and" between names."""
    entries, texts = one_pass(style_text(job.style, mends=job.mends), job, pieces)
    if Mend.NARRATIVE_AND in job.mends and has_ampersand(pieces, texts):
        style = narrative_style(job.style, mends=job.mends)
        _, spelled = one_pass(style, job, pieces)
        texts = [
            spelled[index] if piece.narrative else texts[index]
            for index, piece in enumerate(pieces)
        ]
    return entries, texts


def one_pass(
    style: str, job: Job, pieces: Sequence[Piece]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Works travel under numbers, which are safe whatever their keys hold."""
    ids = {key: f"w{number}" for number, key in enumerate(job.works)}
    keys = {id: key for key, id in ids.items()}
    cites, entries = run_citeproc(
        style,
        {ids[key]: item for key, item in job.works.items()},
        [[cite(piece, item, ids, job) for item in piece.items] for piece in pieces],
        language=job.style.language,
    )
    return (
        [(keys[id], to_html(inlines, keys)) for id, inlines in entries],
        [to_html(inlines, keys) for inlines in cites],
    )


def cite(
    piece: Piece, item: CitationItem, ids: Mapping[str, str], job: Job
) -> dict[str, Any]:
    is_named = piece.narrative and item is piece.items[0]
    if job.style.is_numeric:
        return numbered(piece, item, ids[item.id], is_named=is_named)
    normal = "SuppressAuthor" if item.suppress_author else "NormalCitation"
    return {
        "id": ids[item.id],
        "prefix": "" if is_named else curled(item.prefix),
        "suffix": located_suffix(item, mends=job.mends),
        "mode": "AuthorInText" if is_named else normal,
    }


def numbered(
    piece: Piece, item: CitationItem, id: str, *, is_named: bool
) -> dict[str, Any]:
    """Numbers stand close, "(1,2)"; a lead-in keeps its distance."""
    lead_in = "" if is_named else curled(item.prefix)
    if lead_in and item is not piece.items[0]:
        lead_in = f" {lead_in}"
    return {
        "id": id,
        "prefix": lead_in,
        "suffix": located_suffix(item, mends=ALL_MENDS, is_numeric=True),
    }


def has_ampersand(pieces: Sequence[Piece], texts: Sequence[str]) -> bool:
    return any(
        piece.narrative and "&amp;" in text
        for piece, text in zip(pieces, texts, strict=True)
    )


def put_right(piece: Piece, html: str, bare: str, job: Job) -> str:
    """One piece's text; a narrative's lead-in stands before the author's name."""
    html = named(piece, html, job)
    if piece.exact:
        html = with_exact(piece, html, named(piece, bare, job))
    first = piece.items[0]
    if piece.narrative and first.prefix.strip():
        return f"{plain_html(first.prefix)} {html}"
    return html


def named(piece: Piece, html: str, job: Job) -> str:
    """A work without author stands under its title, which pandoc does not take out."""
    first = piece.items[0]
    if job.style.is_numeric and piece.narrative:
        return f"{short_name(job.works[first.id])} {html}"
    if Mend.NAMELESS_NARRATIVE in job.mends and len(piece.items) == 1:
        if piece.narrative:
            return out_of_parenthesis(html, job.works[first.id])
        if first.suppress_author:
            return without_title(html, job.works[first.id])
    return html


def short_name(work: Item) -> str:
    """ "Halpern et al.", for a number to follow; a title where nobody is named."""
    names = [shown_name(name) for name in creators(work)]
    if not names:
        return plain_html(without_markup(work.get("title", "")))
    if len(names) > 2:
        return f"{name_html(names[0])} et al."
    return " and ".join(map(name_html, names))


def name_html(name: str) -> str:
    return plain_html(without_screen_names(name))


def with_exact(piece: Piece, html: str, bare: str) -> str:
    if piece.narrative:
        return in_sentence(piece.exact, html, bare)
    if piece.items[0].suppress_author:
        return year_only(piece.exact, html, bare)
    return in_parenthesis(piece.exact, html, bare)
