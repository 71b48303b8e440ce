"""A change that one process commits is what every other shows, and nothing between."""

import os
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.keeping.conftest import databases, migrated  # noqa: F401 (fixtures)
from tests.practice_site.changes import CHANGES
from tests.practice_site.web_process import WebProcess

# It takes a second at most; a busy machine has all the time it needs.
LONGEST = 120
SETTLED = 0.4


@pytest.fixture(scope="module")
def processes(databases, migrated, tmp_path_factory):  # noqa: F811
    """(one that changes things, one that only serves), on one database."""
    url = url_of(databases.new(like=migrated))
    folder = tmp_path_factory.mktemp("state")
    both = [WebProcess(folder, url) for _ in range(2)]
    both[0].build()
    yield both
    for process in both:
        process.end()


def url_of(database):
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_wholly_and_for_good(db, processes, name):
    writer, other = processes
    path = CHANGES[name].path
    before = writer.ask_anew(path)
    with watched(other, path) as seen:
        wait_for(seen, before)
        writer.change(name)
        assert writer.ask(path) == (after := writer.ask_anew(path))
        assert after != before
        wait_for(seen, after)
        time.sleep(SETTLED)

    assert seen[seen.index(before) :] == [before, after]


@contextmanager
def watched(process, path):
    """What a reader sees who asks again and again: each page that is another."""
    seen, is_over = [], threading.Event()

    def read():
        while not is_over.wait(0.02):
            page = process.ask(path)
            if page not in seen[-1:]:
                seen.append(page)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield seen
    finally:
        is_over.set()
        reader.join()


def wait_for(seen, wanted):
    end = time.monotonic() + LONGEST
    while wanted not in seen[-1:]:
        assert time.monotonic() < end, "It is not seen."
        time.sleep(0.01)
