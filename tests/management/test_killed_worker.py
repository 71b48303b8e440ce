"""A real worker in a process of its own, killed while it makes pages anew."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = 20
PATIENCE = 600


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The database of a site whose pages are due to be made anew."""
    path = tmp_path_factory.mktemp("made") / "site.sqlite3"
    done = subprocess.run(
        [sys.executable, "-m", "tests.management.citing_site", str(PAGES)],
        cwd=ROOT,
        env=environment(path),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def site(marked, tmp_path):
    return environment(shutil.copy(marked, tmp_path))


def environment(path):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "practice_site.settings",
        "DATABASE_URL": f"sqlite:///{path}",
        "MEDIA_ROOT": str(Path(path).parent),
    }


WORKER = ["manage.py", "task_worker", "--batch"]
KILLED_WORKER = ["-m", "tests.management.killed_worker"]


def worker(site, program=WORKER):
    return subprocess.Popen(
        [sys.executable, *program],
        cwd=ROOT,
        env=site,
        stderr=subprocess.DEVNULL,
    )


def pages(site):
    """[(is it stale?, its reference list)]"""
    path = site["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as database:
        return list(
            database.execute("SELECT is_stale, items FROM articles_publishedpage")
        )


def due(site):
    return sum(is_stale for is_stale, _ in pages(site))


# Within the first task that was asked for; within what two of them have left.
@pytest.mark.parametrize("made", [5, 18])
def test_worker_killed_half_way_and_run_again_ends_right(site, made):
    assert due(site) == PAGES
    killed = worker(site, [*KILLED_WORKER, str(made)])
    assert killed.wait(timeout=PATIENCE) == -signal.SIGKILL
    assert due(site) == PAGES - made
    for is_stale, items in pages(site):
        assert ("Old words" in items, "New words" in items) == (is_stale, not is_stale)

    assert worker(site).wait(timeout=PATIENCE) == 0

    assert due(site) == 0
    assert all("New words" in items for _, items in pages(site))


def test_two_workers_side_by_side_end_right(site):
    both = [worker(site), worker(site)]
    for process in both:
        process.wait(timeout=PATIENCE)
    assert due(site) == 0
    assert all("New words" in items for _, items in pages(site))
