"""What a page made anew costs: no page is found in the page cache, Django makes it.

    .venv/bin/python -m bench.anew [--rounds 60] [--keep FOLDER] [--profile KIND]

On the demo practice, in this process, through the application that web servers load.
Prints for each kind of page the median CPU time and the queries, once as Django makes
it alone and once behind the page cache, which then asks twice more for the site's
generation but knows what all pages of one generation share. Compression is not in it,
nor is the database server. ``--keep`` keeps the site for the next run; DATABASE_URL
may name an empty database. Django's log goes to standard error. ``--profile``: where
the time of one kind goes.
"""

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import statistics
import tempfile
import time
from importlib import import_module
from pathlib import Path

from bench.site import Site

SHOWN = 45


def main():
    asked = arguments()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cache = application(folder.resolve())
        django = cache.application
        paths = addresses()
        if asked.profile:
            if asked.profile not in paths:
                raise SystemExit(f"The kinds of pages are: {', '.join(paths)}.")
            profile(cache, paths[asked.profile], asked.rounds)
            return
        print(f"{'':18}    Django alone   behind the page cache")
        for kind, path in paths.items():
            alone = measured(lambda path=path: call(django, path), asked.rounds)
            behind = measured(lambda path=path: anew(cache, path), asked.rounds)
            print(f"{kind:18}{cell(*alone)}        {cell(*behind)}", flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="a folder for the site")
    parser.add_argument("--profile", metavar="KIND")
    return parser.parse_args()


def application(folder):
    """The page cache with Django behind it, as ``script/serve`` runs them."""
    folder.mkdir(exist_ok=True)
    site = Site(folder)
    if not (folder / "media").exists():
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_demo")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    os.environ.update(site.environment)
    return import_module("practice_site.wsgi").application


def addresses():
    """{kind: path}; the article is the longest of the demo practice."""
    from django.utils import timezone

    from articles.models import Publication

    live = Publication.objects.live(timezone.now())
    longest = live.articles().order_by("-word_count").first()
    series = live.filter(article__series__isnull=False).first().article.series
    topic = longest.article.topics.first()
    page = live.pages().first()
    return {
        "home": "/",
        "article": longest.get_absolute_url(),
        "list": "/articles/",
        "series": series.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "questions": "/faqs/",
        "references": "/references/",
        "page": page.get_absolute_url(),
        "not found": "/nothing/here/",
    }


def call(application, path):
    """The body that ``application`` answers with."""
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    answer = application(environ, lambda status, headers, exc_info=None: None)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return body


def anew(cache, path):
    cache.begin(cache.freshness.generation)
    return call(cache, path)


def measured(act, rounds):
    """(milliseconds of this thread's CPU time, queries), warm."""
    from django.db import connection

    for _ in range(3):
        act()
    asked = []

    def count(execute, *query):
        asked.append(query)
        return execute(*query)

    with connection.execute_wrapper(count):
        act()
    return statistics.median(timed(act) for _ in range(rounds)) * 1e3, len(asked)


def timed(act):
    began = time.thread_time()
    act()
    return time.thread_time() - began


def cell(milliseconds, queries):
    return f"{milliseconds:8.1f} ms {queries:2} q"


def profile(cache, path, rounds):
    for _ in range(3):
        anew(cache, path)
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(rounds):
        anew(cache, path)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(SHOWN)


if __name__ == "__main__":
    main()
