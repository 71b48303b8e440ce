"""Is a work what it says? Asked of the services by its surest number."""

from dataclasses import dataclass

from articles.citations.identity import as_volume, described, differences
from articles.models.reference_health import ReferenceCheck, identifier_of

State = ReferenceCheck.State
HAVE_YOU = "Have you seen this source?"
LABELS = {"doi": "DOI", "pmid": "PubMed number", "isbn": "ISBN"}


@dataclass(frozen=True)
class Identity:
    """The answer to "is this the work?": a State, a sentence, and by what number."""

    state: str
    detail: str = ""
    how: str = ""
    notices: tuple = ()


def identify(services, work):
    """Ask for the work by its surest number, or by its title; the Identity.

    Raises LookupFailed.
    """
    how, value = identifier_of(work)
    if how == "title":
        return identify_by_title(services, work)
    found = getattr(services, f"by_{how}")(value)
    if found is None:
        return Identity(
            State.QUESTION, f"No service knows this {LABELS[how]}. {HAVE_YOU}"
        )
    item = as_volume(work.item) if how == "isbn" else work.item
    differing = differences(item, found.item)
    if not differing:
        detail = f"{found.service} knows it."
        return Identity(State.OK, detail, how, tuple(found.notices))
    return Identity(State.QUESTION, question(how, differing, found.item))


def question(how, differing, found):
    what = LABELS[how]
    record = described(found)
    if "title" in differing:
        return f"This {what} belongs to another title: {record}. {HAVE_YOU}"
    names = " and another ".join(differing)
    return f"The record of this {what} names another {names}: {record}. {HAVE_YOU}"


def identify_by_title(services, work):
    """Another year is another printing: it confirms nothing, and raises no question."""
    author = work.authors.split(" & ")[0].split(",")[0]
    for found in services.by_title(work.title, author, work.year):
        if set(differences(work.item, found.item)) <= {"year"}:
            doi = found.item.get("DOI", "")
            hint = f" Its DOI there is {doi}." if doi else ""
            record = described(found.item)
            detail = f"{found.service} knows such a work: {record}.{hint}"
            return Identity(State.OK, detail)
    return Identity(
        State.QUESTION, f"No service that was asked knows such a work. {HAVE_YOU}"
    )
