"""What APA needs of a reference and a record lacks, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.citations.records import creators, date_parts, date_words, text

IN_A_CONTAINER = {
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "chapter": "title of the book",
    "entry-dictionary": "title of the dictionary",
    "entry-encyclopedia": "title of the encyclopedia",
    "post-weblog": "name of the blog",
}
PUBLISHED = {
    "book": "publisher",
    "chapter": "publisher",
    "dataset": "publisher or archive",
    "motion_picture": "production company or site",
    "report": "publisher",
    "thesis": "university",
}
# A work of these types may stand under its title, as APA 9.12 and chapter 11 have it.
UNDER_TITLE = (
    "bill",
    "broadcast",
    "entry-dictionary",
    "entry-encyclopedia",
    "hearing",
    "legal_case",
    "legislation",
    "motion_picture",
    "regulation",
    "treaty",
    "webpage",
)
ONLINE = ("post", "post-weblog", "webpage")


def missing_fields(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Plain names of what is missing; empty for a complete record."""
    return tuple(missing_variables(item).values())


def missing_variables(item: Mapping[str, Any]) -> dict[str, str]:
    """{CSL variable: plain name} of what is missing.

    APA 9.4: a reference answers who, when, what and where.
    """
    kind = text(item, "type")
    container = IN_A_CONTAINER.get(kind, "")
    return {
        variable: name
        for variable, name, is_missing in (
            ("type", "type of work", not kind),
            ("author", "author", lacks_author(item, kind)),
            ("issued", "date", lacks_date(item)),
            ("title", "title", lacks_title(item, kind)),
            ("container-title", container, not text(item, "container-title")),
            ("publisher", PUBLISHED.get(kind, ""), lacks_publisher(item)),
            ("genre", "kind of thesis", kind == "thesis" and not text(item, "genre")),
            ("volume", "volume", lacks_volume(item, kind)),
            ("container-title", "name of the website", lacks_site(item, kind)),
            ("URL", "web address", kind in ONLINE and not has_address(item)),
        )
        if name and is_missing
    }


def lacks_author(item: Mapping[str, Any], kind: str) -> bool:
    return kind not in UNDER_TITLE and not creators(item)


def lacks_date(item: Mapping[str, Any]) -> bool:
    """A retrieval date says that the page itself bears none (APA 9.16)."""
    is_dated = date_parts(item, "issued") or date_words(item, "issued")
    return not (is_dated or text(item, "status") or date_parts(item, "accessed"))


def lacks_title(item: Mapping[str, Any], kind: str) -> bool:
    is_review = text(item, "reviewed-title")
    return not (text(item, "title") or is_review or kind == "personal_communication")


def lacks_publisher(item: Mapping[str, Any]) -> bool:
    """An address or a group author, its own publisher, will do (APA 9.29)."""
    has_one = text(item, "publisher") or text(item, "archive") or has_address(item)
    return not (has_one or is_by_group(item))


def lacks_volume(item: Mapping[str, Any], kind: str) -> bool:
    """Articles in press or ahead of print have none yet; a DOI finds them all."""
    has_one = text(item, "volume") or text(item, "status") or text(item, "DOI")
    return kind == "article-journal" and not has_one


def lacks_site(item: Mapping[str, Any], kind: str) -> bool:
    """A group's own site needs no name beside the author's (APA 9.32)."""
    has_one = text(item, "container-title") or text(item, "publisher")
    return kind == "webpage" and not (has_one or is_by_group(item))


def is_by_group(item: Mapping[str, Any]) -> bool:
    return any("literal" in name for name in creators(item))


def has_address(item: Mapping[str, Any]) -> bool:
    return bool(text(item, "DOI") or text(item, "URL"))
