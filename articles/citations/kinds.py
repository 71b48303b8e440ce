"""The kinds of works in plain words: what each sets in CSL, and what it asks for.

A person chooses "Podcast episode" and never sees a CSL type. The kind is kept in
``item["custom"]["kind"]``; for records from elsewhere ``kind_of`` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from articles.citations.completeness import is_by_group, missing_variables
from articles.citations.kind_fields import Field, Kind
from articles.citations.kinds_beside_print import BESIDE
from articles.citations.kinds_in_print import PRINTED
from articles.citations.kinds_on_record import ON_RECORD
from articles.citations.records import date_parts, date_words, names, text
from articles.citations.variables import CREATORS

__all__ = ["BY_SLUG", "KINDS", "Field", "Kind", "asked", "kind_of", "missing_in"]

KINDS = (*PRINTED, *BESIDE, *ON_RECORD)
BY_SLUG = {kind.slug: kind for kind in KINDS}
TEST = re.compile(
    r"\b(?:scale|inventory|questionnaire|test|checklist|battery|interview|index)s?\b",
    re.IGNORECASE,
)


def kind_of(item: Mapping[str, Any]) -> Kind:
    """The kind that was chosen for the work, or the one that its record tells."""
    custom = item.get("custom")
    chosen = custom.get("kind") if isinstance(custom, Mapping) else None
    if isinstance(chosen, str) and chosen in BY_SLUG:
        return BY_SLUG[chosen]
    return BY_SLUG[told_kind(item)]


def told_kind(item: Mapping[str, Any]) -> str:
    type = text(item, "type")
    is_article = type.startswith("article-") or type.startswith("review")
    if is_article and (type.startswith("review") or is_review(item)):
        return "review"
    if type in CLOSER:
        return CLOSER[type](item)
    return next((kind.slug for kind in KINDS if type in kind.types), "other")


def is_review(item: Mapping[str, Any]) -> bool:
    return bool(text(item, "reviewed-title") or names(item, "reviewed-author"))


def kind_of_book(item: Mapping[str, Any]) -> str:
    is_old = date_parts(item, "original-date") or date_words(item, "original-date")
    if is_old or names(item, "translator") or names(item, "editor-translator"):
        return "classic"
    if names(item, "editor") and not names(item, "author"):
        return "edited-book"
    return "manual" if is_by_group(item) and text(item, "edition") else "book"


def kind_of_page(item: Mapping[str, Any]) -> str:
    has_person = any("literal" not in name for name in names(item, "author"))
    return "page-person" if has_person else "page-organisation"


def kind_of_recording(item: Mapping[str, Any]) -> str:
    """Films and series stand under director or producer, podcasts under the host."""
    medium = text(item, "medium").lower()
    makers = ("director", "executive-producer", "script-writer")
    if "podcast" in medium or names(item, "host"):
        return "podcast"
    if medium.startswith(("film", "tv", "television")):
        return "film"
    if any(names(item, role) for role in makers):
        return "film"
    return "podcast" if text(item, "type") == "broadcast" else "video"


def kind_of_document(item: Mapping[str, Any]) -> str:
    is_record = "database record" in text(item, "medium").lower()
    return "test" if is_record or TEST.search(text(item, "title")) else "other"


CLOSER: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "book": kind_of_book,
    "broadcast": kind_of_recording,
    "document": kind_of_document,
    "motion_picture": kind_of_recording,
    "webpage": kind_of_page,
}


def asked(kind: Kind) -> set[str]:
    """The variables without which a work of this kind is incomplete for APA."""
    body = {"author": [{"literal": kind.label}]} if kind.by_body else {}
    missing = missing_in({"type": kind.type, **body}, kind)
    return {*missing, *body}


def missing_in(item: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """``missing_variables`` under the field of this kind in which each is given.

    An edited book lacks its editor, a podcast its host, where others lack an author.
    """
    labels = {field.variable: field.label.lower() for field in kind.fields}
    creator = next((role for role in labels if role in CREATORS), "author")
    missing = missing_variables(item)
    missing.pop("type", None)
    if creator != "author" and "author" in missing:
        del missing["author"]
        missing = {creator: labels[creator], **missing}
    return missing
