"""HTML as a tree of elements, in time that grows with its length only."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.exceptions import ParserRejectedMarkup
from lxml import etree  # type: ignore[import-untyped]

# libxml2 stops at 2,048 levels, and what lies deeper would be lost.
MOST_LEVELS = 1_500
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[/!?]?[a-zA-Z][^<>]*>", re.DOTALL)
# Closed by what follows, or never open.
UNCOUNTED = frozenset(
    "area base br col dd dt hr img input li link meta option p param td th tr".split()
)


class PatientBuilder(LXMLTreeBuilder):
    """lxml closes what old pages leave open, as browsers do.

    Not Python's own parser: on 200 kB of ``<!--`` it takes minutes.
    """

    def parser_for(self, encoding: str | None) -> Any:
        return etree.HTMLParser(
            target=self,
            recover=True,
            huge_tree=True,
            encoding=encoding,
        )


def parse_html(html: str) -> BeautifulSoup:
    if deepest_level(html) > MOST_LEVELS:
        html = MARKUP.sub(" ", html).replace("<", "&lt;")
    try:
        return BeautifulSoup(html, builder=PatientBuilder())
    except (ParserRejectedMarkup, AssertionError, ValueError):
        words = MARKUP.sub(" ", html).replace("<", "&lt;")
        return BeautifulSoup(words, builder=PatientBuilder())


def deepest_level(html: str) -> int:
    level = deepest = 0
    for tag in TAG.finditer(html):
        if tag[2].lower() not in UNCOUNTED:
            level = max(0, level + (-1 if tag[1] else 1))
            deepest = max(deepest, level)
    return deepest
