"""Inline Markdown as the reader sees it, with the way back to what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.markdown_words import AUTOLINK, CODE, EMPHASIS, ESCAPED
from articles.importing.markdown_words import IMAGE as IMAGE_MARK
from articles.importing.markdown_words import LINK as LINK_MARK

# Stands for what is no text: code, a picture, an address.
OPAQUE = "\x00"
NEXT_MARK = re.compile(r"[\\`<!\[*_~]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link's span in the Markdown, and its words' span in the view."""

    start: int
    end: int
    first: int
    last: int
    address: str


@dataclass(frozen=True, slots=True)
class View:
    """``starts[i]`` and ``ends[i]``: where the character ``text[i]`` was typed."""

    text: str
    starts: list[int]
    ends: list[int]
    links: tuple[Link, ...]

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """What was typed for ``text[first:last]``; None if it cuts a link in two."""
        start, end = self.starts[first], self.ends[last - 1]
        for link in self.links:
            if first <= link.first and link.last <= last:
                start, end = min(start, link.start), max(end, link.end)
            elif first < link.first < last or first < link.last < last:
                is_inside = link.first <= first and last <= link.last
                if not is_inside:
                    return None
        return start, end

    def address_within(self, first: int, last: int) -> str:
        inside = (link for link in self.links if first <= link.first < last)
        return next((link.address for link in inside), "")


def inline_view(markdown: str) -> View:
    characters: list[tuple[str, int, int]] = []
    links: list[Link] = []
    read_into(characters, links, markdown, 0, len(markdown))
    return View(
        text="".join(character for character, _, _ in characters),
        starts=[start for _, start, _ in characters],
        ends=[end for _, _, end in characters],
        links=tuple(links),
    )


def read_into(
    characters: list[tuple[str, int, int]],
    links: list[Link],
    markdown: str,
    start: int,
    end: int,
) -> None:
    position = start
    while position < end:
        mark = NEXT_MARK.search(markdown, position, end)
        stop = mark.start() if mark else end
        characters.extend((markdown[i], i, i + 1) for i in range(position, stop))
        position = stop
        if mark:
            position = read_mark(characters, links, markdown, stop, end)


def read_mark(
    characters: list[tuple[str, int, int]],
    links: list[Link],
    markdown: str,
    position: int,
    end: int,
) -> int:
    """Read what begins at a mark; where to go on."""
    escaped = ESCAPED.match(markdown, position, end)
    if escaped:
        characters.append((escaped[1], position, escaped.end()))
        return escaped.end()
    for pattern in (CODE, IMAGE_MARK, AUTOLINK):
        found = pattern.match(markdown, position, end)
        if found:
            characters.append((OPAQUE, position, found.end()))
            return found.end()
    link = LINK_MARK.match(markdown, position, end)
    if link:
        first = len(characters)
        read_into(characters, [], markdown, link.start("words"), link.end("words"))
        links.append(
            Link(position, link.end(), first, len(characters), link["address"])
        )
        return link.end()
    emphasis = EMPHASIS.match(markdown, position, end)
    if emphasis:
        return emphasis.end()
    characters.append((markdown[position], position, position + 1))
    return position + 1
