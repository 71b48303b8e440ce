"""ContextObjects in Spans: an item as OpenURL keys (ANSI/NISO Z39.88), for Zotero.

Only for the page of all references. On an article's page they would hide the article
itself from reference managers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from articles.citations.markup import without_markup
from articles.citations.normal_forms import normal_doi
from articles.citations.records import (
    clean_text,
    creators,
    date_parts,
    issued_year,
    names,
    text,
)

Item = Mapping[str, Any]

# CSL type -> (OpenURL format, genre). What is not here is described in Dublin Core.
FORMATS = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "review-book": ("journal", "article"),
    "paper-conference": ("book", "proceeding"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "report": ("book", "report"),
    "thesis": ("dissertation", "dissertation"),
}
# Zotero's names of types, which it reads from Dublin Core.
DUBLIN_CORE = {
    "article": "preprint",
    "broadcast": "podcast",
    "dataset": "dataset",
    "legal_case": "case",
    "legislation": "statute",
    "motion_picture": "videoRecording",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "webpage": "webpage",
}
PART_OF_BOOK = {"bookitem", "proceeding"}


def coins(item: Item) -> str:
    """The value of the span's ``title``, before HTML escapes it."""
    pairs = (f"{key}={quote(value, safe='')}" for key, value in keys(item) if value)
    return "&".join(pairs)


def keys(item: Item) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    doi = normal_doi(text(item, "DOI"))
    if doi:
        yield "rft_id", f"info:doi/{doi}"
    if text(item, "PMID"):
        yield "rft_id", f"info:pmid/{text(item, 'PMID')}"
    kind, genre = FORMATS.get(text(item, "type"), ("dc", ""))
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"
    yield from (dublin_core(item) if kind == "dc" else printed(item, kind, genre))


def printed(item: Item, kind: str, genre: str) -> Iterator[tuple[str, str]]:
    title = without_markup(text(item, "title"))
    container = without_markup(text(item, "container-title"))
    yield "rft.genre", genre
    if kind == "journal":
        yield from (("rft.atitle", title), ("rft.jtitle", container))
    elif genre in PART_OF_BOOK:
        yield from (("rft.atitle", title), ("rft.btitle", container))
    else:
        yield ("rft.title" if kind == "dissertation" else "rft.btitle"), title
    yield from people(item)
    yield "rft.date", date(item)
    yield "rft.volume", text(item, "volume")
    yield "rft.issue", text(item, "issue")
    first, _, last = clean_text(item.get("page")).replace("–", "-").partition("-")
    yield from (("rft.spage", first.strip()), ("rft.epage", last.strip()))
    yield "rft.edition", text(item, "edition")
    yield "rft.inst" if kind == "dissertation" else "rft.pub", text(item, "publisher")
    yield "rft.place", text(item, "publisher-place")
    yield "rft.issn", text(item, "ISSN")
    yield "rft.isbn", text(item, "ISBN")
    yield "rft_id", web_address(item)


def dublin_core(item: Item) -> Iterator[tuple[str, str]]:
    yield "rft.type", DUBLIN_CORE.get(text(item, "type"), "document")
    yield "rft.title", without_markup(text(item, "title"))
    yield "rft.source", without_markup(text(item, "container-title"))
    yield "rft.publisher", text(item, "publisher")
    yield "rft.date", date(item)
    yield "rft.identifier", web_address(item)
    yield from people(item)


def people(item: Item) -> Iterator[tuple[str, str]]:
    """The first person by parts, everybody in full."""
    first, *others = creators(item) or [{}]
    if first.get("given"):
        yield "rft.aulast", family(first)
        yield "rft.aufirst", first["given"]
    for name in [first, *others]:
        yield "rft.au", full_name(name)
    if names(item, "author"):
        yield from (("rft.contributor", full_name(n)) for n in names(item, "editor"))


def full_name(name: Mapping[str, str]) -> str:
    given = name.get("given", "")
    return name.get("literal") or ", ".join(filter(None, (family(name), given)))


def family(name: Mapping[str, str]) -> str:
    particle = name.get("non-dropping-particle", "")
    return f"{particle} {name.get('family', '')}".strip()


def date(item: Item) -> str:
    """ISO 8601 as far as it is known; the year alone where there are only words."""
    parts = date_parts(item, "issued")
    if not parts or parts[0][0] < 0:
        year = issued_year(item)
        return str(year) if year and year > 0 else ""
    year, *rest = parts[0]
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


def web_address(item: Item) -> str:
    url = text(item, "URL")
    return url if url.startswith(("https://", "http://")) else ""
