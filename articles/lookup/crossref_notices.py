"""Retractions, concerns and corrections in Crossref's records.

``updated-by`` stands on the work that changed, ``update-to`` on the notice. The
publisher and Retraction Watch may both report one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articles.lookup.answers import Notice, NoticeKind
from articles.lookup.names import as_list
from articles.lookup.titles import first, plain_text, rich_text, without_mark
from articles.lookup.values import bare_doi, date_numbers_of

KINDS: dict[str, NoticeKind] = {
    "retraction": "retraction",
    "retracted": "retraction",
    "partial_retraction": "partial_retraction",
    "withdrawal": "withdrawal",
    "withdrawn": "withdrawal",
    "removal": "removal",
    "removed": "removal",
    "expression_of_concern": "expression_of_concern",
    "concern": "expression_of_concern",
}
# The gravest first; one notice may be listed under two kinds.
GRAVITY: tuple[NoticeKind, ...] = (
    "retraction",
    "withdrawal",
    "removal",
    "partial_retraction",
    "expression_of_concern",
    "correction",
)
SOURCES = {"publisher": "Crossref", "retraction-watch": "Retraction Watch"}


def notices_of(work: Mapping[str, Any]) -> tuple[Notice, ...]:
    """All that a record says about its own work, the gravest and newest first."""
    own = bare_doi(work.get("DOI")).lower()
    found = [
        *map(reported, as_list(work.get("updated-by"))),
        *(about(own, update) for update in as_list(work.get("update-to"))),
    ]
    listed = once_each(notice for notice in found if notice)
    marked = mark_in_title(work)
    is_said = any(notice.kind in GRAVITY[:4] for notice in listed)
    if marked and not is_said and not is_notice(work):
        listed = (marked, *listed)
    return listed


def reported(update: object) -> Notice | None:
    """One entry of ``updated-by``; a type that is not known stays as its label."""
    if not isinstance(update, Mapping):
        return None
    kind = plain_text(update.get("type")).lower().replace("-", "_").replace(" ", "_")
    source = plain_text(update.get("source"))
    return Notice(
        kind=KINDS.get(kind, "correction"),
        notice_id=bare_doi(update.get("DOI")).lower(),
        date=tuple(date_numbers_of(update.get("updated"))),
        source=SOURCES.get(source, source or "Crossref"),
        label=plain_text(update.get("label")) or in_words(kind),
    )


def in_words(kind: str) -> str:
    return kind.replace("_", " ").capitalize() or "Update"


def about(own: str, update: object) -> Notice | None:
    """One entry of ``update-to``: the work is itself a notice, or marks itself.

    A publisher that replaces the article by its retraction points it at itself.
    """
    notice = reported(update)
    if notice is None or not notice.notice_id or notice.notice_id == own:
        return notice
    label = f"This work is itself a notice ({notice.label}) about {notice.notice_id}"
    return Notice("correction", own, notice.date, notice.source, label)


def is_notice(work: Mapping[str, Any]) -> bool:
    """Whether the record is a notice about another work."""
    own = bare_doi(work.get("DOI")).lower()
    updates = map(reported, as_list(work.get("update-to")))
    return any(update and update.notice_id not in ("", own) for update in updates)


def once_each(found: Iterable[Notice]) -> tuple[Notice, ...]:
    """One entry a notice: the gravest kind, and the publisher's word if it gave any."""
    kept: dict[object, Notice] = {}
    for notice in sorted(found, key=rank):
        kept.setdefault(notice.notice_id or (notice.kind, notice.date), notice)
    return tuple(sorted(kept.values(), key=order))


def rank(notice: Notice) -> tuple[int, bool, tuple[int, ...]]:
    newest = tuple(-part for part in notice.date)
    return GRAVITY.index(notice.kind), notice.source != "Crossref", newest


def order(notice: Notice) -> tuple[int, tuple[int, ...]]:
    return GRAVITY.index(notice.kind), tuple(-part for part in notice.date)


def mark_in_title(work: Mapping[str, Any]) -> Notice | None:
    """ "RETRACTED:" before a title, for want of a notice of its own."""
    _, kind = without_mark(rich_text(first(work.get("title"))))
    if kind is None:
        return None
    return Notice(kind, source="Crossref", label="Marked as such in its title")
