"""Tidied HTML as Markdown whose lines are blocks."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import ATX, BACKSLASH, MarkdownConverter

from articles.importing.escape import escape_inline, escape_start
from articles.importing.page_tidying import BLOCKS
from articles.importing.sentinels import PRIVATE

BROKEN_TWICE = re.compile(r"(?:\\\n[ \t]*){2,}")
BROKEN_AT_END = re.compile(r"\\\n(?=[ \t]*(?:\n|\Z))|\\\Z")
# Nothing but formatting lies between these and the start of a line.
CARRIERS = {"span", "font", "small", "u", "mark", "a", "time"}


class LineConverter(MarkdownConverter):
    """markdownify with sparing escapes, and numbers counted once per list."""

    def process_text(self, el: NavigableString, parent_tags: Any = None) -> str:
        # markdownify's stubs leave out the methods that its documentation overrides.
        convert = super().process_text  # type: ignore[misc]
        text: str = convert(el, parent_tags=parent_tags)
        if "_noformat" in (parent_tags or ()) or not begins_line(el):
            return text
        mark = PRIVATE.match(text)
        start = mark.end() if mark else 0
        return text[:start] + escape_start(text[start:])

    def escape(self, text: str, parent_tags: Any) -> str:
        return escape_inline(text) if not text.startswith("[^") else text

    def convert_li(self, el: Tag, text: str, parent_tags: Any) -> str:
        text = text.strip()
        if not text:
            return "\n"
        number = el.get("data-number")
        bullet = f"{number}. " if number else "- "
        first, *rest = text.split("\n")
        indent = " " * len(bullet)
        lines = [bullet + first, *(indent + line if line else "" for line in rest)]
        return "\n".join(lines) + "\n"

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        address = str(el.get("href") or "")
        if not address or re.search(r"[\s<>()]", address):
            el["href"] = address = re.sub(r"[\s<>]", "", address)
            if "(" in address or ")" in address:
                el["href"] = f"<{address}>"
        convert = super().convert_a  # type: ignore[misc]
        return str(convert(el, text, parent_tags))

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Any) -> str:
        if not text.strip():
            return ""
        convert = super().convert_hN  # type: ignore[misc]
        return str(convert(n, el, text, parent_tags))


def to_markdown(root: Tag) -> str:
    for tag in root.find_all(BLOCKS):
        tag.name = "div"
    number_items(root)
    converter = LineConverter(
        heading_style=ATX, newline_style=BACKSLASH, autolinks=False, bullets="-"
    )
    text = converter.convert_soup(as_document(root))
    text = BROKEN_TWICE.sub("\n\n", text)
    text = BROKEN_AT_END.sub("\n", text)
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


def as_document(root: Tag) -> Tag:
    """markdownify needs a block around everything."""
    document = BeautifulSoup("", "html.parser").new_tag("div")
    document.extend(list(root.contents))
    return document


def number_items(root: Tag) -> None:
    for listed in root.find_all("ol"):
        start = str(listed.get("start") or "1")
        first = int(start) if start.isdecimal() and len(start) < 8 else 1
        items = listed.find_all("li", recursive=False)
        for number, item in enumerate(items, start=first):
            item["data-number"] = str(number)


def begins_line(text: NavigableString) -> bool:
    node: Any = text
    while node is not None:
        before = node.previous_sibling
        while isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        if before is not None:
            is_sentinel = isinstance(before, NavigableString) and PRIVATE.fullmatch(
                before
            )
            return bool(is_sentinel) or getattr(before, "name", "") == "br"
        node = node.parent
        if node is None or node.name not in CARRIERS:
            return True
    return True
