"""The background worker, which first takes up again what it left undone.

While it runs, it gives signs of life: whoever waits for a task is told whether the
worker is busy or has stopped.
"""

import contextlib
import logging
import socket
from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.models import DBTaskResult

from articles.management.signs import signs_of_life
from articles.models import EVERY, FailedBackup, WorkerSign
from articles.models.backup import KILLED
from articles.tasks import fill_what_is_missing, plan_listings, rerender_what_was_left

FORTNIGHT = timedelta(days=14)

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run background tasks, beginning with those that a killed worker left."

    def add_arguments(self, parser):
        parser.add_argument(
            "--batch", action="store_true", help="End when no task is waiting."
        )

    def handle(self, *, batch, verbosity, **options):
        machine = machine_name()
        count = put_back(machine)
        if count and verbosity:
            self.stdout.write(f"{count} unfinished tasks start again.")
        forget_finished(timezone.now())
        rerender_what_was_left()
        fill_what_is_missing()
        plan_listings()
        # Which ends with its tasks is none that anybody waits for.
        signs = signs_of_life(partial(tell_of_itself, machine), EVERY)
        with contextlib.nullcontext() if batch else signs:
            call_command(
                "db_worker",
                reload=False,
                startup_delay=False,
                worker_id=f"{machine}:{get_random_string(12)}",
                batch=batch,
                verbosity=verbosity,
            )


def tell_of_itself(machine, now):
    """And of a backup of which nobody is left to tell; what is logged so is mailed."""
    WorkerSign.give(machine, now)
    if FailedBackup.note_killed(now):
        logger.error("manage.py backup: %s", KILLED)


def machine_name():
    """A worker's id may have 64 characters; 12 and a colon are for the process."""
    return socket.gethostname()[:48]


def put_back(machine):
    """Make tasks ready again that a worker of this machine had begun; how many.

    A worker that is killed leaves its task running for ever. A task of a second
    worker that is alive on the same machine may be run twice, which every task
    allows.
    """
    left = [
        task
        for task in DBTaskResult.objects.running()
        if task.worker_ids and task.worker_ids[-1].startswith(f"{machine}:")
    ]
    for task in left:
        DBTaskResult.objects.filter(pk=task.pk, status="RUNNING").update(
            status="READY", started_at=None
        )
    return len(left)


def forget_finished(now):
    """A task that ended leaves a row, which nobody looks at for long."""
    ended = DBTaskResult.objects.finished()
    ended.filter(finished_at__lt=now - FORTNIGHT).delete()
