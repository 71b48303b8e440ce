"""What each unit is taken for, and on which grounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from articles.importing.corrections import Corrections
from articles.importing.report import OpenPoint
from articles.importing.roles import Role
from articles.importing.unit import Form, Unit


@dataclass(frozen=True, slots=True)
class Guess:
    role: Role
    certainty: float = 1.0
    why: str = ""
    level: int = 0
    is_corrected: bool = False


@dataclass(slots=True)
class Draft:
    """Units with their roles as far as they are known; None means not yet."""

    units: Sequence[Unit]
    guesses: list[Guess | None]
    metadata: Mapping[str, str]
    is_marked: bool
    is_dense: bool
    title: str = ""
    author: str = ""
    date: str = ""
    open_points: list[OpenPoint] = field(default_factory=list)

    def role(self, index: int) -> Role | None:
        guess = self.guesses[index]
        return guess.role if guess else None

    def is_free(self, index: int) -> bool:
        return 0 <= index < len(self.units) and self.guesses[index] is None

    def free(self) -> Iterator[int]:
        return (i for i, guess in enumerate(self.guesses) if guess is None)

    def take(
        self, index: int, role: Role, certainty: float = 1.0, why: str = ""
    ) -> None:
        """Give a free unit its role; what an editor or the file said stands."""
        if self.guesses[index] is None:
            self.guesses[index] = Guess(role, certainty, why)

    def first_with(self, role: Role) -> int | None:
        roles = (i for i, guess in enumerate(self.guesses) if guess)
        return next((i for i in roles if self.role(i) is role), None)

    def note(self, code: str, message: str, index: int, proposal: str = "") -> None:
        line = self.units[index].first
        self.open_points.append(OpenPoint(code, message, line, proposal))


def new_draft(
    units: Sequence[Unit],
    corrections: Corrections,
    metadata: Mapping[str, str],
    kept: Mapping[int, Guess],
) -> Draft:
    """``kept``: what units are, by first line, whatever they look like now."""
    headings = [unit for unit in units if unit.form is Form.HEADING]
    attached = sum(unit.attached != "blank" for unit in units)
    return Draft(
        units=units,
        guesses=[
            fixed_guess(unit, corrections) or kept.get(unit.first) for unit in units
        ],
        metadata=metadata,
        is_marked=len(headings) > 1 or any(unit.level > 1 for unit in headings),
        is_dense=attached > 0.6 * len(units),
    )


def fixed_guess(unit: Unit, corrections: Corrections) -> Guess | None:
    chosen = corrections.lines.get(unit.first)
    if chosen:
        why = "as you said"
        return Guess(chosen.role, 1.0, why, chosen.level, is_corrected=True)
    if unit.hint:
        return Guess(unit.hint, 0.95, "the page itself marks it so")
    return None
