"""What was asked for in the box for adding, looked up: one thing, or a whole list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from articles.citations.asked import Asked, read_asked
from articles.citations.reading import Reading, Record, read_list
from articles.lookup.answers import Found, LookupFailed
from articles.lookup.services import Services

NAMES = {
    "doi": "DOI",
    "pmid": "PubMed number",
    "pmcid": "PubMed Central number",
    "isbn": "ISBN",
}
WEB_PAGE = (
    "This is the address of a web page. Please type in who wrote it, and when: "
    "no service knows that."
)
OFF = (
    "This was not looked up, because looking up is off until the site has a contact "
    "address (CONTACT_EMAIL)."
)
# So many failures in a row, and the services are left alone.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class FoundRecord(Record):
    """An entry that a service answered for; ``found``: what is kept of that."""

    found: dict[str, Any] = field(default_factory=dict)


def look_up(asked: Asked, services: Services) -> Found | None:
    """The record of an identifier, None if nobody knows it; raises LookupFailed."""
    if asked.kind == "doi":
        return services.by_doi(asked.value)
    if asked.kind == "isbn":
        return services.by_isbn(asked.value)
    return services.by_pmid(asked.value)


def unknown(asked: Asked) -> str:
    """What to say of an identifier that no service knows."""
    return (
        f"No service knows the {NAMES[asked.kind]} {asked.value}. Please compare it "
        "with the source; perhaps a sign is missing."
    )


def kept(found: Found) -> dict[str, Any]:
    """How the record is known and what was noticed about it, as plain values."""
    notices = [asdict(notice) for notice in found.notices]
    return {"how": found.how, "service": found.service, "notices": notices}


def read_pasted(
    text: str,
    services: Services,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Reading:
    """Everything that was pasted, read or with its problem; nothing is left out."""
    everything = read_asked(text)
    records: list[Record] = []
    failures, failure = (0, "") if services.is_on else (ENOUGH, OFF)
    for position, asked in enumerate(everything, 1):
        progress(position - 1, len(everything))
        if not asked.is_identifier or asked.problem:
            records.append(read_text(asked, position))
            continue
        try:
            if failures >= ENOUGH:
                raise LookupFailed(failure)
            records.append(read_found(asked, look_up(asked, services), position))
            failures = 0
        except LookupFailed as failed:
            failures, failure = failures + 1, str(failed)
            records.append(unread(asked, position, failure))
    return Reading("list", tuple(records))


def read_text(asked: Asked, position: int) -> Record:
    if asked.kind == "url":
        return unread(asked, position, WEB_PAGE)
    if asked.problem:
        return unread(asked, position, asked.problem)
    (record, *_) = read_list(asked.value).records
    return Record(
        position,
        "",
        record.raw,
        record.item,
        record.problem,
        record.remarks,
        record.proposed_title,
    )


def read_found(asked: Asked, found: Found | None, position: int) -> Record:
    if found is None:
        return unread(asked, position, unknown(asked))
    return FoundRecord(
        position,
        "",
        asked.typed,
        found.item,
        proposed_title=found.proposed_title,
        found=kept(found),
    )


def unread(asked: Asked, position: int, problem: str) -> Record:
    return Record(position, "", asked.typed, None, problem)
