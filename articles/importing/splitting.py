"""A source as units: every line with words in exactly one of them, in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from articles.importing.markdown_units import markdown_units
from articles.importing.plain_units import plain_units
from articles.importing.source_text import SourceText
from articles.importing.unit import Unit


def find_units(source: SourceText, cuts: Collection[int] = ()) -> list[Unit]:
    """``cuts``: lines at which an editor's correction makes a new unit begin."""
    breaks = {*cuts, *source.hints}
    split = markdown_units if source.is_markdown else plain_units
    return [
        replace(unit, hint=unit.hint or source.hints.get(unit.first))
        for unit in split(source.lines, breaks)
    ]
