import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.management.commands import task_worker
from articles.management.commands.task_worker import (
    forget_finished,
    machine_name,
    put_back,
    tell_of_itself,
)
from articles.management.signs import signs_of_life
from articles.models import FailedBackup, Reference, WorkerSign
from articles.models.backup import KILLED
from articles.models.backup import SILENT as SILENCE
from articles.models.worker_sign import SILENT
from articles.tasks import fill_listings
from tests.factories import make_reference

MINE = f"{machine_name()}:abc"
pytestmark = pytest.mark.django_db


def task(status, *workers):
    return DBTaskResult.objects.create(
        status=status,
        started_at=timezone.now(),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="articles.tasks.none",
        worker_ids=list(workers),
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )


def status(row):
    row.refresh_from_db()
    return row.status


def test_what_a_killed_worker_left_is_ready_again():
    left = task("RUNNING", MINE)
    assert put_back(machine_name()) == 1
    assert status(left) == "READY"


@pytest.mark.parametrize(
    ("state", "workers"),
    [
        ("RUNNING", ["elsewhere:abc"]),
        ("RUNNING", [MINE, "elsewhere:abc"]),
        ("RUNNING", [f"{machine_name()}2:abc"]),
        ("RUNNING", []),
        ("SUCCESSFUL", [MINE]),
        ("FAILED", [MINE]),
    ],
)
def test_other_tasks_are_left_alone(state, workers):
    other = task(state, *workers)
    assert put_back(machine_name()) == 0
    assert status(other) == state


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_up_and_ends_what_was_left(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    left = task("RUNNING", MINE)
    call_command("task_worker", batch=True, verbosity=0)
    # There is no such task, so it ends at once, and is not left running.
    assert status(left) == "FAILED"


@pytest.mark.django_db(transaction=True)
def test_what_an_old_process_stored_after_the_update_is_mended_when_it_has_gone(
    settings,
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    work = make_reference()
    for _ in range(2):
        call_command("task_worker", batch=True, verbosity=0)
    Reference.objects.update(entry="Stored by the old process")

    planned = DBTaskResult.objects.get(task_path=fill_listings.module_path)
    assert planned.run_after > timezone.now() + timedelta(minutes=1)
    call_task(planned)

    work.refresh_from_db()
    assert "Stored by the old process" in work.listing


def call_task(planned):
    """Its time has come."""
    planned.run_after = timezone.now()
    planned.save()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def wait_for_sign(machine=None):
    """True as soon as there is one; False after some seconds."""
    signs = WorkerSign.objects.filter(**{"machine": machine} if machine else {})
    for _ in range(500):
        if signs.exists():
            return True
        time.sleep(0.01)
    return False


@pytest.mark.django_db(transaction=True)
def test_a_worker_gives_signs_of_life_from_its_start_on(monkeypatch):
    heard = []
    monkeypatch.setattr(
        task_worker, "call_command", lambda *_, **__: heard.append(wait_for_sign())
    )
    call_command("task_worker", verbosity=0)
    assert heard == [True]


@pytest.mark.django_db(transaction=True)
def test_signs_go_on_after_one_that_the_database_did_not_take(monkeypatch):
    give, tries = WorkerSign.give, []

    def refused_once(machine, now):
        tries.append(now)
        if len(tries) == 1:
            raise OperationalError("database is locked")
        give(machine, now)

    monkeypatch.setattr(WorkerSign, "give", refused_once)
    signs = partial(tell_of_itself, "a")
    with signs_of_life(signs, timedelta(milliseconds=5)):
        assert wait_for_sign("a")


def test_a_worker_tells_once_of_a_backup_that_was_killed(caplog):
    now = timezone.now()
    for silence, count in ((SILENCE / 2, 0), (SILENCE * 2, 1)):
        FailedBackup.note_begun(now - silence)
        for _ in range(2):
            tell_of_itself("a", now)
        told = [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]
        assert told == count * [f"manage.py backup: {KILLED}"]
    assert FailedBackup.objects.get().problem == KILLED


def test_a_worker_is_heard_until_it_has_been_silent_for_long():
    now = timezone.now()
    assert not WorkerSign.is_heard(now)
    for at, is_heard in ((now - SILENT, False), (now - SILENT / 2, True)):
        WorkerSign.give("a", at)
        assert WorkerSign.is_heard(now) is is_heard
    assert WorkerSign.objects.count() == 1


def test_tasks_that_ended_long_ago_are_forgotten():
    now = timezone.now()
    old, new, waiting = task("SUCCESSFUL"), task("FAILED"), task("READY")
    for row, days in ((old, 15), (new, 13)):
        row.finished_at = now - timedelta(days=days)
        row.save()
    forget_finished(now)
    assert {*DBTaskResult.objects.all()} == {new, waiting}
