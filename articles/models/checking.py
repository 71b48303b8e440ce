"""Asking the world about the library's works, one question at a time.

Each answer is written at once in its own short transaction, so the work can be
stopped at any moment: what was answered is not asked again before it is due, and a
killed run loses no more than the one request that was under way.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction

from articles.lookup import LookupFailed
from articles.models.identifying import identify
from articles.models.reference import Reference
from articles.models.reference_health import (
    WEEK,
    ReferenceCheck,
    subject_of,
)
from articles.models.reference_notice import Notice

State, Kind = ReferenceCheck.State, ReferenceCheck.Kind
NOTICES_AT_ONCE = 50
# A service that fails so often in a row is left alone until the next run.
PATIENCE = 3
# A wait that a service asks for is kept if it is short; a longer one ends the run.
LONGEST_WAIT = 120
NO_DOI = "doi.org knows no such DOI. It may be mistyped."
DOI_HANDBOOK = "10.1000/182"
STANDSTILL = (
    "It did not answer, but nothing else did: this site may have no connection."
)
NOT_COVERED = "Neither Crossref nor PubMed knows this work, so nobody watches over it."
LINK_STATES = {
    "ok": State.OK,
    "gone": State.FAILING,
    "failed": State.FAILING,
    "blocked": State.BLOCKED,
}


@dataclass
class Run:
    """One run over the library; ``now`` and ``wait`` are a clock that tests can set."""

    services: object
    now: object
    wait: object
    period: object = WEEK
    again: bool = False
    limit: int | None = None
    asked: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    problems: dict = field(default_factory=dict)
    stopped: bool = False
    has_connection: bool | None = None

    def check(self, kinds=Kind.values):
        """Ask what is due of each kind; a service that fails costs no other kind."""
        for kind in kinds:
            self.check_kind(kind)

    def check_kind(self, kind):
        failures = 0
        size = NOTICES_AT_ONCE if kind == Kind.NOTICES else 1
        for works in batched(self.due(kind), size):
            if self.stopped or self.is_at_limit():
                return
            self.asked[kind] += len(works)
            failure = self.ask(kind, works)
            failures = failures + 1 if failure else 0
            if failure and (failures >= PATIENCE or is_long(failure)):
                return

    def ask(self, kind, works):
        """Ask, once more if the service wants a short pause; why it failed, or None."""
        try:
            return ASK[kind](self, works)
        except LookupFailed as failure:
            if not failure.retry_after or is_long(failure) or self.stopped:
                return self.give_up(kind, works, failure)
            self.wait(failure.retry_after)
        try:
            return ASK[kind](self, works)
        except LookupFailed as failure:
            return self.give_up(kind, works, failure)

    def is_connected(self):
        """Does anything answer at all? Without a connection every page seems gone.

        As long as nothing has answered, doi.org is asked for a DOI that is its own.
        """
        if self.has_connection is None:
            try:
                self.services.doi_exists(DOI_HANDBOOK)
                self.has_connection = True
            except LookupFailed:
                self.has_connection = False
        return self.has_connection

    def is_at_limit(self):
        return self.limit is not None and self.asked.total() >= self.limit

    def due(self, kind):
        """The works to ask about, those whose answer is oldest first. Two queries."""
        checks = {
            check.reference_id: check
            for check in ReferenceCheck.objects.filter(kind=kind)
        }
        works = []
        for work in Reference.objects.defer("entry", "listing", "search_text"):
            subject = subject_of(work, kind)
            if not subject or is_answered_otherwise(work, kind):
                continue
            check = checks.get(work.pk)
            if check is None or check.subject != subject:
                works.append((0, "", work))
            elif self.again or check.is_due(self.now(), self.period):
                works.append((1, check.checked_at.isoformat(), work))
        works.sort(key=lambda entry: (*entry[:2], entry[2].pk))
        return [work for *_, work in works]

    def note(self, work, kind, answer, detail=""):
        check = ReferenceCheck.objects.note(
            work, kind, answer, detail, subject=subject_of(work, kind), now=self.now()
        )
        if check:
            self.found[kind, check.state] += 1

    def give_up(self, kind, works, failure):
        """What could not be asked stays as it is known, or unknown with a sentence."""
        self.problems[kind] = str(failure)
        for work in works:
            self.note(work, kind, None, str(failure))
        return failure


def is_long(failure):
    """Does the service ask for a longer pause than a run should take?"""
    return (failure.retry_after or 0) > LONGEST_WAIT


def is_answered_otherwise(work, kind):
    """Who has confirmed a work, by whatever means, is not asked whether it exists."""
    return kind == Kind.IDENTITY and work.confirmation != "none"


def batched(works, size):
    rest = iter(works)
    while batch := list(islice(rest, size)):
        yield batch


def ask_doi(run, works):
    (work,) = works
    exists = run.services.doi_exists(work.doi_key)
    run.has_connection = True
    answer = (State.OK, "") if exists else (State.DEAD, NO_DOI)
    run.note(work, Kind.DOI, *answer)


def ask_url(run, works):
    """An address that is not even tried, such as a private one, stays unknown."""
    (work,) = works
    link = run.services.check_url(subject_of(work, Kind.URL))
    answer = LINK_STATES.get(link.state, State.UNKNOWN)
    if answer in (State.OK, State.BLOCKED):
        run.has_connection = True
    if answer == State.FAILING and not run.is_connected():
        run.note(work, Kind.URL, None, STANDSTILL)
    else:
        run.note(work, Kind.URL, answer, link.detail)


def ask_notices(run, works):
    """Both services in one go; what one reports stands though the other fails."""
    services, failures = run.services, []
    by_doi = asked_for("doi_key", services.notices, works, failures)
    by_pmid = asked_for("pmid_key", services.pubmed_notices, works, failures)
    run.has_connection = run.has_connection or not failures
    for work in works:
        answers = [by_doi.get(work.doi_key), by_pmid.get(work.pmid_key)]
        reports = [report for answer in answers for report in answer or ()]
        subject = subject_of(work, Kind.NOTICES)
        new = Notice.objects.note(work, reports, subject=subject)
        run.found["new notices"] += len(new)
        for notice in work.notices.all() if reports else ():
            keep_record(services, notice)
        if not failures:
            is_known = any(answer is not None for answer in answers)
            state = State.OK if is_known else State.UNKNOWN
            run.note(work, Kind.NOTICES, state, "" if is_known else NOT_COVERED)
    if failures:
        raise failures[0]


def keep_record(services, notice):
    """Where the retraction stands, which APA prints; nothing if that is not known."""
    is_named = notice.is_serious and notice.notice_id.startswith("10.")
    if not is_named or "item" in notice.details:
        return
    try:
        found = services.by_doi(notice.notice_id)
    except LookupFailed:
        return
    if found:
        notice.details["item"] = found.item
        notice.save(update_fields=["details"])


def asked_for(column, ask, works, failures):
    """What one service answers about those works that have its kind of number."""
    numbers = [getattr(work, column) for work in works if getattr(work, column)]
    try:
        return ask(numbers) if numbers else {}
    except LookupFailed as failure:
        failures.append(failure)
        return {}


def ask_identity(run, works):
    (work,) = works
    identity = identify(run.services, work)
    run.has_connection = True
    # Both or neither, or a killed run would leave an answer that confirms nothing.
    with transaction.atomic():
        run.note(work, Kind.IDENTITY, identity.state, identity.detail)
        same = Reference.objects.filter(pk=work.pk, version=work.version)
        current = same.first() if identity.how else None
        if current:
            current.confirm(identity.how)


ASK = {
    Kind.DOI: ask_doi,
    Kind.NOTICES: ask_notices,
    Kind.IDENTITY: ask_identity,
    Kind.URL: ask_url,
}
