"""Units become the Markdown of the body, of an answer, of the invitation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.unit import Attached, Form, Unit

SHORT_LINE = 80
VERBATIM = {Form.QUOTE, Form.TABLE, Form.CODE, Form.NOTE}


@dataclass(frozen=True, slots=True)
class Block:
    """A unit with its finished words. ``level``: of a heading, else 0."""

    unit: Unit
    markdown: str
    level: int = 0
    is_item: bool = False


def compose(blocks: Sequence[Block]) -> str:
    """Markdown with one empty line between blocks and none within lists."""
    pieces: list[str] = []
    before: Block | None = None
    mark = "-"
    for block in blocks:
        if not block.markdown:
            continue
        if block.is_item and before and not goes_on(before, block):
            # Two lists in a row stay two only if their marks differ.
            mark = "*" if mark == "-" and before.is_item else "-"
        if before:
            pieces.append(between(before, block))
        pieces.append(written(block, mark))
        before = block
    return "".join(pieces)


def between(before: Block, block: Block) -> str:
    if before.is_item and block.is_item and goes_on(before, block):
        return "\n"
    is_plain = not (before.level or block.level or before.is_item or block.is_item)
    if is_plain and before.unit.is_text and block.unit.is_text:
        if block.unit.attached is Attached.BREAK:
            return "\\\n"
        is_short = (
            len(before.markdown) < SHORT_LINE and len(block.markdown) < SHORT_LINE
        )
        if block.unit.attached is Attached.LINE and is_short:
            return "\\\n"
    is_note = before.unit.form is Form.NOTE and block.unit.form is Form.NOTE
    return "\n" if is_note and block.unit.first == before.unit.last + 1 else "\n\n"


def goes_on(before: Block, block: Block) -> bool:
    """Whether two items are of one list."""
    if not before.is_item or before.unit.form is not block.unit.form:
        return False
    if block.unit.form is not Form.NUMBER:
        return True
    numbers = (before.unit.number, block.unit.number)
    if not all(number.isdecimal() for number in numbers):
        return True
    return int(numbers[1]) in {int(numbers[0]), int(numbers[0]) + 1}


def written(block: Block, mark: str) -> str:
    if block.level:
        return f"{'#' * block.level} {one_line(block.markdown)}"
    if not block.is_item:
        return block.markdown
    number = block.unit.number
    sign = mark
    if block.unit.form is Form.NUMBER:
        sign = f"{number}{'.' if mark == '-' else ')'}"
    first, *rest = block.markdown.split("\n")
    indent = " " * (len(sign) + 1)
    return "\n".join(
        [f"{sign} {first}", *(indent + line if line else "" for line in rest)]
    )


def one_line(markdown: str) -> str:
    """A heading's words: a number begins no list there, a last "#" is no mark."""
    words = " ".join(markdown.replace("\\\n", " ").split())
    words = re.sub(r"\A(\d+)\\([.)])", r"\1\2", words)
    return re.sub(r"(\s)(#+)\Z", r"\1\\\2", words)
