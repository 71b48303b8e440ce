"""What pages are of: the site's generation, and the span of time in which it holds."""

import itertools
import logging
import os
import threading
import time
from dataclasses import dataclass, field

from practice_site.page_cache.steps import Steps

# Seconds. A change is seen after the first, at the latest after the second: a hit
# whose process has heard nothing for so long asks by itself.
PERIOD = 0.25
LEEWAY = 0.9
# How long a page is shown while the database doesn't answer.
LONGEST_OUTAGE = 24 * 3600
PATIENCE = 2.0
TRIES = 3
NEVER, FOR_EVER = float("-inf"), float("inf")


logger = logging.getLogger(__name__)


class Unavailable(Exception):
    """The database doesn't answer."""


@dataclass(frozen=True, eq=False)
class Generation:
    """``number``: anything that differs from one generation to the next.

    Pages made from ``since`` until ``until`` show the same, which last changed at
    ``changed_at``; all in seconds of Unix time. ``kept``: what the application has
    found out for all of them, while it made one.
    """

    number: object
    since: float
    until: float
    changed_at: float
    kept: dict = field(default_factory=dict, repr=False)

    def holds(self, now):
        return self.since <= now < self.until


class Freshness:
    """Knows the generation in force; asks for it in a thread of its own.

    ``read_number()`` and ``read_switches(now)``, which gives the last and the next
    moment at which pages change by themselves (or None) and when the generation
    began, ask the database and raise ``Unavailable``. ``on_change(generation)`` is
    called when another generation is in force, with None where none is known.
    Without ``period`` there is no thread, and each hit asks. ``at_leisure``: called
    by the thread after each question, with the generation or None in an outage.
    """

    def __init__(self, read_number, read_switches, *, period=PERIOD):
        self.read_number = read_number
        self.read_switches = read_switches
        self.period = period
        self.leeway = LEEWAY if period else 0.0
        self.on_change = lambda generation: None
        self.at_leisure = []
        self.steps = Steps(logger)
        self.begin()
        os.register_at_fork(after_in_child=self.begin)

    def begin(self):
        self.tickets = itertools.count(1)
        self.applied = 0
        self.mutex, self.asking = threading.RLock(), threading.Lock()
        self.thread = self.question = None
        self.is_down = False
        self.confirmed_at = NEVER
        self.deadline = NEVER
        self.put_in_force(None)

    def put_in_force(self, generation):
        # What was made before goes first: whoever looks meanwhile, without a lock, must
        # not find it beside a span of time that is not its own.
        self.on_change(generation)
        self.generation = generation
        self.since = generation.since if generation else NEVER
        self.until = generation.until if generation else FOR_EVER

    def ensure(self):
        """Before a hit: is what is known still true? Asks if that isn't sure.

        The clock may have passed a switch or been set back, nothing may have been
        heard for too long, or this process has itself changed something.
        """
        self.start()
        if not self.asking.acquire(timeout=PATIENCE):
            # Whoever asks gets no answer: that is an outage like any other.
            self.note_outage()
            return
        try:
            if not self.is_certain():
                self.refresh()
        finally:
            self.asking.release()

    def is_certain(self):
        return (
            time.monotonic() < self.deadline and self.since <= time.time() < self.until
        )

    def start(self):
        if self.thread is None and self.period:
            with self.mutex:
                if self.thread is None:
                    self.thread = daemon(self.run, "page-cache-freshness")
                    self.thread.start()
                    daemon(self.watch, "page-cache-outage", self.thread).start()

    def run(self):
        me = threading.current_thread()
        while self.thread is me:
            time.sleep(self.period)
            # Without the thread each hit would have to ask.
            self.steps.take(self.put_question)
            self.steps.take(self.take_leisure)

    def put_question(self):
        self.question = object()
        try:
            self.refresh()
        finally:
            self.question = None

    def watch(self, thread):
        """Note an outage where the thread that asks gets no answer at all.

        By counting: a process that was stopped meanwhile has not waited so long.
        """
        seen, times = None, 0
        while self.thread is thread:
            time.sleep(self.period)
            question = self.question
            times = times + 1 if question and question is seen else 0
            seen = question
            if times * self.period >= PATIENCE:
                self.steps.take(self.note_outage)

    def take_leisure(self):
        for call in self.at_leisure:
            call(None if self.is_down else self.generation)

    def refresh(self):
        try:
            self.ask()
        except Unavailable:
            self.note_outage()

    def ask(self):
        """The generation in force, as the database says now. Raises Unavailable.

        Answers may overtake each other: one that was asked for earlier than one
        already known counts for nothing.
        """
        ticket, asked_at = next(self.tickets), time.monotonic()
        number, now, known = self.read_number(), time.time(), self.generation
        if known and known.number == number and known.holds(now):
            return self.apply(ticket, asked_at, known)
        return self.apply(ticket, asked_at, self.found(number))

    def found(self, number):
        """A generation whose number is the same before and after its switches."""
        for _ in range(TRIES):
            now = time.time()
            last, following, began = self.read_switches(now)
            again = self.read_number()
            if again == number:
                return Generation(
                    number,
                    since=now,
                    until=FOR_EVER if following is None else following,
                    changed_at=max(began, last or began),
                )
            number = again
        # It changes too fast: this one is over at once, so nothing is kept.
        return Generation(number, since=now, until=now, changed_at=now)

    def apply(self, ticket, asked_at, generation):
        with self.mutex:
            if ticket < self.applied:
                if self.generation is None:
                    raise Unavailable("Something has just changed.")
                return self.generation
            self.applied = ticket
            known = self.generation
            is_known = known and (known.number, known.until) == (
                generation.number,
                generation.until,
            )
            if not (is_known and known.holds(time.time())):
                self.put_in_force(generation)
            self.is_down = False
            self.confirmed_at = asked_at
            self.deadline = asked_at + self.leeway
            return self.generation

    def doubt(self):
        """This process has changed something: nothing is known until one has asked.

        Not in an outage, either: what it knows is what was before.
        """
        with self.mutex:
            self.applied = next(self.tickets)
            self.deadline = NEVER
            self.put_in_force(None)

    def note_outage(self):
        """Go on with what is known for a day, but never past a switch."""
        with self.mutex:
            self.is_down = True
            monotonic = time.monotonic()
            ends_at = self.confirmed_at + LONGEST_OUTAGE
            if monotonic >= ends_at or not self.since <= time.time() < self.until:
                self.put_in_force(None)
            self.deadline = (
                ends_at if self.generation else monotonic + (self.period or 0)
            )


def daemon(target, name, *arguments):
    return threading.Thread(target=target, args=arguments, name=name, daemon=True)
