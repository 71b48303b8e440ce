"""What readers see while PostgreSQL is killed, or hangs, under load and comes back.

    .venv/bin/python -m bench.outage [--seconds 10] [--hang]

A small site under script/serve, with a PostgreSQL server of its own, is asked without a
pause for pages that its processes hold, and ten times a second for one that nothing
keeps. Then every process of PostgreSQL is killed (SIGKILL), and started again after
SECONDS. Prints what came back. The exit status is 1 unless every page that was held
came back, with an Age that told for how long the database had not been heard of; every
other page was a friendly 503; and all pages worked again within five seconds.

With --hang its processes are stopped (SIGSTOP), so that nothing is refused and nothing
is answered. Then who has got a thread may wait with it until the database goes on.
"""

import argparse
import contextlib
import http.client
import os
import signal
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bench.site import ROOT, Connection, small_site

sys.path.insert(0, str(ROOT / "script/run"))

import postgresql  # noqa: E402

HELD = ["/", "/articles/", "/articles/article-0/", "/series/", "/feed/", "/none/"]
READERS = 4
SOONEST = 5.0
# Seconds. The database is last heard of up to a quarter of a second before it dies,
# and an Age is in whole seconds.
INEXACT = 1.5


@dataclass
class Answer:
    """``at``: when it was asked for; ``age``: None without that header."""

    at: float
    seconds: float
    status: object
    age: int | None = None
    retry_after: str = ""
    has_help: bool = False
    has_license: bool = False

    @property
    def is_friendly(self):
        return self.retry_after and self.has_help and self.has_license


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--hang", action="store_true")
    asked = parser.parse_args()
    with postgresql.cluster() as url:
        os.environ["DATABASE_URL"] = url
        with small_site() as site:
            site.start()
            site.wait()
            warm(site)
            server = Hanging(url) if asked.hang else Server(url)
            raise SystemExit(measure(site, server, asked.seconds))


class Server:
    """``allowed``: what others than the held pages answer while it is away."""

    searchers = 1
    allowed = (503,)

    def __init__(self, url):
        self.folder = Path(unquote(urlsplit(url).hostname))

    def send(self, number):
        main = int((self.folder / "data/postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in (main, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)

    def leave(self):
        self.send(signal.SIGKILL)

    def come_back(self):
        postgresql.start(self.folder, postgresql.server_owner())


class Hanging(Server):
    # More than all processes have threads.
    searchers = 40
    allowed = (200, 503)

    def leave(self):
        self.send(signal.SIGSTOP)

    def come_back(self):
        self.send(signal.SIGCONT)


def warm(site):
    """Until each process must have been asked for each page."""
    for path in 40 * HELD:
        ask(site, path)


def measure(site, server, seconds):
    held, others, stop = [], [], threading.Event()
    readers = [
        threading.Thread(target=read, args=(site, held, stop, number))
        for number in range(READERS)
    ]
    readers += [
        threading.Thread(target=search, args=(site, others, stop))
        for _ in range(server.searchers)
    ]
    for reader in readers:
        reader.start()
    time.sleep(3)
    killed_at = time.monotonic()
    server.leave()
    time.sleep(seconds)
    # It answers some time before pg_ctl says so.
    started_at = time.monotonic()
    server.come_back()
    back_at = time.monotonic()
    time.sleep(2 * SOONEST)
    stop.set()
    for reader in readers:
        reader.join()
    return report(held, others, server.allowed, (killed_at, started_at, back_at))


def read(site, answers, stop, number):
    while not stop.is_set():
        answers.append(ask(site, HELD[number % len(HELD)]))
        number += 1
        time.sleep(0.002)


def search(site, answers, stop):
    while not stop.is_set():
        answers.append(ask(site, f"/search/?q=grief+{len(answers)}"))
        time.sleep(0.1)


def ask(site, path):
    began = time.monotonic()
    with contextlib.closing(Connection(site.where)) as connection:
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return Answer(began, time.monotonic() - began, repr(error))
    age = response.headers.get("Age")
    return Answer(
        began,
        time.monotonic() - began,
        response.status,
        None if age is None else int(age),
        response.headers.get("Retry-After", ""),
        "tel:988" in text,
        "License" in text,
    )


def report(held, others, allowed, times):
    killed_at, started_at, back_at = times
    away = [one for one in held if killed_at <= one.at < started_at]
    failed = [one for one in held if one.status not in (200, 404)]
    wrong = [one for one in away if not is_honest(one, killed_at)]
    wrong += [one for one in held if one.at > back_at + SOONEST and one.age]
    during = [one for one in others if killed_at + 0.1 <= one.at < started_at]
    turned_away = [one for one in during if one.status == 503]
    unfriendly = [one for one in during if one.status not in allowed]
    unfriendly += [one for one in turned_away if not one.is_friendly]
    bad = [one.at + one.seconds for one in others if one.status != 200]
    recovery = max([back_at, *bad]) - back_at
    counts = {"held": held, "held, database away": away, "others, away": during}
    for name, answers in counts.items():
        print(f"{name}: {dict(Counter(str(one.status) for one in answers))}")
        print(f"  slowest {max(one.seconds for one in answers):.2f} s")
    print(f"database away for {started_at - killed_at:.1f} s and the time it starts in")
    print(f"held pages that failed: {len(failed)} {failed[:1]}")
    print(f"dishonest Age: {len(wrong)} {wrong[:1]}")
    print(f"  largest {max(one.age or 0 for one in away)} s")
    print(f"other pages not a friendly 503: {len(unfriendly)} {unfriendly[:1]}")
    print(f"last failure of another page {recovery:.2f} s after the database was back")
    is_good = away and turned_away and not failed and not wrong and not unfriendly
    return 0 if is_good and recovery < SOONEST else 1


def is_honest(answer, killed_at):
    away_for = answer.at + answer.seconds - killed_at
    return answer.age is not None and abs(answer.age - away_for) <= INEXACT


if __name__ == "__main__":
    main()
