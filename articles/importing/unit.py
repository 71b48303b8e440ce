"""One piece of a source: a heading, a paragraph, an item, a line of an address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from articles.importing.roles import Role


class Form(StrEnum):
    """How a unit is marked in the source, whatever it turns out to be."""

    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    NOTE = "note"
    DATA = "data"


class Attached(StrEnum):
    """What parts a unit from the one before."""

    BLANK = "blank"
    LINE = "line"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Unit:
    """``text``: its words on one line, without marks; non-breaking spaces as typed.

    ``markdown``: what prints it as it stands, without list marker or heading sign.
    ``level``: of a marked heading; ``number``: of a numbered item, as typed;
    ``hint``: what the file's own markup says it is.
    """

    first: int
    last: int
    form: Form
    text: str
    markdown: str
    level: int = 0
    number: str = ""
    attached: Attached = Attached.BLANK
    is_bold: bool = False
    is_italic: bool = False
    hint: Role | None = None

    @property
    def is_text(self) -> bool:
        return self.form is Form.TEXT
