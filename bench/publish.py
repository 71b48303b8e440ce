"""How soon is a change seen? ``python -m bench.publish [TRIALS]`` (200)

Four web processes on one database (SQLite, or what DATABASE_URL names, empty) are
asked without a pause while an article is published again and again. Prints the time
from the commit to the first new page in the slowest process, and counts pages that
were older than one that the same process had already shown.
"""

import contextlib
import http.client
import os
import re
import statistics
import sys
import threading
import time

from bench.serving import HOST, free_port, running
from bench.trial import set_up

PROCESSES = 4
SITE = "site.example"
MARK = re.compile(rb"<h1[^>]*>\s*Trial (\d+)")
LONGEST = 10
set_up()

from django.core.management import call_command  # noqa: E402

from tests.factories import make_practice, make_published_article  # noqa: E402


def main(trials=200):
    call_command("migrate", verbosity=0)
    make_practice(name="Two Trees")
    article = make_published_article("Trial 0", slug="x")
    with contextlib.ExitStack() as stack:
        readers = [Reader(stack) for _ in range(PROCESSES)]
        for reader in readers:
            reader.wait_for(0)
        waits = [trial(article, number, readers) for number in range(1, trials + 1)]
        stale = sum(reader.stale for reader in readers)
        failed = sum(reader.failed for reader in readers)
        asked = sum(reader.asked for reader in readers)
        for reader in readers:
            reader.stopping = True
            reader.thread.join()
    print(f"{trials} changes, {PROCESSES} processes, {asked} pages read")
    print(f"seen after {statistics.median(waits):.3f} s, at most {max(waits):.3f} s")
    print(f"older pages after newer ones: {stale}; failed: {failed}")
    return 0 if max(waits) < 1.0 and not stale and not failed else 1


def trial(article, number, readers):
    article.title = f"Trial {number}"
    article.save()
    article.publish()
    committed = time.monotonic()
    return max(reader.wait_for(number) for reader in readers) - committed


class Reader:
    """A web process of its own, and a thread that reads its page again and again."""

    def __init__(self, stack):
        self.port = free_port()
        self.asked = self.stale = self.failed = 0
        self.number, self.seen_at = -1, 0.0
        self.stopping = False
        self.news = threading.Condition()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--http", "1", "--host", HOST, "--port", str(self.port)]
        command += ["--workers", "1", "--blocking-threads", "2"]
        command += ["--log-level", "warning", "practice_site.wsgi:application"]
        stack.enter_context(running(command, environment()))
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        has_answered = False
        while not self.stopping:
            try:
                connection.request("GET", "/articles/x/", headers={"Host": SITE})
                body = connection.getresponse().read()
                has_answered = True
            except (OSError, http.client.HTTPException):
                self.failed += has_answered
                connection.close()
                time.sleep(0.05)
                continue
            self.note(MARK.search(body))
            # The readers share the machine with what they measure.
            time.sleep(0.005)

    def note(self, found):
        self.asked += 1
        if found is None:
            self.failed += 1
            return
        number = int(found[1])
        if number < self.number:
            self.stale += 1
        elif number > self.number:
            with self.news:
                self.number, self.seen_at = number, time.monotonic()
                self.news.notify_all()

    def wait_for(self, number):
        """When the page of that number was first seen."""
        with self.news:
            if not self.news.wait_for(lambda: self.number >= number, 12 * LONGEST):
                raise SystemExit(f"Page {number} was not seen at port {self.port}.")
            return self.seen_at


def environment():
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "practice_site.settings",
        "SITE_URL": f"http://{SITE}",
        "ALLOWED_HOSTS": SITE,
    }


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
