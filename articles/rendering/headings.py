"""Headings: levels that fit the page, steady ids, the outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from articles.rendering.document import Heading
from articles.rendering.identifiers import Identifiers
from articles.rendering.parts import Part, is_blank, text_of
from articles.rendering.problems import problem
from articles.source import Problem

LOWEST = 6
# Sections that the page adds by itself, as people head them.
OWN_SECTIONS = re.compile(
    r"(?:references?(?: list)?|reference list|bibliography|works cited|sources"
    r"|citations|further reading|faqs?|q ?& ?a|(?:frequently asked|common) questions"
    r"(?: \(faqs?\))?)\W*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Outline:
    """Gives headings their levels and ids, part by part."""

    identifiers: Identifiers
    problems: list[Problem]
    own_titles: frozenset[str] = frozenset()
    above: dict[int, str] = field(default_factory=dict)

    def arrange(self, part: Part, *, top: int = 2) -> list[Heading]:
        """Set level and id of every heading; return those outside quotes and lists.

        The uppermost level used becomes ``top``: whether an author
        begins with # or with ##, the outline comes out the same.
        """
        part.tokens = list(self.without_empty(part))
        found = list(headings(part))
        shift = top - min((level_of(h[0]) for h in found), default=0)
        previous = top - 1
        self.above = {}
        entries = []
        for opening, inline, closing in found:
            level = min(level_of(opening) + shift, LOWEST)
            entry = self.entry(text_of(inline.children or []), level)
            opening.tag = closing.tag = f"h{level}"
            opening.attrSet("id", entry.id)
            self.check(part, opening, entry, is_jump=level > previous + 1)
            previous = level
            if opening.level == 0 and entry.text:
                entries.append(entry)
        return entries

    def entry(self, text: str, level: int) -> Heading:
        self.above = {k: v for k, v in self.above.items() if k < level}
        under = self.above[max(self.above)] if self.above else ""
        self.above[level] = text
        id = self.identifiers.claim("section", text, under=under)
        return Heading(id, level, text)

    def check(
        self, part: Part, opening: Token, heading: Heading, *, is_jump: bool
    ) -> None:
        place = part.at(opening)
        if is_jump:
            self.problems.append(problem("heading-jump", place, text=heading.text))
        is_own = heading.text.casefold().strip() in self.own_titles
        if part.place.part == "body" and (
            is_own or OWN_SECTIONS.fullmatch(heading.text)
        ):
            found = problem("heading-repeats-section", place, text=heading.text)
            self.problems.append(found)

    def without_empty(self, part: Part) -> Iterator[Token]:
        is_empty = False
        for index, token in enumerate(part.tokens):
            if token.type == "heading_open":
                is_empty = is_blank(part.tokens[index + 1].children or [])
                if is_empty:
                    self.problems.append(problem("heading-empty", part.at(token)))
            if not is_empty:
                yield token
            if token.type == "heading_close":
                is_empty = False


def headings(part: Part) -> Iterator[tuple[Token, Token, Token]]:
    """Each heading's opening token, its inline token and its closing token."""
    for index, token in enumerate(part.tokens):
        if token.type == "heading_open":
            yield token, part.tokens[index + 1], part.tokens[index + 2]


def level_of(opening: Token) -> int:
    return int(opening.tag[1])
