"""Typed values out of what stands in front of a text, each refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from articles.portable.unusable import SHOWN, Unusable
from articles.source import YEARS

YES, NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
LARGEST, MOST_DIGITS = 30_000, 5


@dataclass
class Fields:
    """Names with values, and which of them were asked for."""

    values: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)
    inner: list[Fields] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self.take(name)
        if not isinstance(value, str):
            raise Unusable(f"“{name}” must be a text.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single one may stand alone."""
        value = self.take(name)
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise Unusable(f"“{name}” must be a list of texts.")
        return tuple(value)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        value = self.text(name)
        if value and value not in choices:
            raise Unusable(f"“{name}” must be {' or '.join(choices)}, not “{value}”.")
        return value

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """``otherwise``: what holds where nothing is said."""
        value = self.text(name).lower()
        if not value:
            return otherwise
        if value not in YES | NO:
            raise Unusable(f"“{name}” must be true or false, not “{value}”.")
        return value in YES

    def number(self, name: str) -> int | None:
        value = self.text(name)
        if not value:
            return None
        is_short = value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS
        if not is_short or int(value) > LARGEST:
            raise Unusable(f"“{name}” must be a number, not “{value[:SHOWN]}”.")
        return int(value)

    def day(self, name: str) -> date | None:
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise Unusable(
                f"“{name}” must be a day such as 2026-05-31, not “{value[:SHOWN]}”."
            ) from None

    def moment(self, name: str) -> datetime | None:
        """A time, perhaps without a zone; a day alone means its noon."""
        value = self.text(name)
        if not value:
            return None
        try:
            if len(value) == len("2026-05-31"):
                value = f"{value}T12:00:00"
            return of_our_time(datetime.fromisoformat(value))
        except ValueError:
            raise Unusable(
                f"“{name}” must be a time such as 2026-05-31T09:30:00-07:00, not "
                f"“{value[:SHOWN]}”."
            ) from None

    def part(self, name: str) -> Fields:
        value = self.take(name)
        if value == "":
            value = {}
        if not isinstance(value, dict):
            raise Unusable(f"“{name}” must hold names with values.")
        return self.begun(name, value)

    def parts(self, name: str) -> list[Fields]:
        value = self.take(name)
        if value == "":
            value = []
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise Unusable(f"“{name}” must be a list, each with names and values.")
        return [self.begun(name, one) for one in value]

    def rest(self) -> Iterator[str]:
        """The names that nobody asked for, each once."""
        yield from (name for name in self.values if name not in self.asked)
        yield from dict.fromkeys(name for one in self.inner for name in one.rest())

    def take(self, name: str) -> Any:
        self.asked.add(name)
        return self.values.get(name, "")

    def begun(self, name: str, value: Mapping[str, Any]) -> Fields:
        self.inner.append(Fields(value))
        return self.inner[-1]


def of_our_time(moment: datetime) -> datetime:
    """Raises ValueError for a year in which no text can have appeared."""
    if moment.year not in YEARS:
        raise ValueError
    return moment
