"""The words of inline Markdown, and its images: patterns that never backtrack far."""

from __future__ import annotations

import re

ADDRESS = r"(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
TITLE = r"(?:\s+(?:\"(?P<title>[^\"\n]*)\"|'[^'\n]*'))?"
IMAGE = re.compile(
    rf"!\[(?P<alt>[^\[\]]*)\]\(\s*(?P<address>{ADDRESS}){TITLE}\s*\)(?:\{{[^{{}}\n]*\}})?"
)
LINK = re.compile(
    rf"(?<!!)\[(?P<words>[^\[\]]*)\]\(\s*(?P<address>{ADDRESS}){TITLE}\s*\)"
)
AUTOLINK = re.compile(r"<((?:https?|mailto|tel):[^<>\s]*)>")
CODE = re.compile(r"(?<!`)(`+)(?!`)([^`]+)\1(?!`)")
EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|~~)|(?<![\w\\])_{1,3}(?=\S)|_{1,3}(?!\w)")
EMPHASISED = re.compile(
    r"(?<![\\*])(\*{1,3}|~~)(?=[^\s*])([^*\n]+?)(?<=[^\s\\])\1"
    r"|(?<![\w\\])(_{1,3})(?=[^\s_])([^_\n]+?)(?<=[^\s\\])\3(?!\w)"
)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)\1\s*(?::\s*)?\Z")
ITALIC = re.compile(r"([*_])(?=[^\s*_])((?:(?!\1).)+?)\1\s*\Z")


def plain_words(markdown: str) -> str:
    """On one line, without marks, addresses and images; spaces within stay."""
    text = IMAGE.sub(" ", markdown)
    text = LINK.sub(r"\g<words>", text)
    text = AUTOLINK.sub(r"\1", text)
    text = CODE.sub(r"\2", text)
    for _ in range(2):
        text = EMPHASISED.sub(emphasised, text)
    text = text.replace("\\\n", " ").replace("\n", " ")
    return ESCAPED.sub(r"\1", text).strip()


def emphasised(found: re.Match[str]) -> str:
    return found[2] or found[4]


def is_all_bold(markdown: str) -> bool:
    return bool(BOLD.match(markdown.strip()))


def is_all_italic(markdown: str) -> bool:
    return bool(ITALIC.match(markdown.strip()))


def without_emphasis(markdown: str) -> str:
    """A heading's words: one that is bold or italic as a whole gets plain."""
    stripped = markdown.strip()
    for pattern in (BOLD, ITALIC):
        found = pattern.match(stripped)
        if found:
            stripped = found[2].strip()
    return stripped
