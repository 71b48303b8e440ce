"""Narrative citations: "Tedeschi and Calhoun (2004)" in the flow of a sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from articles.citations.clusters import CitationItem
from articles.citations.records import creators, date_parts, date_words, text

MENTION = re.compile(r'<a href="(#ref-[^"]*)"')
SINGLE_WORK = re.compile(r"\(<a ([^<>]*)>(.*)</a>(.*)\)", re.DOTALL)


def by_author(
    items: Sequence[CitationItem],
    works: Mapping[str, Mapping[str, Any]],
    *,
    apart: Container[str] = (),
) -> Iterator[tuple[CitationItem, ...]]:
    """Runs of works by the same people: they share one "Linehan (1993a, 1993b)".

    ``apart``: keys of works that share nothing with their neighbours.
    """

    def shared(item: CitationItem) -> object:
        return (item.id not in apart and creators(works[item.id])) or item.id

    for _, run in groupby(items, key=shared):
        yield tuple(run)


def one_parenthesis(whole: str, parts: Sequence[str]) -> str:
    """Citations of one work or one author each, in the order that ``whole`` shows."""
    order = MENTION.findall(whole)
    places = {address: place for place, address in reversed([*enumerate(order)])}

    def place(part: str) -> int:
        return min(
            (places.get(a, len(order)) for a in MENTION.findall(part)), default=0
        )

    inner = [part.removeprefix("(").removesuffix(")") for part in parts]
    return f"({'; '.join(sorted(inner, key=place))})"


def joined(pieces: Sequence[tuple[bool, str]]) -> str:
    """ "Herman (1992) and Porges (2003)": a parenthesis holds one author only.

    ``pieces``: whether the piece holds the dates that replace the one behind the
    name before it, and its HTML.
    """
    mentions: list[str] = []
    for continues, html in pieces:
        if continues:
            name, _, _ = mentions[-1].rpartition(" (<a ")
            mentions[-1] = f"{name} {html}"
        else:
            mentions.append(html)
    *first, last = mentions
    return f"{', '.join(first)}{',' * (len(first) > 1)} and {last}" if first else last


def out_of_parenthesis(html: str, work: Mapping[str, Any]) -> str:
    """ "(*Tarasoff v. Regents*, 1976)" as "*Tarasoff v. Regents* (1976)".

    For works that stand under their title: pandoc knows no author to take out.
    """
    name, link, date = split_parenthesis(html, work)
    return f"{name} ({link}{date})" if name else html


def without_title(html: str, work: Mapping[str, Any]) -> str:
    """ "(*Tarasoff v. Regents*, 1976)" as "(1976)", where no author is asked for."""
    name, link, date = split_parenthesis(html, work)
    return f"({link}{date})" if name else html


def split_parenthesis(html: str, work: Mapping[str, Any]) -> tuple[str, str, str]:
    """What stands before the date, the link's opening tag, the date and the rest."""
    found = SINGLE_WORK.fullmatch(html)
    if not found:
        return "", "", ""
    attributes, inner, rest = found.groups()
    date = rf"(?:ca\. )?(?:[^\s,/]+(?: B\.C\.E\.)?/)?(?:ca\. )?{re.escape(year(work))}"
    # A style without a comma before the date is read only where none is found.
    places = [m.start() for m in re.finditer(rf"[,.]”? (?={date})", inner)] or [
        m.start() for m in re.finditer(rf" (?={date})", inner)
    ]
    if not places:
        return "", "", ""
    name, date_and_locator = inner[: places[-1]], inner[places[-1] :]
    return name, f"<a {attributes}>", f"{date_and_locator.lstrip(',.” ')}</a>{rest}"


def year(work: Mapping[str, Any]) -> str:
    """The date as a citation prints it first: year, words, status or "n.d."."""
    parts = date_parts(work, "issued")
    if parts:
        return str(abs(parts[0][0]))
    return date_words(work, "issued") or text(work, "status").lower() or "n.d."
