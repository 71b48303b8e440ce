"""The background worker, which first takes up again what it left undone."""

import socket

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.crypto import get_random_string
from django_tasks_db.models import DBTaskResult


class Command(BaseCommand):
    help = "Run background tasks, beginning with those that a killed worker left."

    def add_arguments(self, parser):
        parser.add_argument(
            "--batch", action="store_true", help="End when no task is waiting."
        )

    def handle(self, *, batch, verbosity, **options):
        try:
            self.work(machine_name(), batch=batch, verbosity=verbosity)
        except OperationalError as error:
            reason = str(error).strip().partition("\n")[0]
            raise CommandError(f"The database does not answer: {reason}") from error

    def work(self, machine, **options):
        count = put_back(machine)
        if count and options["verbosity"]:
            self.stdout.write(f"{count} unfinished tasks start again.")
        call_command(
            "db_worker",
            reload=False,
            startup_delay=False,
            worker_id=f"{machine}:{get_random_string(12)}",
            **options,
        )


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
