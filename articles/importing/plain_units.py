"""Plain text as units: lines, and lines that only a narrow screen had broken."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from articles.importing.escape import escape_inline, escape_start
from articles.importing.unit import Attached, Form, Unit

SURE_BULLET = re.compile(r"[•◦▪‣●○∙⁃➢➤✓✔]\s*(?=\S)")
BULLET = re.compile(r"[•◦▪‣●○∙⁃➢➤✓✔·*+–—-]\s+(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
LABEL = re.compile(r"(?:Q|A|Question|Answer)\s?\d{0,2}[.:)]\s+\S")
ORNAMENT = re.compile(r"[-*_=~•·#⁂ ]{3,}")
SENTENCE_END = re.compile(r"[.!?:;…][”\"’')\]]*\s*\Z")
# Wider lines were never wrapped for a screen or a letter.
WIDEST_WRAP = 110
FEWEST_WRAPPED = 4


@dataclass(slots=True)
class Line:
    number: int
    words: str
    indent: int


def plain_units(lines: Sequence[str], cuts: Collection[int]) -> list[Unit]:
    width = wrap_width(lines)
    groups: list[list[Line]] = []
    before: Line | None = None
    for number, raw in enumerate(lines, start=1):
        words = raw.strip()
        if not words:
            before = None
            continue
        line = Line(number, words, indent_of(raw))
        group = groups[-1] if groups else []
        if before and number not in cuts and runs_on(group, line, width):
            group.append(line)
        else:
            groups.append([line])
        before = line
    return listed([unit_of(group, groups[i - 1]) for i, group in enumerate(groups)])


def indent_of(raw: str) -> int:
    expanded = raw.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def wrap_width(lines: Sequence[str]) -> int:
    """The column at which the text was hard-wrapped, 0 if it was not."""
    pairs = [
        (len(line.rstrip()), len(after.split(maxsplit=1)[0]))
        for line, after in zip(lines, lines[1:], strict=False)
        if line.strip() and after.strip() and " " in line.strip()
    ]
    lengths = sorted(length for length, _ in pairs)
    if len(lengths) < FEWEST_WRAPPED or lengths[-1] > WIDEST_WRAP:
        return 0
    width = lengths[-1]
    full = sum(length + 1 + word > width for length, word in pairs)
    return width if full >= max(FEWEST_WRAPPED, 0.4 * len(pairs)) else 0


def runs_on(group: Sequence[Line], line: Line, width: int) -> bool:
    """Whether ``line`` goes on where the last line of ``group`` was broken."""
    if BULLET.match(line.words) or LABEL.match(line.words):
        return False
    if NUMBER.match(line.words):
        return False
    last, first = group[-1], group[0]
    if line.indent >= first.indent + 2:
        return True
    if width:
        length = last.indent + len(last.words)
        return length + 1 + len(line.words.split(maxsplit=1)[0]) > width
    return line.words[0].islower() and not SENTENCE_END.search(last.words)


def unit_of(group: Sequence[Line], before: Sequence[Line]) -> Unit:
    text = " ".join(line.words for line in group)
    is_attached = before[-1].number == group[0].number - 1
    return Unit(
        first=group[0].number,
        last=group[-1].number,
        form=Form.RULE if ORNAMENT.fullmatch(text) else Form.TEXT,
        text=text,
        markdown=escape_start(escape_inline(text)),
        attached=Attached.LINE if is_attached else Attached.BLANK,
    )


def listed(units: list[Unit]) -> list[Unit]:
    """Tell the items of lists; a lone dash or number is part of a sentence."""
    marks = [mark_of(unit.text) for unit in units]
    numbers = [number_of(unit.text) for unit in units]
    return [
        itemised(unit, mark, number)
        if has_company(marks, numbers, i) or SURE_BULLET.match(unit.text)
        else unit
        for i, (unit, mark, number) in enumerate(
            zip(units, marks, numbers, strict=True)
        )
    ]


def mark_of(text: str) -> str:
    return text[0] if BULLET.match(text) or SURE_BULLET.match(text) else ""


def number_of(text: str) -> int | None:
    found = NUMBER.match(text)
    return int(found[1]) if found else None


def has_company(marks: list[str], numbers: list[int | None], i: int) -> bool:
    around = [j for j in (i - 1, i + 1) if 0 <= j < len(marks)]
    if marks[i]:
        return any(marks[j] == marks[i] for j in around)
    own = numbers[i]
    return own is not None and any(numbers[j] == own + j - i for j in around)


def itemised(unit: Unit, mark: str, number: int | None) -> Unit:
    found = (SURE_BULLET if SURE_BULLET.match(unit.text) else BULLET).match(unit.text)
    if not mark:
        found = NUMBER.match(unit.text)
    text = unit.text[found.end() :] if found else unit.text
    return replace(
        unit,
        form=Form.BULLET if mark else Form.NUMBER,
        text=text,
        markdown=escape_start(escape_inline(text)),
        number="" if number is None else str(number),
    )
