"""The files of the demo as plain values; knows no database."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from articles.demo.drawings import DRAWINGS
from articles.demo.front_matter import (
    Change,
    DemoError,
    DraftChanges,
    FigureEntry,
    FrontMatter,
    build,
    split,
)
from articles.demo.practice import DemoPractice, read_practice
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

HERE = Path(__file__).parent
PLACED_FIGURE = re.compile(r"\]\(figure:([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One text and its place.

    ``state`` is "live", "scheduled" or "draft". ``published_days_ago`` is None for a
    draft and below zero for what is scheduled. ``drawings`` maps each figure's name to
    the drawing that it shows; ``source`` holds no images until ``with_images``.
    ``draft`` is the newer, unpublished version of a live text, if it has one.
    """

    slug: str
    kind: str
    state: str
    source: ArticleSource
    draft: ArticleSource | None
    drawings: Mapping[str, str]
    series: str
    position: int | None
    topics: tuple[str, ...]
    published_days_ago: int | None
    menu_position: int | None
    about: str
    change: Change | None

    def with_images(self, digests: Mapping[str, str]) -> "DemoArticle":
        """This text with its images filled in; ``digests``: drawing name -> digest."""
        draft = self.draft and self._filled(self.draft, digests)
        return replace(self, source=self._filled(self.source, digests), draft=draft)

    def _filled(
        self, source: ArticleSource, digests: Mapping[str, str]
    ) -> ArticleSource:
        figures = (
            replace(figure, image=digests[self.drawings[figure.name]])
            for figure in source.figures
        )
        return replace(source, figures=tuple(figures))


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything that the demo loads. ``works`` maps a key to its CSL-JSON item."""

    practice: DemoPractice
    articles: tuple[DemoArticle, ...]
    works: Mapping[str, Mapping[str, Any]]


def read_demo(today: date) -> Demo:
    """The whole demo as of ``today``; raises ``DemoError`` if a file is wrong."""
    practice = read_practice(HERE / "practice.toml")
    items = json.loads((HERE / "library.json").read_text(encoding="utf-8"))
    works = {item["id"]: item for item in items}
    articles = tuple(
        parse_article(path.read_text(encoding="utf-8"), name=path.name, today=today)
        for path in sorted((HERE / "texts").glob("*.md"))
    )
    for article in articles:
        _check_names(article, practice, works)
    _check_places(articles)
    return Demo(practice=practice, articles=articles, works=works)


def parse_article(text: str, *, name: str, today: date) -> DemoArticle:
    """One file's text as a ``DemoArticle``; ``name`` stands in error messages."""
    matter, body = split(text, name=name)
    entries = [build(FigureEntry, table, name=name) for table in matter.figures]
    _check_state(matter, name)
    _check_figures(matter, entries, body, name)
    source = _source(matter, entries, body, name=name, today=today)
    changes = build(DraftChanges, matter.draft, name=name)
    return DemoArticle(
        slug=matter.slug,
        kind=matter.kind,
        state=matter.state,
        source=source,
        draft=_changed(source, changes) if changes else None,
        drawings={entry.name: entry.drawing for entry in entries},
        series=matter.series,
        position=matter.position,
        topics=tuple(matter.topics),
        published_days_ago=matter.published_days_ago,
        menu_position=matter.menu_position,
        about=matter.about,
        change=build(Change, matter.change, name=name) if matter.change else None,
    )


def _source(
    matter: FrontMatter,
    entries: Sequence[FigureEntry],
    body: str,
    *,
    name: str,
    today: date,
) -> ArticleSource:
    reviewed, due = matter.reviewed_days_ago, matter.review_due_in_days
    return ArticleSource(
        title=matter.title,
        standfirst=matter.standfirst,
        summary=matter.summary,
        body=body,
        faqs=tuple(build(FAQSource, table, name=name) for table in matter.faqs),
        figures=tuple(
            FigureSource(
                name=entry.name,
                alt=entry.alt,
                caption=entry.caption,
                credit=entry.credit,
            )
            for entry in entries
        ),
        lead_figure=matter.lead_figure,
        further_reading=tuple(matter.further_reading),
        call_to_action=build(CallToAction, matter.call_to_action, name=name),
        authors=tuple(matter.authors),
        reviewed_on=None if reviewed is None else today - timedelta(days=reviewed),
        review_due_on=None if due is None else today + timedelta(days=due),
    )


def _changed(source: ArticleSource, changes: DraftChanges) -> ArticleSource:
    return replace(
        source,
        title=changes.title or source.title,
        standfirst=changes.standfirst or source.standfirst,
        summary=changes.summary or source.summary,
        body=f"{source.body}\n\n{changes.append.strip()}".strip(),
    )


def _check_state(matter: FrontMatter, name: str) -> None:
    days = matter.published_days_ago
    fits = {
        "live": days is not None and days >= 0,
        "scheduled": days is not None and days < 0,
        "draft": days is None,
    }
    if matter.kind not in ("article", "page"):
        raise DemoError(f"{name}: kind is article or page, not {matter.kind!r}.")
    if matter.state not in fits:
        raise DemoError(f"{name}: state is one of {', '.join(fits)}.")
    if not fits[matter.state]:
        raise DemoError(f"{name}: published_days_ago contradicts {matter.state!r}.")
    if matter.draft and matter.state != "live":
        raise DemoError(f"{name}: only a live text can have unpublished changes.")
    if bool(matter.series) != (matter.position is not None):
        raise DemoError(f"{name}: series and position go together.")


def _check_figures(
    matter: FrontMatter, entries: Sequence[FigureEntry], body: str, name: str
) -> None:
    names = {entry.name for entry in entries}
    placed = {*PLACED_FIGURE.findall(body), *filter(None, [matter.lead_figure])}
    if missing := sorted(placed - names):
        raise DemoError(f"{name}: there is no figure called {missing[0]!r}.")
    if unused := sorted(names - placed):
        raise DemoError(f"{name}: the figure {unused[0]!r} is placed nowhere.")
    if unknown := sorted({entry.drawing for entry in entries} - set(DRAWINGS)):
        raise DemoError(f"{name}: there is no drawing called {unknown[0]!r}.")


def _check_names(
    article: DemoArticle, practice: DemoPractice, works: Collection[str]
) -> None:
    known: dict[str, tuple[Collection[str], Collection[str]]] = {
        "author": (
            [*article.source.authors, *filter(None, [article.about])],
            {c.slug for c in practice.clinicians},
        ),
        "series": (
            [article.series] if article.series else [],
            {s.slug for s in practice.series},
        ),
        "topic": (article.topics, {t.slug for t in practice.topics}),
        "work": (article.source.further_reading, works),
    }
    for what, (used, names) in known.items():
        if unknown := sorted(set(used) - set(names)):
            raise DemoError(f"{article.slug}: there is no {what} {unknown[0]!r}.")


def _check_places(articles: Sequence[DemoArticle]) -> None:
    slugs = [article.slug for article in articles]
    if len(slugs) != len(set(slugs)):
        raise DemoError("Two texts of the demo have the same slug.")
    positions: dict[str, list[int]] = {}
    for article in articles:
        if article.position is not None:
            positions.setdefault(article.series, []).append(article.position)
    for series, found in positions.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            raise DemoError(f"The parts of {series} don't run from 1 without gaps.")
