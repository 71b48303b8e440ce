"""Plain words as Markdown that prints them as typed."""

from __future__ import annotations

import re

# A backslash only where CommonMark or one of the renderer's extensions would read a
# mark: a text full of needless ones is hard to edit.
INLINE = re.compile(
    r"[`*]"
    r"|\\(?=[!-/:-@\[-`{-~]|\Z)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,32};)"
    r"|[!^](?=\[)|\[(?=\^)|\](?=[(:\[])"
    r"|~(?=~)|(?<=~)~"
)
LINE_START = re.compile(
    r"(?P<mark>#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|=+\s*\Z|--+\s*\Z|~~~|[:~](?=\s)"
    r"|\|(?=[-:|\s]*\Z))"
    r"|(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|\Z)"
)


def escape_inline(words: str) -> str:
    return INLINE.sub(r"\\\g<0>", words)


def escape_start(line: str) -> str:
    """A line whose beginning is no heading, list, quotation or rule."""
    found = LINE_START.match(line)
    if not found:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end('number') :]}"
    return f"\\{line}"
