"""What a mention is taken for, before it is settled and reported."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.name_matching import Found

# What Pandoc's syntax would not read back: it closes or splits a citation.
BREAKS_SYNTAX = re.compile(r"[\[\];@{}\x00]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention is taken for. ``plain``: text to print if it is no citation;
    ``left``: what of it no work fits."""

    after: str
    found: tuple[Found, ...]
    certainty: float
    first: int
    plain: str | None = None
    left: str = ""
