"""What a look-up gives back: a record, notices, the state of an address, a failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Service = Literal["Crossref", "DataCite", "doi.org", "PubMed", "Open Library"]
How = Literal["doi", "pmid", "isbn"]
NoticeKind = Literal[
    "retraction",
    "partial_retraction",
    "withdrawal",
    "removal",
    "expression_of_concern",
    "correction",
]
State = Literal["ok", "gone", "blocked", "failed", "refused"]


class LookupFailed(Exception):
    """No answer, or none that can be used; the text is a sentence for a lay reader.

    ``retry_after``: seconds after which the service may be asked again, if it said so.
    """

    def __init__(self, sentence: str, *, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Rejected(LookupFailed):
    """The service answered that it does not accept this very question."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A retraction, concern or correction, as ``source`` reported it.

    ``notice_id`` is the notice's own DOI in lower case, "pmid:…", or "" where the
    work itself is marked; ``date`` is as much of year, month, day as is known;
    ``label`` says in the service's words what it is.
    """

    kind: NoticeKind
    notice_id: str = ""
    date: tuple[int, ...] = ()
    source: str = ""
    label: str = ""


# What was found about each of several works, by their numbers.
Notices = dict[str, tuple[Notice, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A record as CSL without ``id``; ``proposed_title`` where its own is shouted."""

    item: dict[str, Any]
    service: Service
    how: How
    proposed_title: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkState:
    """What a web address answered; ``address`` is where it led in the end."""

    state: State
    detail: str
    address: str = ""
