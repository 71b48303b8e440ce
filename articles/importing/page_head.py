"""What a web page's head and its structured data say about the article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

NAMES = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title"),
    "author": ("author", "citation_author", "dc.creator"),
    "date": (
        "article:published_time",
        "citation_publication_date",
        "date",
        "dc.date",
    ),
}


def page_metadata(soup: BeautifulSoup) -> dict[str, str]:
    """Title, author and date (as written), each only where the page gives it."""
    tags = dict(meta_tags(soup))
    data = dict(structured_data(soup))
    found = {
        name: next((tags[key] for key in keys if key in tags), data.get(name, ""))
        for name, keys in NAMES.items()
    }
    if soup.title:
        found["page_title"] = soup.title.get_text()
    author = soup.select_one("[rel~=author], [itemprop=author]")
    if author and not found["author"]:
        found["author"] = author.get_text(" ")
    tidied = {name: " ".join(value.split()) for name, value in found.items()}
    return {name: value for name, value in tidied.items() if value}


def meta_tags(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta"):
        name = tag.get("property") or tag.get("name")
        content = tag.get("content")
        if isinstance(name, str) and isinstance(content, str) and content.strip():
            yield name.lower(), content


def structured_data(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Author and date of the first JSON-LD object that has a headline."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        for thing in things(data):
            if isinstance(thing.get("headline"), str):
                yield from described(thing)
                return


def things(data: Any) -> list[dict[str, Any]]:
    graph = data.get("@graph", data) if isinstance(data, dict) else data
    listed = graph if isinstance(graph, list) else [graph]
    return [thing for thing in listed if isinstance(thing, dict)]


def described(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    author = thing.get("author")
    first = author[0] if isinstance(author, list) and author else author
    name = first.get("name") if isinstance(first, dict) else first
    date = thing.get("datePublished")
    if isinstance(name, str) and not name.startswith("http"):
        yield "author", name
    if isinstance(date, str):
        yield "date", date
