"""“Exactly this text”: a work's own words for its entry and its mentions.

A person writes them where the style has no right form. They stand in the item under
``custom``: ``{"exactly": {"reference": …, "parenthetical": …, "narrative": …}}``,
each plain text with CSL's <i>, <b>, <sup>, <sub>. The parenthetical is what stands
inside the parentheses. Order and year letters of a list still come from the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.citations.inlines import ADDRESS, clean_html, link_to
from articles.citations.records import clean_text, text

OPENED = re.compile(r"<a href=\"#ref-[^<>]*>")
# The date that ends a citation: "HIPAA, 1996", "Herman, n.d.-a".
DATE = re.compile(r", ([^,]*(?:\d|n\.d\.|in press)[^,]*)\Z")


@dataclass(frozen=True, slots=True)
class Exact:
    """HTML of the texts that are given; "" for one that is not."""

    reference: str = ""
    parenthetical: str = ""
    narrative: str = ""


def exact_texts(items: Iterable[Mapping[str, Any]]) -> dict[str, Exact]:
    """{key: its texts} of the works that have any; the first of one id counts."""
    found: dict[str, Exact] = {}
    for item in items:
        found.setdefault(text(item, "id"), exact_text(item))
    return {key: exact for key, exact in found.items() if key and exact != Exact()}


def exact_text(item: Mapping[str, Any]) -> Exact:
    custom = item.get("custom")
    given = custom.get("exactly") if isinstance(custom, Mapping) else None
    if not isinstance(given, Mapping):
        return Exact()
    return Exact(
        reference=with_links(clean_html(given.get("reference"))),
        parenthetical=clean_html(without_parentheses(given.get("parenthetical"))),
        narrative=clean_html(given.get("narrative")),
    )


def without_parentheses(value: object) -> str:
    """ "(HIPAA, 1996)" as "HIPAA, 1996": whoever copies one copies its brackets."""
    written = clean_text(value)
    enclosed = re.fullmatch(r"\(((?:[^()]|\([^()]*\))*)\)", written)
    return enclosed[1] if enclosed else written


def with_links(html: str) -> str:
    """The web addresses in a text as links, as they are in every other entry."""
    return ADDRESS.sub(lambda address: link_to(address[0]), html)


def in_parenthesis(exact: str, located: str, bare: str) -> str:
    """``located`` with ``exact`` for the name and date that ``bare`` shows.

    Both are the style's "(<a …>Linehan, 1993</a>)", the first with what the text
    adds: "(see <a …>Linehan, 1993, p. 5</a> for more)".
    """
    opening, link, tail = split_located(located, bare)
    return f"{opening}{link}{exact}{tail}" if link else located


def year_only(exact: str, located: str, bare: str) -> str:
    """ "(1996, p. 5)" where the text leaves the name out; the style's if unsure."""
    date = DATE.search(exact)
    return in_parenthesis(date[1], located, bare) if date else located


def in_sentence(exact: str, located: str, bare: str) -> str:
    """ "HIPAA (<a …>1996, p. 5</a>)" for the style's narrative citation."""
    _, link, tail = split_located(located, bare)
    if not link:
        return located
    name, dated = dated_parenthesis(exact)
    if dated:
        return f"{name}({link}{dated}{tail}"
    rest = tail.removeprefix("</a>").removesuffix(")").removeprefix(", ")
    behind = f" ({rest.replace('</a>', '').strip()})" if rest.strip() else ""
    return f"{link}{exact}</a>{behind}"


def dated_parenthesis(exact: str) -> tuple[str, str]:
    """ "HIPAA (1996)" as "HIPAA " and "1996"; the second "" without parentheses."""
    depth = 0
    for index in range(len(exact) - 1, -1, -1) if exact.endswith(")") else ():
        depth += (exact[index] == ")") - (exact[index] == "(")
        if not depth:
            return exact[:index], exact[index + 1 : -1]
    return exact, ""


def split_located(located: str, bare: str) -> tuple[str, str, str]:
    """What stands before the link, its tag, and what follows the shown date."""
    before, shown = OPENED.search(located), OPENED.search(bare)
    if not before or not shown:
        return "", "", ""
    inner, _, _ = bare[shown.end() :].partition("</a>")
    tail = located[before.end() :]
    if not tail.startswith(inner):
        return "", "", ""
    return located[: before.start()], before[0], tail.removeprefix(inner)
