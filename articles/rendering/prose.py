"""An article as plain prose, and how long it takes to read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from markdown_it.token import Token

from articles.rendering.parts import Part, word_of

# Silent reading of English non-fiction by adults: 238 words a minute, the mean of
# 190 studies (Brysbaert, 2019, https://doi.org/10.1016/j.jml.2019.104047).
WORDS_PER_MINUTE = 238
WORD = re.compile(r"\w+(?:[-.'’]\w+)*")
TAG = re.compile(r"<[^>]*>")


def paragraphs(part: Part, citations: Mapping[str, str]) -> Iterator[str]:
    """The words of each block, in order; captions and notes included.

    Citations in parentheses and note marks are left out, as they say nothing in a
    search result or a description; narrative ones are part of their sentence.
    """
    for token in part.tokens:
        words = token.content if token.type in {"code_block", "fence"} else ""
        words += "".join(spoken(token.children or [], citations))
        if words.strip():
            yield " ".join(words.split())


def spoken(tokens: list[Token], citations: Mapping[str, str]) -> Iterator[str]:
    for token, following in zip_longest(tokens, tokens[1:]):
        words = word_of(token)
        if token.type == "citation" and token.meta["narrative"]:
            words = html.unescape(TAG.sub("", citations[token.meta["anchor"]]))
        yield words.rstrip() if following and is_aside(following) else words


def is_aside(token: Token) -> bool:
    return token.type == "citation" and not token.meta["narrative"]


def count_words(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


def reading_minutes(words: int) -> int:
    """Whole minutes, at least one for any text at all."""
    return max(round(words / WORDS_PER_MINUTE), 1) if words else 0
