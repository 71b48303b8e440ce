"""Ask the services about the library: for cron, and safe to stop at any moment."""

import signal
import time
from contextlib import contextmanager
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.lookup.sentences import OFF
from articles.models import ReferenceCheck
from articles.models.checking import Run
from articles.tasks import services

Kind, State = ReferenceCheck.Kind, ReferenceCheck.State
ASKED = {
    Kind.DOI: "DOIs",
    Kind.URL: "Web addresses",
    Kind.NOTICES: "Retractions and corrections",
    Kind.IDENTITY: "Works looked up",
}
TOLD = {
    State.OK: "in order",
    State.FAILING: "not found today",
    State.DEAD: "gone",
    State.BLOCKED: "blocked by the site",
    State.QUESTION: "to be asked of you",
    State.UNKNOWN: "unknown",
}


class Command(BaseCommand):
    help = (
        "Checks the references: does the DOI lead somewhere, does the page answer, is "
        "the work retracted or corrected, is it the work that it says. Each question "
        "is asked once a week; stopped and started again, it goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="Ask at most so many questions.")
        parser.add_argument("--only", choices=Kind.values, help="Ask only this.")
        parser.add_argument(
            "--again", action="store_true", help="Ask also what was asked this week."
        )
        parser.add_argument(
            "--days", type=int, default=7, help="How old an answer may be (7)."
        )

    def handle(self, *, limit, only, again, days, **options):
        if limit is not None and limit < 1:
            raise CommandError("--limit needs a number above 0.")
        if days < 0:
            raise CommandError("--days cannot be less than 0.")
        asked = services()
        if not asked.is_on:
            raise CommandError(OFF)
        run = Run(
            asked,
            timezone.now,
            time.sleep,
            period=timedelta(days=days),
            again=again,
            limit=limit,
        )
        with stopped_by_signal(run):
            run.check([only] if only else Kind.values)
        for line in summary_lines(run):
            self.stdout.write(line)


@contextmanager
def stopped_by_signal(run):
    """Told to end, the run writes the answer that is under way and asks no more."""

    def stop(*_):
        run.stopped = True

    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(name, stop) for name in signals]
    try:
        yield
    finally:
        for name, handler in zip(signals, before, strict=True):
            signal.signal(name, handler)


def summary_lines(run):
    """What a run did, in plain lines."""
    for kind, name in ASKED.items():
        counts = [
            f"{run.found[kind, state]} {words}"
            for state, words in TOLD.items()
            if run.found[kind, state]
        ]
        if run.asked[kind]:
            told = ", ".join(counts) or "nothing new"
            yield f"{name}: {run.asked[kind]} asked; {told}."
        if kind in run.problems:
            yield f"  Some could not be asked: {run.problems[kind]}"
    if run.found["new notices"]:
        yield f"New notices of retractions and corrections: {run.found['new notices']}."
    if not run.asked.total():
        yield "Nothing was due."
    if run.stopped:
        yield "Stopped. Run it again to go on from here."
