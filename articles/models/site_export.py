"""Everything that the site holds, made ready as one file for somebody to take."""

import re
import shutil
import socket
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import models

KEPT_FOR = timedelta(days=1)
# The largest sites take minutes; after so long nobody is at work any more.
GIVEN_UP_AFTER = timedelta(hours=3)
# Within this a worker that runs has begun.
SOON = timedelta(minutes=2)


# Exports, files that somebody brings in, and folders that a killed process left.
OURS = re.compile(r"[0-9]+\.zip|parcel-[0-9]+-[0-9a-f]+|(making|looking)-[0-9a-z_]+")


def remove(path):
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def machine_name():
    return socket.gethostname()[:100]


class SiteExport(models.Model):
    """One ZIP file, from being asked for until it is removed a day later.

    The file stands in ``EXPORT_ROOT``, which no address of the site leads to.
    ``machine``: the one that has it. ``size`` in bytes.
    """

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    machine = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    problem = models.TextField(blank=True)
    missing = models.JSONField(default=list)

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self):
        return f"Export of {self.asked_at:%Y-%m-%d %H:%M}"

    @classmethod
    def latest(cls, now):
        """The newest one that is not to be removed yet, or None. One query."""
        return cls.objects.filter(asked_at__gt=now - KEPT_FOR).first()

    @classmethod
    def forget_old(cls, now):
        """Remove what is older than a day: rows, and what lies on this machine.

        Nothing else that may stand in the folder is ours.
        """
        limit = now - KEPT_FOR
        cls.objects.filter(asked_at__lte=limit).delete()
        for path in Path(settings.EXPORT_ROOT).glob("*"):
            if OURS.fullmatch(path.name) and path.lstat().st_mtime < limit.timestamp():
                remove(path)

    @property
    def path(self):
        return Path(settings.EXPORT_ROOT) / f"{self.pk}.zip"

    @property
    def ends_at(self):
        return self.asked_at + KEPT_FOR

    def is_coming(self, now):
        """Is it waited for?"""
        is_open = not (self.ready_at or self.problem)
        return is_open and now - (self.begun_at or self.asked_at) < GIVEN_UP_AFTER

    def is_stuck(self, now):
        """Has no worker begun with it, although one should have?"""
        return self.begun_at is None and now - self.asked_at > SOON

    def begin(self, now):
        self.begun_at, self.machine, self.problem = now, machine_name(), ""
        self.save(update_fields=["begun_at", "machine", "problem"])

    def finish(self, missing, now):
        self.ready_at, self.size = now, self.path.stat().st_size
        self.missing = missing
        self.save(update_fields=["ready_at", "size", "missing"])

    def fail(self, problem):
        self.problem = problem
        self.save(update_fields=["problem"])
