import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.management.commands.task_worker import machine_name, put_back

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
