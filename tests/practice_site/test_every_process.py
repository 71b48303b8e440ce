"""A change that one process commits is what every other shows, and nothing between."""

import os
import threading
import time
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests import waiting
from tests.keeping.conftest import databases, migrated  # noqa: F401 (fixtures)
from tests.practice_site.changes import CHANGES, SCHEDULED
from tests.practice_site.web_process import WebProcess

# It takes a second at most; a busy machine has all the time it needs.
until = partial(waiting.until, patience=120)
SETTLED = 0.4


@pytest.fixture(scope="module")
def start(databases, migrated, tmp_path_factory):  # noqa: F811
    """Starts one more web process on the one database of these tests."""
    url = url_of(databases.new(like=migrated))
    folder = tmp_path_factory.mktemp("state")
    started = []

    def start():
        started.append(WebProcess(folder, url))
        return started[-1]

    yield start
    for process in started:
        process.end()


@pytest.fixture(scope="module")
def processes(start):
    """One that changes things, and one that only serves."""
    writer, other = start(), start()
    writer.build()
    return writer, other


def url_of(database):
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_wholly_and_for_good(db, processes, name):
    writer, other = processes
    path = CHANGES[name].path
    before = writer.ask_anew(path)
    until(lambda: other.ask(path) == before)
    with watched(other, path) as seen:
        until(lambda: seen[path])
        writer.change(name)
        assert writer.ask(path) == (after := writer.ask_anew(path))
        assert after != before
        until(lambda: after in seen[path])
        time.sleep(SETTLED)

    assert seen[path] == [before, after]


def test_what_is_scheduled_comes_by_itself_and_not_before(db, processes, start):
    """In a process that runs, and in one that was not there at the moment."""
    writer, other = processes
    at = writer.schedule()
    before = {path: writer.ask_anew(path) for path in SCHEDULED}
    with watched(other, *SCHEDULED) as seen:
        until(lambda: all(seen[path] for path in SCHEDULED))
        assert time.time() < at, "This machine is too slow to see anything before."
        until(lambda: all(len(seen[path]) > 1 for path in SCHEDULED))
        assert time.time() >= at
        time.sleep(SETTLED)

    newcomer = start()
    for path in SCHEDULED:
        after = writer.ask_anew(path)
        assert seen[path] == [before[path], after]
        assert newcomer.ask(path) == after


@contextmanager
def watched(process, *paths):
    """{path: what a reader sees who asks again and again, each page that is another}"""
    seen, is_over = {path: [] for path in paths}, threading.Event()

    def read():
        while not is_over.wait(0.02):
            for path in paths:
                page = process.ask(path)
                if page not in seen[path][-1:]:
                    seen[path].append(page)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield seen
    finally:
        is_over.set()
        reader.join()
