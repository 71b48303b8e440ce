"""How often and how many at once a host may be asked.

The services publish limits for each client. Every process counts for itself, and a
site has several, so each takes about half of what is allowed.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Nobody at a form waits longer for a turn, or for a service that asked for a pause.
PATIENCE = 5.0
LONGEST_QUEUE = 30.0
LONGEST_HOLD = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Rule:
    """Seconds from one question to the next, and how many may be under way."""

    interval: float
    at_once: int = 1


RULES = {
    # Polite pool: 10 a second, 3 at once; lists 3 a second.
    "api.crossref.org": Rule(0.2, 2),
    "api.crossref.org lists": Rule(0.67, 1),
    # 3 a second, never two at once, counted for all of NCBI.
    "NCBI": Rule(0.7),
    # 1,000 in five minutes.
    "api.datacite.org": Rule(0.6),
    "doi.org": Rule(0.2),
    # 3 a second for those who say who they are.
    "openlibrary.org": Rule(0.7),
}
ANY_SITE = Rule(1.0)


class Held(Exception):
    """The next turn is further away than anybody waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class Clock:
    """Time as seen by the pace; tests bring one that never really sleeps."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass
class Turns:
    """One host's turns."""

    rule: Rule
    next_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.places = threading.BoundedSemaphore(self.rule.at_once)
        self.interval = self.rule.interval


class Pace:
    """Whose turn it is; shared by all threads of a process."""

    def __init__(
        self, clock: Clock | None = None, rules: Mapping[str, Rule] = RULES
    ) -> None:
        self.clock = clock or Clock()
        self.rules = rules
        self.lock = threading.Lock()
        self.hosts: defaultdict[str, list[Turns]] = defaultdict(list)

    def turns(self, name: str) -> Turns:
        with self.lock:
            found = self.hosts[name]
            if not found:
                found.append(Turns(self.rules.get(name, ANY_SITE)))
            return found[0]

    @contextmanager
    def turn(self, *names: str) -> Iterator[None]:
        """Wait for a place and a moment under every name; ``Held`` if that is long."""
        taken = []
        try:
            for name in names:
                turns = self.turns(name)
                if not turns.places.acquire(timeout=LONGEST_QUEUE):
                    raise Held(PATIENCE)
                taken.append(turns)
            for turns in taken:
                self.clock.sleep(self.wait(turns))
            yield
        finally:
            for turns in taken:
                turns.places.release()

    def wait(self, turns: Turns) -> float:
        """Book the next moment; the seconds until then."""
        with turns.lock:
            now = self.clock.now()
            seconds = max(turns.next_at - now, 0.0)
            if seconds > max(PATIENCE, 10 * turns.interval):
                raise Held(seconds)
            turns.next_at = now + seconds + turns.interval
            return seconds

    def hold(self, name: str, seconds: float) -> None:
        """Ask no question for a while, whoever wants to."""
        turns = self.turns(name)
        with turns.lock:
            until = self.clock.now() + min(seconds, LONGEST_HOLD)
            turns.next_at = max(turns.next_at, until)

    def learn(self, name: str, headers: Mapping[str, str]) -> None:
        """Slow down to ``x-rate-limit-limit`` per ``-interval``, where that is less."""
        limit = headers.get("x-rate-limit-limit", "").strip()
        interval = headers.get("x-rate-limit-interval", "").strip().removesuffix("s")
        if not (limit.isdecimal() and interval.isdecimal() and int(limit)):
            return
        turns = self.turns(name)
        with turns.lock:
            announced = min(int(interval[:6]) / int(limit[:6]), 60.0)
            turns.interval = max(turns.rule.interval, announced)

    def retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Seconds that ``Retry-After`` asks for, given as a number or as a date."""
        given = headers.get("retry-after", "").strip()
        if given.isdecimal():
            return min(float(given[:9]), LONGEST_HOLD)
        try:
            moment = parsedate_to_datetime(given)
        except (TypeError, ValueError, IndexError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        left = (moment - self.clock.today()).total_seconds()
        return min(max(left, 0.0), LONGEST_HOLD)


# Limits count for the process, however many ``Services`` there are.
SHARED = Pace()


def shared() -> Pace:
    return SHARED
