"""Works by their words, for references that name no identifier."""

from __future__ import annotations

from collections.abc import Mapping

from articles.lookup import crossref, open_library
from articles.lookup.answers import Found, LookupFailed
from articles.lookup.client import Client
from articles.lookup.names import as_list
from articles.lookup.titles import folded, plain_text

MOST = 5
FIELDS = "title,subtitle,author_name,first_publish_year,publisher,isbn"


def by_title(
    client: Client, title: str, author: str, year: int | str | None
) -> list[Found]:
    """Open Library is asked where Crossref knows no such title: most of the books
    of this field have no DOI."""
    if not plain_text(title):
        return []
    works = crossref_search(client, title, author, year)
    if any(is_title(work, title) for work in works):
        return works[:MOST]
    try:
        books = book_search(client, title, author)
    except LookupFailed:
        books = []
    named = [book for book in books if is_title(book, title)]
    return [*named, *works][:MOST]


def crossref_search(
    client: Client, title: str, author: str, year: int | str | None
) -> list[Found]:
    query = " ".join(filter(None, (title, author, str(year or ""))))
    answer = client.json(
        "api.crossref.org",
        "/v1/works",
        {
            "query.bibliographic": query[:400],
            "rows": str(MOST),
            "mailto": client.contact,
        },
        is_list=True,
    )
    return [crossref.found(work) for work in crossref.items(answer)]


def book_search(client: Client, title: str, author: str) -> list[Found]:
    params = {"title": title[:300], "author": author[:100], "limit": str(MOST)}
    answer = client.json(
        "openlibrary.org",
        "/search.json",
        {**{name: value for name, value in params.items() if value}, "fields": FIELDS},
    )
    docs = answer.get("docs") if isinstance(answer, Mapping) else None
    listed = [doc for doc in as_list(docs) if isinstance(doc, Mapping)]
    return [open_library.found(open_library.search_item(doc)) for doc in listed]


def is_title(found: Found, title: str) -> bool:
    """The same words, or one of the two lacks the subtitle."""
    known, asked = folded(found.item.get("title", "")), folded(title)
    shorter, longer = sorted((known, asked), key=len)
    return bool(shorter) and longer.startswith(shorter)
