"""The command for cron: what it says, and that it may be killed at any moment."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands.check_references import (
    stopped_by_signal,
    summary_lines,
)
from articles.models import ReferenceCheck
from articles.models.checking import Run
from tests.conftest import ROOT
from tests.factories import make_reference
from tests.lookup.server import LookupServer

WORKS, KILLS = 40, 20


def said(*args, **options):
    out = StringIO()
    call_command("check_references", *args, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_it_says_what_was_asked_and_found(lookup_server):
    for number in range(2):
        make_reference(DOI=f"10.5555/none.{number}")

    text = said()

    assert "DOIs: 2 asked; 2 gone." in text
    assert "Works looked up: 2 asked; 2 to be asked of you." in text
    assert "Nothing was due." in said()


@pytest.mark.django_db
def test_it_asks_only_what_is_wanted(lookup_server):
    make_reference()

    said("--only", "doi", "--limit", "1")

    assert list(ReferenceCheck.objects.values_list("kind", flat=True)) == ["doi"]
    assert "1 asked" in said("--only", "doi", "--again")


@pytest.mark.django_db
def test_service_that_is_down_is_named(lookup_server):
    make_reference()
    lookup_server.down("doi.org")

    text = said("--only", "doi")

    assert "Some could not be asked: doi.org" in text


@pytest.mark.django_db
def test_without_a_contact_address_it_says_so():
    with pytest.raises(CommandError, match="CONTACT_EMAIL"):
        said()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "args", [["--limit", "0"], ["--limit", "-3"], ["--days", "-1"]]
)
def test_numbers_that_make_no_sense_are_refused(args):
    with pytest.raises(CommandError):
        said(*args)


def test_told_to_end_it_asks_no_more():
    run = Run(None, None, None)

    with stopped_by_signal(run):
        os.kill(os.getpid(), signal.SIGTERM)

    assert run.stopped
    assert "Stopped. Run it again to go on from here." in summary_lines(run)


def test_killed_twenty_times_it_asks_each_once_and_loses_nothing(tmp_path):
    path = tmp_path / "site.sqlite3"
    with LookupServer() as server:
        for number in range(WORKS):
            server.work(f"10.5555/known.{number}", title=[f"Known {number}"])
        finished = subprocess.run(
            [sys.executable, "-m", "tests.management.killed_checks"]
            + [str(WORKS), str(KILLS)],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "practice_site.settings",
                "DATABASE_URL": f"sqlite:///{path}",
                "MEDIA_ROOT": str(tmp_path),
                "CONTACT_EMAIL": "library@example.com",
                "LOOKUP_SERVER": server.address,
            },
            capture_output=True,
            text=True,
            timeout=600,
        )
        handles = Counter(call.path for call in server.asked("doi.org", "/handles/"))
        records = Counter(call.path for call in server.asked("doi.org", "/ra/"))
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.split()[-1] == str(KILLS)
    # The request that was under way at a kill brought no answer and is made again.
    for asked in (handles, records):
        assert len(asked) == WORKS
        assert asked.total() <= WORKS + KILLS
    assert checks(path) == {"doi": WORKS, "notices": WORKS, "identity": WORKS}
    assert confirmations(path) == (WORKS, WORKS)


def checks(path):
    """{kind: how many answers were kept}"""
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "SELECT kind, COUNT(*) FROM articles_referencecheck"
            " WHERE state = 'ok' GROUP BY kind"
        )
        return dict(rows)


def confirmations(path):
    """How many works are confirmed by their DOI, and how often that was noted."""
    with sqlite3.connect(path) as database:
        return database.execute(
            "SELECT (SELECT COUNT(*) FROM articles_reference"
            " WHERE confirmation = 'doi'), (SELECT COUNT(*) FROM"
            " articles_referencechange WHERE what = 'confirmed')"
        ).fetchone()
