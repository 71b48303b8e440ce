"""The whole of bringing an article in, as one pure function."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from articles.importing.assembly import Assembly, assemble, not_used, source_of
from articles.importing.citing import Citer
from articles.importing.corrections import Corrections
from articles.importing.figures import Gallery
from articles.importing.guess import Draft
from articles.importing.imports import Import
from articles.importing.open_points import open_points
from articles.importing.parts import find_parts
from articles.importing.prose_mentions import offered
from articles.importing.references import (
    Settled,
    is_numbered,
    known_works,
    labels_of,
    read_entries,
    reported,
    settle_entries,
)
from articles.importing.report import OpenPoint, Part, Report
from articles.importing.roles import Role
from articles.importing.safe_keys import only_known_keys
from articles.importing.source_text import SourceText
from articles.importing.spaces import lost_emphasis
from articles.importing.unit import Unit
from articles.source import ArticleSource

NO_CORRECTIONS = Corrections()
RUNNING_TEXT = {Role.PARAGRAPH, Role.LIST_ITEM, Role.ANSWER, Role.CALL, Role.QUESTION}


def bring_in(
    source: SourceText,
    library: Sequence[Mapping[str, Any]],
    *,
    corrections: Corrections = NO_CORRECTIONS,
    today: date | None = None,
) -> Import:
    """The article that ``source`` holds, with a report on every guess.

    ``library``: CSL items whose "id" is their key. ``today``: a date in the text
    after it is no date of publication. Never raises; called again with corrections,
    everything that they do not name stays as it was.
    """
    draft = find_parts(source, corrections)
    if today and draft.date > today.isoformat():
        draft.date = ""
    settled = settle_entries(
        read_entries(units_of(draft, {Role.REFERENCE})), library, corrections
    )
    works = known_works(settled, library)
    citer = Citer(
        works,
        labels=labels_of(settled),
        is_numbered=is_numbered(settled),
        chosen=corrections.citations,
        lines=source.lines,
        is_markdown=source.is_markdown,
    )
    gallery = Gallery(source.pictures)
    assembly = assemble(draft, citer, gallery, name=source.name)
    article = with_further_reading(source_of(assembly), settled, citer)
    article = only_known_keys(article, set(works.by_key))
    return Import(
        source=article,
        new_works=tuple(new_items(settled)),
        report=report_of(source, assembly, settled, offered(assembly.texts, works)),
        pictures={
            figure: source.pictures[name] for figure, name in gallery.names.items()
        },
    )


def units_of(draft: Draft, roles: Container[Role]) -> list[Unit]:
    return [
        unit
        for unit, guess in zip(draft.units, draft.guesses, strict=True)
        if guess and guess.role in roles
    ]


def with_further_reading(
    article: ArticleSource, settled: Sequence[Settled], citer: Citer
) -> ArticleSource:
    keys = (str(each.item["id"]) for each in settled)
    uncited = dict.fromkeys(key for key in keys if key not in citer.cited)
    return replace(article, further_reading=tuple(uncited))


def new_items(settled: Sequence[Settled]) -> list[Mapping[str, Any]]:
    new = {str(each.item["id"]): each.item for each in settled if each.is_new}
    return list(new.values())


def report_of(
    source: SourceText,
    assembly: Assembly,
    settled: Sequence[Settled],
    offers: Sequence[OpenPoint],
) -> Report:
    references = tuple(reported(each, assembly.citer.cited) for each in settled)
    emphasis = lost_emphasis(units_of(assembly.draft, RUNNING_TEXT))
    return Report(
        name=source.name,
        digest=source.digest,
        parts=numbered_parts(assembly.parts, settled),
        not_used=not_used(assembly.parts),
        citations=tuple(assembly.citer.found),
        references=references,
        pictures=tuple(assembly.gallery.pictures),
        emphasis=emphasis,
        open_points=open_points(assembly, references, emphasis, offers),
        previous_title=assembly.neighbours.get(Role.PREVIOUS, ""),
        next_title=assembly.neighbours.get(Role.NEXT, ""),
        author=assembly.draft.author,
        date=assembly.draft.date,
    )


def numbered_parts(
    parts: Sequence[Part], settled: Sequence[Settled]
) -> tuple[Part, ...]:
    """Each line of a reference with its position in ``Report.references``."""
    positions = {
        unit.first: position
        for position, each in enumerate(settled)
        for unit in each.entry.units
    }
    return tuple(
        replace(part, index=positions.get(part.first))
        if part.role is Role.REFERENCE
        else part
        for part in parts
    )
