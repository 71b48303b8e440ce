"""Text as LaTeX that no value can break out of, for the fields of BibLaTeX.

BibTeX counts every brace, escaped or not, so a brace of the text is written as a
command; an "@" stands in braces, so that it never looks like the start of an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.citations.markup import TAG, well_formed

ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "@": "{@}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}
# Two hyphens or two apostrophes would become one sign.
SPECIAL = re.compile(r"[\\{}~^`@%&#$_]|(?<=-)-|(?<=')'")
COMMANDS = {
    "i": r"\emph",
    "b": r"\textbf",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
    "sc": r"\textsc",
}
WORD = re.compile(r"[^\s\-–—/:“”‘\"(\[]+")
# DOI and URL are verbatim fields: a brace in them would end the field.
ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


def latex(text: str) -> str:
    """CSL's markup as commands, everything else as plain text."""
    if not SPECIAL.search(text) and "<" not in text:
        return text
    return "".join(pieces(text, keep_case=False))


def latex_title(text: str) -> str:
    """The same, with braces around what a style must not put in lower case.

    The title is in sentence case, so that is every word with a capital; of the first
    word, which stays capital anyway, only one with further capitals.
    """
    return "".join(pieces(text, keep_case=True))


def pieces(text: str, *, keep_case: bool) -> Iterator[str]:
    balanced = well_formed(text)
    start = 0
    for tag in TAG.finditer(balanced):
        yield escaped(balanced[start : tag.start()], keep_case, is_first=not start)
        start = tag.end()
        if tag[1]:
            yield "}"
        elif tag[2] == "span":
            yield r"\textsc{" if "small-caps" in tag[3] else "{"
        else:
            yield f"{COMMANDS[tag[2]]}{{"
    yield escaped(balanced[start:], keep_case, is_first=not start)


def escaped(text: str, keep_case: bool, *, is_first: bool) -> str:
    if not keep_case:
        return escape(text)
    written, start = [], 0
    for word in WORD.finditer(text):
        written.append(escape(text[start : word.start()]))
        start = word.end()
        later = word[0][1:] if is_first and not word.start() else word[0]
        has_capital = later != later.lower()
        written.append(f"{{{escape(word[0])}}}" if has_capital else escape(word[0]))
    return "".join([*written, escape(text[start:])])


def escape(text: str) -> str:
    return SPECIAL.sub(lambda found: ESCAPES.get(found[0], f"{{}}{found[0]}"), text)


def latex_address(address: str) -> str:
    return "".join(ADDRESS.get(letter, letter) for letter in address)
