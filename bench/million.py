"""Memory while a million addresses are invented, and under a million mixed requests.

    .venv/bin/python -m bench.million [--requests 1000000] [--invented 1000000]

First, in this process, a page cache of 16 MB is asked for INVENTED addresses that lead
nowhere, each but once: short and long ones, with and without parameters. Prints by how
much the process grew. Then a small site under script/serve with two processes is asked
REQUESTS times by wrk for pages, lists and feeds, plain, as gzip and as Brotli, with and
without what makes a 304, for some searches and some invented addresses. Beside it a
thread asks by HEAD, for whose answers wrk would wait for ever. Prints the statuses and
the memory (PSS) of the processes: once they hold all pages at their best compression
and each thread has been at work, then all the while. The exit status is
1 if the page cache grew by more than its bound, if the processes had grown by 5 % or
more at the end, or if anything failed.
"""

import argparse
import http.client
import random
import re
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

from bench.load import pss
from bench.site import HOST, small_site
from practice_site.page_cache import Freshness, PageCache

BOUND = 16 * 2**20
MOST_GROWTH = 1.05
SCRIPT = Path(__file__).with_suffix(".lua")
EXPECTED = {200, 301, 304, 404}
HEADS = [
    *("/", "/articles/", "/articles/?page=2", "/articles", "/feed/", "/sitemap.xml"),
    *(
        "/references/",
        "/robots.txt",
        "/none/",
        "/search/?q=rest",
        "/faqs/?utm_source=x",
    ),
]
AT_A_TIME = 15
WARMING = 2


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--invented", type=int, default=1_000_000)
    asked = parser.parse_args()
    is_bounded = not asked.invented or invent(asked.invented)
    is_steady = not asked.requests or mix(asked.requests)
    raise SystemExit(0 if is_bounded and is_steady else 1)


def invent(number):
    cache = page_cache()
    for n in range(2000):
        ask(cache, n)
    before = resident()
    for n in range(2000, number):
        ask(cache, n)
    grown, shelf = resident() - before, cache.shelf
    print(f"{number:,} invented addresses: {len(shelf.missing):,} remembered,")
    print(f"  {(shelf.size + shelf.missing_size) / 2**20:.2f} MiB by its own count;")
    print(f"  the process grew by {grown / 2**20:.2f} MiB; bound {BOUND / 2**20:.0f}")
    return grown < BOUND and shelf.size + shelf.missing_size < BOUND


def page_cache():
    freshness = Freshness(lambda: 1, lambda now: (None, None, 0.0), period=None)
    return PageCache(
        nowhere, freshness, host="localhost", scheme="http", max_bytes=BOUND
    )


def nowhere(environ, start_response):
    headers = [("Content-Type", "text/html"), ("X-Page-Cache", "page")]
    start_response("404 Not Found", headers)
    return [b"This page isn't here. " * 150]


def ask(cache, n):
    query = (f"page={n}", "", f"x={n}", "")[n % 4]
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/articles/{'long' * (n % 100)}-{n}/",
        "QUERY_STRING": query,
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": ("br", "gzip", "", f"x-{n}")[n % 4],
    }
    cache(environ, lambda status, headers: None)


def resident():
    [_, pages, *_] = Path("/proc/self/statm").read_text().split()
    return int(pages) * 4096


def mix(number):
    with small_site() as site:
        site.listen_at_port()
        site.start()
        site.wait()
        for _ in range(WARMING):
            run(site)
            # What is polished while nobody asks belongs to the pages.
            time.sleep(AT_A_TIME)
        memory, answers = [pss([site.process.pid])], Counter()
        failed = asked_by_head = 0
        while sum(answers.values()) < number:
            heads = Heads(site.where)
            statuses, lost = run(site)
            heads.stop()
            answers += statuses + heads.statuses
            asked_by_head += heads.statuses.total()
            failed += lost + heads.failed
            memory.append(pss([site.process.pid]))
    strange = {status: n for status, n in answers.items() if status not in EXPECTED}
    print(f"{sum(answers.values()):,} mixed requests: {dict(sorted(answers.items()))}")
    print(f"  by HEAD: {asked_by_head:,}")
    print(f"  connections that failed: {failed}; other answers: {strange}")
    growth = memory[-1] / memory[0]
    print(f"  MiB: {' '.join(f'{one:.1f}' for one in memory)} ({growth - 1:+.1%})")
    return growth < MOST_GROWTH and not failed and not strange


class Heads:
    """A thread that asks by HEAD until it is stopped.

    A body that is sent all the same would be read as the next answer, and fails.
    """

    def __init__(self, port):
        self.port, self.statuses, self.failed = port, Counter(), 0
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.ask, daemon=True)
        self.thread.start()

    def stop(self):
        self.stopping.set()
        self.thread.join()

    def ask(self):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        tags = {}
        while not self.stopping.is_set():
            path, coding = random.choice(HEADS), random.choice(("br", "gzip", ""))
            tag = random.choice(("", "*", tags.get((path, coding), "")))
            try:
                connection.request("HEAD", path, headers=headers(coding, tag))
                response = connection.getresponse()
                response.read()
            except (OSError, http.client.HTTPException):
                self.failed += 1
                connection.close()
                continue
            self.statuses[response.status] += 1
            if response.status == 200:
                tags[path, coding] = response.headers.get("ETag", "")
        connection.close()


def headers(coding, tag):
    asked = {"Host": "localhost", "Accept-Encoding": coding, "If-None-Match": tag}
    return {name: value for name, value in asked.items() if value}


def run(site):
    """(Counter of statuses, failed connections) of some seconds of load."""
    command = [
        "wrk",
        "-t1",
        "-c16",
        f"-d{AT_A_TIME}s",
        "--timeout",
        "30s",
        "-s",
        SCRIPT,
    ]
    said = subprocess.run(
        [*command, f"http://{HOST}:{site.where}/"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    counted = re.findall(r"^status (\d+) (\d+)$", said, re.MULTILINE)
    broken = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    statuses = Counter({int(status): int(n) for status, n in counted})
    return statuses, sum(map(int, broken.groups())) if broken else 0


if __name__ == "__main__":
    main()
