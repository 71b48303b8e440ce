"""Footnotes: numbered through the whole article, checked before they are moved.

Each text prints its own notes at its end: the body, each FAQ answer, the call to
action. Labels are its own; numbers run on, so ids are unique on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from articles.rendering.problems import problem
from articles.source import Place

MARK = re.compile(r"\[\^([^\s\[\]]+)\](?!:)")


def check_notes(state: StateCore) -> None:
    """Report notes without text, without a mark or written twice, and marks alone.

    Runs on the definitions where they stand; afterwards the plugin moves those that
    are referred to behind the text, and drops the others.
    """
    refs = state.env.get("footnotes", {}).get("refs", {})
    labels = Counter[str]()
    for index, token in enumerate(state.tokens):
        if token.type == "footnote_reference_open":
            check_definition(state, index, used=refs.get(f":{token.meta['label']}", -1))
            labels[token.meta["label"]] += 1
            if labels[token.meta["label"]] == 2:
                report(state, "note-repeated", token)
        elif token.type == "inline":
            check_marks(state, token)


def check_definition(state: StateCore, index: int, *, used: int) -> None:
    token = state.tokens[index]
    if used < 0:
        report(state, "note-unused", token)
    elif state.tokens[index + 1].type == "footnote_reference_close":
        report(state, "note-empty", token)


def check_marks(state: StateCore, token: Token) -> None:
    for child in token.children or ():
        if child.type == "text":
            for mark in MARK.findall(child.content):
                report(state, "note-missing", token, label=mark)
        elif child.type == "footnote_ref" and "label" not in child.meta:
            note = state.env["footnotes"]["list"][child.meta["id"]]
            if not note["content"].strip():
                report(state, "note-empty", token, label="^[]")


def report(state: StateCore, code: str, token: Token, label: str = "") -> None:
    place: Place = state.env["place"]
    line = token.map[0] + 1 if token.map else None
    name = label or token.meta["label"]
    state.env["problems"].append(
        problem(code, Place(place.part, place.index, place.name, line), label=name)
    )


def count_notes(env: EnvType) -> int:
    return len(env.get("footnotes", {}).get("list", {}))


def number(token: Token, env: EnvType) -> int:
    return int(env["notes_before"]) + int(token.meta["id"]) + 1


def mark_id(token: Token, env: EnvType) -> str:
    """Of the mark in the text: ``noteref-3``, then ``noteref-3-2`` for the second."""
    times = token.meta.get("subId", 0)
    return f"noteref-{number(token, env)}" + (f"-{times + 1}" if times else "")


def note_mark(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    n = number(tokens[index], env)
    return (
        f'<sup><a href="#note-{n}" id="{mark_id(tokens[index], env)}"'
        f' role="doc-noteref">{n}</a></sup>'
    )


def notes_open(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    start = int(env["notes_before"]) + 1
    group = '<div class="footnotes" role="group" aria-label="Notes">'
    return f'{group}\n<ol start="{start}">\n'


def notes_close(*_: object) -> str:
    return "</ol>\n</div>\n"


def note_open(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<li id="note-{number(tokens[index], env)}">'


def note_close(*_: object) -> str:
    return "</li>\n"


def note_backlink(
    _: object, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The arrow, with U+FE0E so that no telephone shows it as a picture.

    A no-break space before it: alone on a line it would be taken for a stray mark.
    """
    times = tokens[index].meta["subId"]
    label = "Back to the text" + (f", mention {times + 1}" if times else "")
    return (
        f'\u00a0<a href="#{mark_id(tokens[index], env)}" role="doc-backlink"'
        f' aria-label="{label}">\u21a9\ufe0e</a>'
    )


NOTE_MARKUP: dict[str, Callable[..., str]] = {
    "footnote_ref": note_mark,
    "footnote_block_open": notes_open,
    "footnote_block_close": notes_close,
    "footnote_open": note_open,
    "footnote_close": note_close,
    "footnote_anchor": note_backlink,
}
