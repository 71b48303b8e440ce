"""HTML of the tokens that CommonMark does not have, or writes with inline styles."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from articles.rendering.figure_markup import figure_markup

LINK_TAG = re.compile(r"</?a\b[^>]*>")
ALIGNMENT = re.compile(r"text-align:(left|center|right)")


def citation(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The formatted works in an anchor of their own; unknown keys are marked.

    Links cannot nest: inside a link the citation is plain text.
    """
    token = tokens[index]
    unknown = [item.id for item in token.meta["items"] if item.id not in env["works"]]
    if "anchor" not in token.meta:
        return unknown_mark(token.content)
    anchor = token.meta["anchor"]
    text = env["citations"][anchor]
    shown = LINK_TAG.sub("", text) if token.meta["in_link"] else text
    marks = "".join(f" {unknown_mark(f'@{key}')}" for key in unknown)
    return f'<span class="citation" id="{anchor}">{shown}</span>{marks}'


def unknown_mark(text: str) -> str:
    return f'<mark class="citation-unknown">{html.escape(text)}</mark>'


def raw_html(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return html.escape(tokens[index].content)


def figure(
    self: object,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    token = tokens[index]
    caption = self.renderInline(token.children or [], options, env)  # type: ignore[attr-defined]
    return figure_markup(
        token.meta["figure"],
        token.meta["picture"],
        caption=caption,
        is_lead=token.meta["is_lead"],
    )


def table_open(*_: object) -> str:
    """A frame that scrolls sideways on a phone, also by keyboard (WCAG 2.1.1)."""
    return (
        '<div class="table-scroll" role="group" tabindex="0" aria-label="Table">'
        "\n<table>\n"
    )


def table_close(*_: object) -> str:
    return "</table>\n</div>\n"


def cell_open(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A column's heading has a scope; an empty corner cell is none (WCAG 1.3.1)."""
    tag = cell_tag(tokens, index, content=index + 1)
    aligned = ALIGNMENT.match(str(tokens[index].attrGet("style") or ""))
    alignment = f' class="align-{aligned[1]}"' if aligned else ""
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{scope}{alignment}>"


def cell_close(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return f"</{cell_tag(tokens, index, content=index - 1)}>\n"


def cell_tag(tokens: Sequence[Token], index: int, *, content: int) -> str:
    return tokens[index].tag if tokens[content].content.strip() else "td"


MARKUP: dict[str, Callable[..., str]] = {
    "citation": citation,
    "figure": figure,
    "raw_html": raw_html,
    "table_open": table_open,
    "table_close": table_close,
    "td_close": cell_close,
    "td_open": cell_open,
    "th_close": cell_close,
    "th_open": cell_open,
}
