"""A clock that moves only when somebody sleeps by it."""

from datetime import UTC, datetime, timedelta

from articles.lookup.pace import Clock

START = datetime(2026, 11, 25, 12, tzinfo=UTC)


class FakeClock(Clock):
    def __init__(self):
        self.seconds = 0.0
        self.slept = []

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds
        self.slept.append(seconds)

    def today(self):
        return START + timedelta(seconds=self.seconds)
