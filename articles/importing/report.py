"""What an import found, changed and could not keep: plain values for screens and JSON.

Lines are counted from 1, as in ``SourceText.lines``. ``certainty`` runs from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from articles.importing.roles import Role

# From here on a guess about a citation is written into the text, and a sentence that
# seems to describe a picture is taken out of it; below, the text stays as it was and
# the guess becomes an open point.
CERTAIN = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of the source, and the one place in which their words ended.

    ``place``: a field of ``ArticleSource`` or ``Report``, or "not used"; ``index``:
    which FAQ, reference or picture. ``result``: the words as they now stand there.
    ``why``: the evidence, in lay words.
    """

    first: int
    last: int
    role: Role
    place: str
    text: str
    result: str
    index: int | None = None
    level: int = 0
    certainty: float = 1.0
    why: str = ""
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class NotUsed:
    """Lines whose words stand nowhere in the article, and why."""

    first: int
    last: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CitationFound:
    """A citation in the running text: ``before`` → ``after``.

    ``is_applied`` is false where the text stayed as it was; ``after`` is then what
    is proposed, or "". ``keys``: the works, in order.
    """

    id: str
    line: int
    before: str
    after: str
    keys: tuple[str, ...]
    evidence: tuple[str, ...]
    certainty: float
    is_applied: bool
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the text's reference differs from the library's, which stays."""

    field: str
    library: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferenceFound:
    """An entry of the text's reference list.

    ``key``: the work it became or already was (``is_new``). ``missing``: plain names
    of what APA asks for and the record lacks. ``is_confirmed``: the library knows
    the work for real; a work read from a text alone never is. ``unread``: words
    that fit no field. ``alternatives``: keys of other works that it may be.
    """

    line: int
    last: int
    text: str
    key: str
    is_new: bool
    item: Mapping[str, Any]
    is_cited: bool
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    differences: tuple[Difference, ...] = ()
    unread: str = ""
    alternatives: tuple[str, ...] = ()
    is_confirmed: bool = False
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something to look at and tick off; ``proposal`` is text to take over, or ""."""

    code: str
    message: str
    line: int | None = None
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class PictureFound:
    """A picture that the source shows or describes.

    ``figure``: its name if its bytes came along, else "". ``is_placed``: it stands
    in the text.
    """

    line: int
    alt: str
    caption: str = ""
    address: str = ""
    figure: str = ""
    is_placed: bool = False


@dataclass(frozen=True, slots=True)
class LostEmphasis:
    """Where italics or a link probably got lost; ``words`` if both ends are known."""

    line: int
    context: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Kept with the article as JSON (``to_dict``); titles of neighbours never print.

    ``author`` and ``date`` (ISO 8601, or "") are what the text itself says.
    """

    name: str = ""
    digest: str = ""
    parts: tuple[Part, ...] = ()
    not_used: tuple[NotUsed, ...] = ()
    citations: tuple[CitationFound, ...] = ()
    references: tuple[ReferenceFound, ...] = ()
    pictures: tuple[PictureFound, ...] = ()
    emphasis: tuple[LostEmphasis, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    previous_title: str = ""
    next_title: str = ""
    author: str = ""
    date: str = ""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
