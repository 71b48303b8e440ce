"""Web pages: the article is cut out, and becomes Markdown line by line."""

from __future__ import annotations

import re

from articles.importing.embedded import take_embedded
from articles.importing.page_cutting import cut_page
from articles.importing.page_head import page_metadata
from articles.importing.page_markdown import to_markdown
from articles.importing.page_parsing import parse_html
from articles.importing.page_tidying import tidy
from articles.importing.roles import Role
from articles.importing.sentinels import PRIVATE, role_of, without_sentinels
from articles.importing.source_text import ImportRefused, SourceText

MOST_CHARACTERS = 4_000_000
BLANK_LINES = re.compile(r"\n{3,}")


def read_page(html: str, *, is_page: bool = True) -> SourceText:
    """A page as Markdown; what surrounds the article keeps its place as "not used".

    ``is_page``: false for a document that is all article. Raises ``ImportRefused``.
    """
    html, pictures = take_embedded(PRIVATE.sub("", html))
    if len(html) > MOST_CHARACTERS:
        raise ImportRefused(
            f"This page is too large: more than {MOST_CHARACTERS // 1_000_000} MB"
            " without its pictures."
        )
    soup = parse_html(html)
    metadata = page_metadata(soup)
    tidy(soup)
    root, before, after = cut_page(soup) if is_page else (soup.body or soup, [], [])
    texts = [*before, to_markdown(root), *after]
    text = BLANK_LINES.sub("\n\n", "\n\n".join(texts)).strip("\n")
    return SourceText(
        name="",
        text=without_sentinels(text),
        is_markdown=True,
        hints=dict(hinted_lines(text)),
        metadata=metadata,
        pictures=pictures,
    )


def hinted_lines(text: str) -> list[tuple[int, Role]]:
    roles = ((n, role_of(line)) for n, line in enumerate(text.split("\n"), start=1))
    return [(number, role) for number, role in roles if role]
