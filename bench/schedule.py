"""How soon does a schedule fire? ``python -m bench.schedule [--trials 50]``

Web processes on one database (SQLite, or what DATABASE_URL names, empty) are asked for
an article without a pause while versions come that were planned for known moments.
Prints the time from the moment to the first page that shows it in the slowest process:
of one process, of four, of four that are started anew between plan and moment, and of
four whose clock is set an hour on, past the moment, and back again.
"""

import argparse
import contextlib
import http.client
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

from bench.publish import PROCESSES, SITE, collect_static_files, site, web_process
from bench.site import HOST, free_port
from bench.stacks import running
from bench.trial import set_up

set_up()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.factories import make_practice, make_published_article  # noqa: E402

MARK = re.compile(rb"<h1[^>]*>\s*Trial (\d+)")
PROMISED, RESTARTS, LONGEST = 1.0, 5, 60
# Seconds from the plan to its moment.
AHEAD, AN_HOUR = 1.5, 3600


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=50)
    trials = parser.parse_args().trials
    call_command("migrate", verbosity=0)
    make_practice(name="Two Trees")
    collect_static_files()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "ahead")
        most = [
            told("one process", bench.planned(1, trials)),
            told(f"{PROCESSES} processes", bench.planned(PROCESSES, trials)),
            told("started anew meanwhile", bench.started_anew(RESTARTS)),
            *(told(*one) for one in bench.set_on_and_back(trials // 2).items()),
        ]
    return 0 if max(most) < PROMISED else 1


def told(what, waits):
    median, most = statistics.median(waits), max(waits)
    print(
        f"{what}: {len(waits)} times, {median:.3f} s, at most {most:.3f} s", flush=True
    )
    return most


class Bench:
    """``number``: of the version that was last planned, as its title says.

    ``starting``: seconds that processes took until each had answered.
    """

    def __init__(self, clock):
        self.clock, self.number, self.starting = clock, 0, 0.0
        self.set_clock(0)
        self.article = make_published_article("Trial 0", slug="x")

    def set_clock(self, seconds):
        """No process may find the file empty."""
        new = self.clock.with_suffix(".new")
        new.write_text(str(seconds))
        os.replace(new, self.clock)

    @contextlib.contextmanager
    def readers(self, count):
        """One for each of as many web processes, which all show what is in force."""
        began = time.monotonic()
        with contextlib.ExitStack() as stack:
            readers = []
            for _ in range(count):
                port = free_port()
                command = web_process("--host", HOST, "--port", port)
                command[-1] = "bench.own_clock:application"
                environment = site(OWN_CLOCK=str(self.clock))
                stack.enter_context(running(command, environment))
                readers.append(stack.enter_context(Reader(port)))
            for reader in readers:
                reader.wait_for(self.number)
            self.starting = time.monotonic() - began
            yield readers

    def plan(self, seconds):
        """The moment, in Unix time, from which on there is a next version."""
        self.number += 1
        self.article.title = f"Trial {self.number}"
        self.article.save()
        at = timezone.now() + timedelta(seconds=seconds + random.random())
        self.article.publish(at=at)
        return at.timestamp()

    def seen(self, readers):
        return max(reader.wait_for(self.number) for reader in readers)

    def planned(self, processes, trials):
        with self.readers(processes) as readers:
            return [self.fired(readers) for _ in range(trials)]

    def fired(self, readers):
        moment = self.plan(AHEAD)
        return self.seen(readers) - moment

    def started_anew(self, times):
        """Of processes that know of the plan only from the database."""
        waits = []
        for _ in range(times):
            moment = self.plan(5 + 2 * self.starting)
            self.number -= 1
            with self.readers(PROCESSES) as readers:
                self.number += 1
                waits.append(self.seen(readers) - moment)
        return waits

    def set_on_and_back(self, times):
        on, back = [], []
        with self.readers(PROCESSES) as readers:
            for _ in range(times):
                self.plan(AN_HOUR / 2)
                on.append(self.set_and_seen(AN_HOUR, readers))
                self.number -= 1
                back.append(self.set_and_seen(0, readers))
                self.article.cancel_scheduled()
        return {"the clock set on, past it": on, "and back again": back}

    def set_and_seen(self, ahead, readers):
        began = time.time()
        self.set_clock(ahead)
        return self.seen(readers) - began


class Reader:
    """A thread that reads the page at ``port`` again and again."""

    def __init__(self, port):
        self.port, self.shown, self.since = port, None, 0.0
        self.stopping, self.news = False, threading.Condition()
        self.thread = threading.Thread(target=self.read, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        self.thread.join()

    def read(self):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        while not self.stopping:
            try:
                connection.request("GET", "/articles/x/", headers={"Host": SITE})
                found = MARK.search(connection.getresponse().read())
            except (OSError, http.client.HTTPException):
                connection.close()
                found = None
            if found and int(found[1]) != self.shown:
                with self.news:
                    self.shown, self.since = int(found[1]), time.time()
                    self.news.notify_all()
            # The readers share the machine with what they measure.
            time.sleep(0.005)

    def wait_for(self, number):
        """When the page of that number was first seen, in Unix time."""
        with self.news:
            if not self.news.wait_for(lambda: self.shown == number, LONGEST):
                raise SystemExit(f"Version {number} was not seen: {self.shown}.")
            return self.since


if __name__ == "__main__":
    sys.exit(main())
