"""The texts of one article in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token

from articles.characters import is_plain, permitted
from articles.citations.records import UNPRINTABLE
from articles.source import Place


@dataclass(slots=True)
class Part:
    """One parsed text. ``env`` is markdown-it's, shared with the render rules."""

    place: Place
    env: dict[str, Any] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)

    def inlines(self) -> Iterator[tuple[Place, Token]]:
        """Tokens with inline children, each with its place: texts and figures."""
        for token in self.tokens:
            if token.children:
                yield token.meta.get("place") or self.at(token), token

    def spans(self) -> Iterator[tuple[Place, Token]]:
        """Inline tokens in reading order, captions included, each with its line."""
        for place, token in self.inlines():
            yield from with_lines(place, token.children or [])

    def drop_blank_paragraphs(self) -> None:
        """Drop those that showed nothing but an image or a link without text."""
        kept: list[Token] = []
        for token in self.tokens:
            kept.append(token)
            if token.type == "paragraph_close" and is_blank_paragraph(kept[-3:]):
                del kept[-3:]
        self.tokens = kept

    def at(self, token: Token) -> Place:
        """Where a block of this part stands."""
        line = token.map[0] + 1 if token.map else None
        return Place(self.place.part, self.place.index, self.place.name, line)


def with_lines(place: Place, tokens: list[Token]) -> Iterator[tuple[Place, Token]]:
    """Each inline token with its line, counted from ``place``'s own."""
    for token in tokens:
        yield place, token
        if place.line and token.type in {"softbreak", "hardbreak"}:
            place = replace(place, line=place.line + 1)


def is_blank_paragraph(tokens: list[Token]) -> bool:
    types = [token.type for token in tokens]
    return types == ["paragraph_open", "inline", "paragraph_close"] and is_blank(
        tokens[1].children or []
    )


def is_blank(tokens: list[Token]) -> bool:
    """Whether inline tokens show nothing: neither words nor marks."""
    shown = {"citation", "footnote_ref"}
    return not text_of(tokens) and not any(token.type in shown for token in tokens)


def printable(text: str) -> str:
    """As ``permitted``, without invisible characters; line numbers stay as they are."""
    return text if is_plain(text) else UNPRINTABLE.sub("", permitted(text))


def text_of(tokens: list[Token]) -> str:
    """The words of inline tokens, without citations and note marks."""
    return "".join(word_of(token) for token in tokens).strip()


def word_of(token: Token) -> str:
    if token.type in {"text", "code_inline", "raw_html"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""
