"""What a text cites, and what comes back: the values that pass the package's door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class EngineError(Exception):
    """Citations could not be formatted; the message is for a lay reader."""


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work within a citation.

    ``label``: a CSL locator label ("page", "chapter", "timestamp"), meaningless
    without ``locator``. ``prefix`` and ``suffix``: plain text with its own spaces.
    """

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The works of one citation: one parenthesis, or one narrative mention."""

    id: str
    items: tuple[CitationItem, ...]
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class Formatted:
    """Finished HTML: entries as (key, HTML) in list order, citations by cluster id."""

    references: tuple[tuple[str, str], ...]
    citations: Mapping[str, str]
