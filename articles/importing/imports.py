"""What bringing an article in yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.importing.report import Report
from articles.source import ArticleSource


@dataclass(frozen=True, slots=True)
class Import:
    """An article ready to be written, and everything to know about it.

    ``new_works``: CSL items to add to the library before the article, each with its
    key as "id". ``pictures``: the bytes of each of ``source.figures``, by name, as
    they came: nothing has looked at them yet.
    """

    source: ArticleSource
    new_works: tuple[Mapping[str, Any], ...]
    report: Report
    pictures: Mapping[str, bytes] = field(default_factory=dict)
