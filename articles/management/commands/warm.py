"""Ask for every public page, so that no reader waits for one to be made."""

import os
import re
import time
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

CODINGS = ("br", "gzip")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
# As the site's own lists and feeds have it.
NEXT = re.compile(r'rel="next" href="([^"]+)"')
SITEMAP = "/sitemap.xml"
OTHERS = ("/feed/", "/feed.json", "/robots.txt")
# Each process keeps its own pages, and chance says which one a connection reaches.
CONNECTIONS_A_PROCESS = 3
PATIENCE = 60
FAILED_SHOWN = 5


class Command(BaseCommand):
    help = (
        "Asks the running site for every page of its sitemap, compressed both ways,"
        " so that each web process has them ready."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "address",
            nargs="?",
            default=settings.SITE_URL,
            help="Where the site answers, for example http://127.0.0.1:8000, if not at"
            " its own address.",
        )

    def handle(self, *, address, **options):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CommandError(
                f"“{address}” is no address. Give one such as http://127.0.0.1:8000."
            )
        began = time.monotonic()
        with client(address) as asking:
            paths = self.all_paths(asking)
        failed = {}
        for _ in range(CONNECTIONS_A_PROCESS * processes()):
            with client(address) as asking:
                failed |= self.ask_all(asking, paths)
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{len(paths) - len(failed)} pages are ready, plain and compressed"
            f" ({seconds:.1f} s)."
        )
        if failed:
            shown = [f"{p}: {why}" for p, why in list(failed.items())[:FAILED_SHOWN]]
            raise CommandError(
                "\n".join([f"{len(failed)} pages did not answer:", *shown])
            )

    def all_paths(self, asking):
        """What the sitemap names, the feeds, and the further pages of lists."""
        found, waiting = [], [*OTHERS, SITEMAP]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found.append(path)
            text = answered(asking, path, is_needed=path == SITEMAP)
            links = NEXT.findall(text)
            links += LOCATION.findall(text) if path.startswith("/sitemap") else []
            waiting += (relative(urljoin(path, unescape(link))) for link in links)
        return found

    def ask_all(self, asking, paths):
        """{path: what went wrong}"""
        failed = {}
        for path in paths:
            for coding in CODINGS:
                try:
                    response = asking.get(path, headers={"Accept-Encoding": coding})
                except httpx.HTTPError as error:
                    failed[path] = str(error)
                    break
                if response.status_code != 200:
                    failed[path] = f"status {response.status_code}"
        return failed


def client(address):
    """Asks as a proxy in front would: for the site's own host and scheme."""
    own = urlsplit(settings.SITE_URL)
    return httpx.Client(
        base_url=address,
        headers={"Host": own.netloc, "X-Forwarded-Proto": own.scheme},
        timeout=PATIENCE,
    )


def answered(asking, path, *, is_needed):
    try:
        response = asking.get(path)
    except httpx.HTTPError as error:
        raise CommandError(
            f"The site does not answer at {asking.base_url}: {error}. Is it running?"
        ) from error
    if is_needed and response.status_code != 200:
        raise CommandError(
            f"{path} answered with status {response.status_code}, so its pages cannot"
            " be found. Is this the site, and is TRUST_PROXY set if it is behind one?"
        )
    return response.text


def relative(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def processes():
    given = os.environ.get("WEB_CONCURRENCY", "")
    return int(given) if given.isdecimal() and int(given) else 2
