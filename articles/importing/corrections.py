"""What an editor says against the importer's guesses: plain values, kept in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.importing.roles import Role

NEW_WORK = ""
AS_TYPED = ""
LEVELS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class LineRole:
    """What a line is; ``level`` counts for headings only, 0 meaning "as guessed"."""

    role: Role
    level: int = 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything an editor corrected; whatever is not named here stays a guess.

    ``lines``: the line at which a part begins, and what it is. A line within a part
    cuts the part in two, and the correction counts for the second half.
    ``works``: the first line of a reference → key of the library's work that it is,
    or ``NEW_WORK``. ``citations``: ``CitationFound.id`` → key of a work in the
    library or in ``Report.references``, or ``AS_TYPED`` to leave the words alone.
    """

    lines: Mapping[int, LineRole] = field(default_factory=dict)
    works: Mapping[int, str] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return {
            "lines": {
                str(line): {"role": chosen.role.value, "level": chosen.level}
                for line, chosen in sorted(self.lines.items())
            },
            "works": {str(line): key for line, key in sorted(self.works.items())},
            "citations": dict(sorted(self.citations.items())),
        }

    @classmethod
    def from_dict(cls, values: object) -> Corrections:
        """The inverse of ``to_dict``. What makes no sense is left out, never raised."""
        lines = {
            int(line): LineRole(Role(chosen["role"]), level_of(chosen))
            for line, chosen in entries(values, "lines")
            if line.isdecimal()
            and isinstance(chosen, Mapping)
            and chosen.get("role") in list(Role)
        }
        works = {
            int(line): key
            for line, key in entries(values, "works")
            if line.isdecimal() and isinstance(key, str)
        }
        citations = {
            mention: key
            for mention, key in entries(values, "citations")
            if isinstance(key, str)
        }
        return cls(lines, works, citations)


def entries(values: object, name: str) -> list[tuple[str, Any]]:
    found = values.get(name) if isinstance(values, Mapping) else None
    if not isinstance(found, Mapping):
        return []
    return [(str(key), value) for key, value in found.items()]


def level_of(chosen: Mapping[str, Any]) -> int:
    level = chosen.get("level")
    return level if level in LEVELS and isinstance(level, int) else 0
