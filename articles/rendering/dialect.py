"""The Markdown dialect: CommonMark, tables, strikethrough, definition lists, notes.

``[Sehnsucht]{lang=de}`` names the language of a passage (WCAG 3.1.2), by Pandoc's
syntax for spans; no other attribute is taken.

Raw HTML is text. Quotation marks, dashes and ellipses become typographic, but not
in code. ``(c)`` stays as typed: it is the third item of a list more often than a
copyright sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.replacements import replace_rare
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from articles.rendering.citing import citation
from articles.rendering.markup import MARKUP
from articles.rendering.notes import NOTE_MARKUP, check_notes

DEEPEST_BLOCK = 40
DEEPEST_EMPHASIS = 20
# The library replaces quotation marks one by one, each time copying the paragraph.
MANY_QUOTES = 1_000
MANY_BRACKETS = 10_000
OPENING = re.compile(r"[!^]?\[")
# What opens no quotation stands for letters left out: the '90s, 'tis.
ELISION = re.compile(r"'(?=\w)")
RAW_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,500})?/?>|<!--")


@cache
def blocks() -> MarkdownIt:
    """The parser of texts made of paragraphs."""
    parser = captions_parser()
    parser.enable("table")
    parser.use(footnote_plugin).use(deflist_plugin)
    for token_type, rule in NOTE_MARKUP.items():
        parser.add_render_rule(token_type, rule)
    parser.core.ruler.before("footnote_tail", "check_notes", check_notes)
    parser.block.ruler.before("table", "too_deep", too_deep)
    return parser


@cache
def captions() -> MarkdownIt:
    """The parser of captions: one line, without notes."""
    return captions_parser()


def captions_parser() -> MarkdownIt:
    options = {"html": False, "typographer": True, "maxNesting": DEEPEST_BLOCK + 2}
    parser = MarkdownIt("commonmark", options)
    parser.enable("strikethrough")
    parser.use(attrs_plugin, spans=True, after=(), allowed=("lang",))
    parser.inline.ruler.before("link", "bracket", bracket)
    parser.inline.ruler.after("image", "citation", citation)
    parser.inline.ruler.after("autolink", "raw_html", raw_html)
    parser.core.ruler.before("text_join", "shallow", shallow)
    parser.core.ruler.before("text_join", "typography", typography)
    for token_type, rule in MARKUP.items():
        parser.add_render_rule(token_type, rule)
    return parser


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Past the deepest level everything is a paragraph: no word gets lost."""
    if state.level < DEEPEST_BLOCK:
        return False
    state.env["too_deep"].append(start)
    return paragraph(state, start, end, silent)


def bracket(state: StateInline, silent: bool) -> bool:
    """Once the article has had brackets enough for any prose, they are mere text.

    Each ``[`` is looked at as a link, an image, a note and a citation, and a run of
    them is looked at again from every level: 200 kB of brackets took four seconds.
    """
    opener = OPENING.match(state.src, state.pos, state.posMax)
    if not opener:
        return False
    if next(state.env["brackets"]) < MANY_BRACKETS:
        return False
    state.env["too_many_brackets"] = True
    if not silent:
        state.append_pending(opener[0])
    # Looking ahead for a closing bracket ends here, as it does past ``maxNesting``.
    state.pos = state.posMax if silent else opener.end()
    return True


def raw_html(state: StateInline, silent: bool) -> bool:
    found = RAW_HTML.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("raw_html", "", 0).content = found[0]
    state.pos = found.end()
    return True


def shallow(state: StateCore) -> None:
    """Drop emphasis within emphasis past any use: a browser's parser is not endless."""
    for token in state.tokens:
        if token.children:
            token.children = list(within_depth(token.children))


def within_depth(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting == 1
        if depth <= DEEPEST_EMPHASIS or token.tag not in {"em", "strong", "s"}:
            yield token
        depth -= token.nesting == -1


def typography(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        replace_rare(token.children)
        if token.content.count('"') + token.content.count("'") < MANY_QUOTES:
            process_inlines(token.children, state)
        for child in token.children:
            if child.type == "text":
                child.content = ELISION.sub("’", child.content)
