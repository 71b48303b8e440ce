"""Markdown as units: the blocks that CommonMark sees, and the lines within them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.importing.escape import escape_start
from articles.importing.inline_html import inline_html_as_markdown
from articles.importing.markdown_words import (
    is_all_bold,
    is_all_italic,
    plain_words,
    without_emphasis,
)
from articles.importing.page_markdown import to_markdown
from articles.importing.page_parsing import parse_html
from articles.importing.page_tidying import tidy
from articles.importing.plain_units import LABEL, wrap_width
from articles.importing.sentinels import PRIVATE, role_of, without_sentinels
from articles.importing.unit import Attached, Form, Unit

MARKER = re.compile(r"\s*(?:[-+*]|(\d{1,9})[.)])(?:\s{1,4}|\Z)")
HEADING_MARKS = re.compile(
    r"\A\s{0,3}#{1,6}(?:\s+|\Z)|(?<=\s)#+\s*\Z|(?<=\s)\{#[^{}]*\}\s*\Z"
)
UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*\Z")
QUOTE_MARK = re.compile(r"\s{0,3}>\s?")
NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:")
FRONT_MATTER_END = 60
VERBATIM = {
    "blockquote_open": Form.QUOTE,
    "fence": Form.CODE,
    "code_block": Form.CODE,
    "table_open": Form.TABLE,
    "hr": Form.RULE,
}


@cache
def block_parser() -> MarkdownIt:
    """Blocks only: inline Markdown is not taken apart here."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def markdown_units(lines: Sequence[str], cuts: Collection[int]) -> list[Unit]:
    start = front_matter_end(lines)
    head = [
        data_unit(n, line) for n, line in enumerate(lines[:start], 1) if line.strip()
    ]
    shifted = [""] * start + list(lines[start:])
    is_wrapped = wrap_width(shifted) > 0
    body = sorted(
        blocks_of(shifted, is_wrapped=is_wrapped), key=lambda unit: unit.first
    )
    units = [*head, *body]
    units = sorted([*units, *uncovered(units, lines)], key=lambda unit: unit.first)
    return [part for unit in units for part in cut(unit, lines, cuts)]


def front_matter_end(lines: Sequence[str]) -> int:
    """How many lines at the top are data: YAML between rules, or pandoc's "% …"."""
    if lines and lines[0].strip() == "---":
        for i, line in enumerate(lines[1:FRONT_MATTER_END], start=1):
            if line.strip() in {"---", "..."}:
                return i + 1 if i > 1 else 0
            if line.strip() and not re.match(r"\s*[\w-]+\s*:|\s+|- |#", line):
                return 0
        return 0
    count = 0
    while count < min(3, len(lines)) and lines[count].startswith("% "):
        count += 1
    return count


def data_unit(number: int, line: str) -> Unit:
    form = Form.DATA if re.search(r"\w", line) else Form.RULE
    return Unit(number, number, form, line.strip(), "")


def blocks_of(lines: Sequence[str], *, is_wrapped: bool) -> Iterator[Unit]:
    for token in block_parser().parse("\n".join(lines)):
        is_item = token.type == "list_item_open" and token.level == 1
        if token.map is None or token.nesting < 0 or (token.level and not is_item):
            continue
        first, last = token.map[0], token.map[1]
        while last > first + 1 and not lines[last - 1].strip():
            last -= 1
        raw = lines[first:last]
        if is_item:
            yield item_unit(token, first, raw)
        elif token.type == "heading_open":
            yield heading_unit(token, first, raw)
        elif token.type == "paragraph_open":
            yield from paragraph_units(first, raw, is_wrapped=is_wrapped)
        elif token.type == "html_block":
            yield from html_units(first, raw)
        elif token.type in VERBATIM:
            yield verbatim_unit(VERBATIM[token.type], first, raw)


def verbatim_unit(form: Form, first: int, raw: Sequence[str]) -> Unit:
    lines = [QUOTE_MARK.sub("", line) for line in raw] if form is Form.QUOTE else raw
    text = plain_words(" ".join(line.strip() for line in lines))
    return Unit(first + 1, first + len(raw), form, text, "\n".join(raw))


def heading_unit(token: Token, first: int, raw: Sequence[str]) -> Unit:
    lines = [HEADING_MARKS.sub("", line).strip() for line in raw]
    if len(raw) > 1 and UNDERLINE.match(raw[-1]):
        lines = [line.strip() for line in raw[:-1]]
    inner = inline_html_as_markdown(" ".join(lines)).replace("\\\n", " ").strip()
    markdown = without_emphasis(inner)
    level = int(token.tag[1:])
    return Unit(
        first + 1,
        first + len(raw),
        Form.HEADING if markdown else Form.RULE,
        plain_words(markdown),
        markdown,
        level=level,
    )


def item_unit(token: Token, first: int, raw: Sequence[str]) -> Unit:
    found = MARKER.match(raw[0])
    offset = found.end() if found else 0
    lines = [raw[0][offset:], *(dedented(line, offset) for line in raw[1:])]
    markdown = inline_html_as_markdown("\n".join(line.rstrip() for line in lines))
    is_number = bool(found and found[1])
    return Unit(
        first + 1,
        first + len(raw),
        Form.NUMBER if is_number else Form.BULLET,
        plain_words(markdown),
        markdown,
        number=found[1] if found and is_number else "",
    )


def dedented(line: str, offset: int) -> str:
    indent = len(line) - len(line.lstrip())
    return line[min(indent, offset) :]


def paragraph_units(
    first: int, raw: Sequence[str], *, is_wrapped: bool
) -> Iterator[Unit]:
    group: list[str] = []
    start = first
    attached = Attached.BLANK
    for i, line in enumerate(raw):
        if group and parts_before(group[-1], line, is_wrapped=is_wrapped):
            yield text_unit(start, group, attached)
            is_break = group[-1].endswith(("\\", "  "))
            attached = Attached.BREAK if is_break else Attached.LINE
            group, start = [], first + i
        group.append(line)
    yield text_unit(start, group, attached)


def parts_before(last: str, line: str, *, is_wrapped: bool) -> bool:
    """Whether two lines of one paragraph are two things to a reader."""
    if last.endswith(("\\", "  ")) or LABEL.match(plain_words(line)):
        return True
    if is_all_bold(last) or NOTE.match(line):
        return True
    return not is_wrapped and plain_words(last).endswith("?")


def text_unit(start: int, group: Sequence[str], attached: Attached) -> Unit:
    joined = " ".join(line.strip().removesuffix("\\").rstrip() for line in group)
    markdown = inline_html_as_markdown(joined)
    if attached is not Attached.BLANK:
        markdown = escape_start(markdown)
    return Unit(
        start + 1,
        start + len(group),
        Form.NOTE if NOTE.match(markdown) else Form.TEXT,
        plain_words(markdown),
        markdown,
        attached=attached,
        is_bold=is_all_bold(markdown),
        is_italic=is_all_italic(markdown),
    )


def html_units(first: int, raw: Sequence[str]) -> Iterator[Unit]:
    """HTML within Markdown: its paragraphs, each at the line that shows its words."""
    soup = parse_html(PRIVATE.sub("", "\n".join(raw)))
    tidy(soup)
    line = first
    for block in to_markdown(soup).split("\n\n"):
        markdown = without_sentinels(block).strip()
        text = plain_words(markdown)
        words = text.split()[:2] or re.findall(r"[^\s!\[\]()]+", markdown)[:1]
        shown = (
            n
            for n in range(line, first + len(raw))
            if " ".join(words) in raw[n - first]
        )
        line = next(shown, line)
        form = Form.TEXT if markdown else Form.RULE
        found = re.match(r"(#{1,6}) ", markdown)
        unit = Unit(line + 1, line + 1, form, text, markdown, hint=role_of(block))
        if found:
            inner = markdown[found.end() :]
            unit = replace(
                unit,
                form=Form.HEADING,
                markdown=inner,
                text=plain_words(inner),
                level=len(found[1]),
            )
        yield unit


def uncovered(units: Sequence[Unit], lines: Sequence[str]) -> Iterator[Unit]:
    """Lines that CommonMark takes away, such as the addresses of its links."""
    covered = {n for unit in units for n in range(unit.first, unit.last + 1)}
    for number, line in enumerate(lines, start=1):
        if number not in covered and line.strip():
            is_wordless = not re.search(r"\w", line)
            form = Form.RULE if is_wordless else Form.NOTE
            yield Unit(number, number, form, line.strip(), line.strip())


def cut(unit: Unit, lines: Sequence[str], cuts: Collection[int]) -> Iterator[Unit]:
    """The unit in pieces, a new one beginning at each line of ``cuts`` within it."""
    inside = [n for n in range(unit.first + 1, unit.last + 1) if n in cuts]
    if not inside:
        yield unit
        return
    for start, end in zip(
        [unit.first, *inside], [*(n - 1 for n in inside), unit.last], strict=True
    ):
        raw = [
            stripped_of_marks(line) for line in lines[start - 1 : end] if line.strip()
        ]
        text = text_unit(start - 1, raw, Attached.LINE)
        piece = replace(text, last=end)
        if start == unit.first:
            piece = replace(
                piece,
                form=unit.form,
                level=unit.level,
                number=unit.number,
                attached=unit.attached,
            )
        yield piece


def stripped_of_marks(line: str) -> str:
    line = QUOTE_MARK.sub("", line)
    found = MARKER.match(line)
    return line[found.end() :] if found else line.strip()
