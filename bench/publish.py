"""How soon is a change seen? ``python -m bench.publish [--trials 200] [--nginx]``

Four web processes on one database (SQLite, or what DATABASE_URL names, empty) are
asked without a pause while an article is published again and again. Prints the time
from the commit to the first new page in the slowest process, and counts pages that
were older than one that the same process had already shown. With ``--nginx`` each
process has an nginx before it, by ``deploy/nginx.conf``, which keeps pages a second.
"""

import argparse
import contextlib
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.site import HOST, ROOT, free_port
from bench.stacks import running
from bench.trial import set_up

PROCESSES = 4
# The name by which nginx answers without TLS.
SITE = "localhost"
MARK = re.compile(rb"<h1[^>]*>\s*Trial (\d+)")
LONGEST = 10
# Seconds: what is promised at the site itself, and behind nginx.
PROMISED = {False: 1.0, True: 2.5}
set_up()

from django.core.management import call_command  # noqa: E402

from tests.deploy.proxy import proxy  # noqa: E402
from tests.factories import make_practice, make_published_article  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--nginx", action="store_true")
    asked = parser.parse_args()
    return run(asked.trials, behind_nginx=asked.nginx)


def run(trials, *, behind_nginx):
    call_command("migrate", verbosity=0)
    make_practice(name="Two Trees")
    article = make_published_article("Trial 0", slug="x")
    collect_static_files()
    with contextlib.ExitStack() as stack:
        starting = started_behind_nginx if behind_nginx else started
        readers = [Reader(starting(stack)) for _ in range(PROCESSES)]
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
    is_kept = max(waits) < PROMISED[behind_nginx] and not stale and not failed
    return 0 if is_kept else 1


def trial(article, number, readers):
    article.title = f"Trial {number}"
    article.save()
    article.publish()
    committed = time.monotonic()
    return max(reader.wait_for(number) for reader in readers) - committed


def started(stack):
    """The port of a web process of its own."""
    port = free_port()
    stack.enter_context(running(web_process("--host", HOST, "--port", port), site()))
    return port


def started_behind_nginx(stack):
    """The port of an nginx before a web process of its own."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    socket = folder / "web.sock"
    stack.enter_context(running(web_process("--uds", socket), site(TRUST_PROXY="1")))
    (_, port), _ = stack.enter_context(proxy(folder, socket, is_plain=True))
    return port


def collect_static_files():
    """A web process that script/serve has not started has none without."""
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=ROOT,
        env=site(),
        check=True,
    )


def web_process(*address):
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--http", "1", "--workers", "1", "--blocking-threads", "1"),
        *("--log-level", "warning", *map(str, address)),
        "practice_site.served:application",
    ]


def site(**more):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "practice_site.settings",
        "SITE_URL": f"http://{SITE}",
        "ALLOWED_HOSTS": SITE,
        **more,
    }


class Reader:
    """A thread that reads the page at ``port`` again and again."""

    def __init__(self, port):
        self.port = port
        self.asked = self.stale = self.failed = 0
        self.number, self.seen_at = -1, 0.0
        self.stopping = False
        self.news = threading.Condition()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        has_answered = False
        while not self.stopping:
            try:
                connection.request("GET", "/articles/x/", headers={"Host": SITE})
                response = connection.getresponse()
                body = response.read()
                if response.status == 503 and not has_answered:
                    # nginx is there before the site.
                    raise ConnectionError
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


if __name__ == "__main__":
    sys.exit(main())
