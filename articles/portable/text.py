"""One article or page with its place, to and from the data in front of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from articles.portable.fields import Fields
from articles.portable.front_matter import joined, split
from articles.portable.unusable import Unusable
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

KINDS = ("article", "page")
CALL = ("heading", "text", "label", "url")


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed in substance, and when."""

    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableText:
    """``source`` names its authors as people do, and its images by their files.

    ``live_from`` and ``ends_at``: from when and until when readers see it, where that
    is fixed. ``change_note`` belongs to ``live_from``. ``old_addresses`` are paths:
    with a stroke at their end where they were this site's own. ``identity`` is what
    feeds know it by. ``series``, ``topics`` and ``about`` are names or short names.
    """

    source: ArticleSource
    kind: str = "article"
    slug: str = ""
    is_draft: bool = True
    first_published_at: datetime | None = None
    updated_at: datetime | None = None
    live_from: datetime | None = None
    ends_at: datetime | None = None
    change_note: str = ""
    changes: tuple[Change, ...] = ()
    series: str = ""
    position: int | None = None
    topics: tuple[str, ...] = ()
    crisis_card: str = ""
    about: str = ""
    menu_position: int | None = None
    old_addresses: tuple[str, ...] = ()
    identity: str = ""
    not_understood: tuple[str, ...] = field(default=())


def written(text: PortableText) -> str:
    """The whole file."""
    values = {name: value for name, value in pairs(text) if is_said(value)}
    return joined(values, text.source.body)


def is_said(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {}


def pairs(text: PortableText) -> Iterator[tuple[str, Any]]:
    source = text.source
    yield "title", source.title
    yield "slug", text.slug
    yield "kind", text.kind
    yield "draft", text.is_draft
    yield "date", text.first_published_at
    yield "lastmod", text.updated_at
    yield "publishDate", text.live_from
    yield "expiryDate", text.ends_at
    yield "change_note", text.change_note
    yield "changes", [{"date": c.at, "note": c.note} for c in text.changes]
    yield "standfirst", source.standfirst
    yield "summary", source.summary
    yield "authors", list(source.authors)
    yield "series", text.series
    yield "series_position", text.position
    yield "tags", list(text.topics)
    yield "crisis_card", text.crisis_card
    yield "about", text.about
    yield "menu_position", text.menu_position
    yield "lead_figure", source.lead_figure
    yield "figures", [figure_values(figure) for figure in source.figures]
    yield "faq_heading", source.faq_heading
    yield "faqs", [{"question": f.question, "answer": f.answer} for f in source.faqs]
    yield "further_reading", list(source.further_reading)
    call = {name: getattr(source.call_to_action, name) for name in CALL}
    yield "invitation", {name: value for name, value in call.items() if value}
    yield "reviewed_on", source.reviewed_on
    yield "review_due_on", source.review_due_on
    yield "ai_disclosure", source.ai_disclosure
    yield "aliases", list(text.old_addresses)
    yield "id", text.identity


def figure_values(figure: FigureSource) -> dict[str, Any]:
    values = {
        "name": figure.name,
        "image": figure.image,
        "alt": figure.alt,
        "decorative": figure.decorative or None,
        "caption": figure.caption,
        "credit": figure.credit,
    }
    return {name: value for name, value in values.items() if value}


def read_text(file: str) -> PortableText:
    """The inverse of ``written``. Raises ``Unusable`` with one sentence."""
    values, body = split(file)
    given = Fields(values)
    text = PortableText(
        source=replace(read_source(given), body=body),
        kind=given.choice("kind", KINDS) or "article",
        slug=given.text("slug"),
        is_draft=given.flag("draft", otherwise=not has_date(values)),
        first_published_at=given.moment("date"),
        updated_at=given.moment("lastmod"),
        live_from=given.moment("publishDate"),
        ends_at=given.moment("expiryDate"),
        change_note=given.text("change_note"),
        changes=tuple(read_change(one) for one in given.parts("changes")),
        series=given.text("series"),
        position=given.number("series_position"),
        topics=given.texts("tags"),
        crisis_card=given.text("crisis_card"),
        about=given.text("about"),
        menu_position=given.number("menu_position"),
        old_addresses=given.texts("aliases"),
        identity=given.text("id"),
    )
    check(text)
    return replace(text, not_understood=tuple(given.rest()))


def comparable(moment: datetime) -> datetime:
    """One without a zone is the practice's, which is not known here: about that."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def has_date(values: Mapping[str, Any]) -> bool:
    return any(values.get(name) for name in ("date", "publishDate"))


def read_source(given: Fields) -> ArticleSource:
    return ArticleSource(
        title=given.text("title"),
        standfirst=given.text("standfirst"),
        summary=given.text("summary"),
        faq_heading=given.text("faq_heading"),
        faqs=tuple(read_faq(one) for one in given.parts("faqs")),
        figures=tuple(read_figure(one) for one in given.parts("figures")),
        lead_figure=given.text("lead_figure"),
        further_reading=given.texts("further_reading"),
        call_to_action=read_call(given.part("invitation")),
        authors=given.texts("authors"),
        reviewed_on=given.day("reviewed_on"),
        review_due_on=given.day("review_due_on"),
        ai_disclosure=given.text("ai_disclosure"),
    )


def read_change(given: Fields) -> Change:
    at = given.moment("date")
    if at is None:
        raise Unusable("One of the “changes” has no date.")
    return Change(at, given.text("note"))


def read_faq(given: Fields) -> FAQSource:
    return FAQSource(given.text("question"), given.text("answer"))


def read_figure(given: Fields) -> FigureSource:
    return FigureSource(
        name=given.text("name"),
        image=given.text("image"),
        alt=given.text("alt"),
        decorative=given.flag("decorative"),
        caption=given.text("caption"),
        credit=given.text("credit"),
    )


def read_call(given: Fields) -> CallToAction:
    texts: Mapping[str, str] = {name: given.text(name) for name in CALL}
    return CallToAction(**texts)


def check(text: PortableText) -> None:
    """What each of the dates allows the others to be."""
    if text.kind == "page" and (text.series or text.topics):
        raise Unusable("A page has no series and no tags; only an article has.")
    if not text.is_draft and not (text.first_published_at or text.live_from):
        raise Unusable("It is no draft, so it needs the “date” on which it appeared.")
    begins = text.first_published_at or text.live_from
    if text.ends_at and begins and comparable(text.ends_at) <= comparable(begins):
        raise Unusable("Its “expiryDate” comes before its “date”.")
    names = [figure.name for figure in text.source.figures]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Unusable(f"Two of its figures have the name “{min(twice)}”.")
