"""A text of the demo as its file has it: TOML between ``+++`` lines, then Markdown."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class DemoError(ValueError):
    """A file of the demo is wrong; the message names the file and says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """``drawing`` is a name in ``DRAWINGS``; the rest as in ``FigureSource``."""

    name: str
    drawing: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChanges:
    """What the draft of a live text has that readers don't see yet.

    ``append`` is Markdown that follows the published body.
    """

    title: str = ""
    standfirst: str = ""
    summary: str = ""
    append: str = ""

    def __bool__(self) -> bool:
        return any((self.title, self.standfirst, self.summary, self.append))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A substantial change that a live text has had since, in one line."""

    note: str
    days_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Dates are days counted from the day of loading, so that a demo is never stale.

    ``published_days_ago`` below zero lies in the future.
    """

    title: str
    slug: str
    kind: str
    state: str
    standfirst: str
    summary: str
    authors: list
    published_days_ago: int | None = None
    reviewed_days_ago: int | None = None
    review_due_in_days: int | None = None
    series: str = ""
    position: int | None = None
    menu_position: int | None = None
    about: str = ""
    topics: list = field(default_factory=list)
    lead_figure: str = ""
    figures: list = field(default_factory=list)
    faqs: list = field(default_factory=list)
    further_reading: list = field(default_factory=list)
    call_to_action: dict = field(default_factory=dict)
    draft: dict = field(default_factory=dict)
    change: dict = field(default_factory=dict)


def split(text: str, *, name: str) -> tuple[FrontMatter, str]:
    """The front matter and the Markdown body of a file called ``name``."""
    opening, marker, rest = text.partition("+++\n")
    table, closing, body = rest.partition("\n+++\n")
    if opening or not marker or not closing:
        raise DemoError(f"{name}: begin with front matter between two lines of +++.")
    return build(FrontMatter, read_toml(table, name=name), name=name), body.strip()


def read_toml(text: str, *, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DemoError(f"{name}: this is not valid TOML: {error}") from None


def build(kind: type[T], table: Mapping[str, Any], *, name: str) -> T:
    """A ``kind`` from a TOML table; a ``DemoError`` names the field that is wrong."""
    if unknown := sorted(set(table) - {f.name for f in fields(kind)}):
        raise DemoError(f"{name}: {unknown[0]!r} is not a known field.")
    for f in fields(kind):
        is_required = f.default is MISSING and f.default_factory is MISSING
        if is_required and f.name not in table:
            raise DemoError(f"{name}: {f.name!r} is missing.")
    hints = get_type_hints(kind)
    for key, value in table.items():
        if not isinstance(value, hints[key]):
            raise DemoError(f"{name}: {key!r} can't be {value!r}.")
    return kind(**table)
