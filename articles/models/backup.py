from datetime import timedelta

from django.db import models

# A backup that is being made gives a sign so often, and is taken for killed after so
# long without one: other writers may keep it from giving some.
SIGN_EVERY = timedelta(minutes=1)
SILENT = timedelta(minutes=10)
KILLED = (
    "It was killed, or the machine stopped, before it was done; no backup was made. "
    "The next one clears away what it left."
)


class Backup(models.Model):
    """An archive that was made, whole and checked, of everything the site holds.

    ``name`` is its file's; ``size`` in bytes. The archive itself does not hold its
    own row, which is written after it.
    """

    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()

    class Meta:
        get_latest_by = "at"
        indexes = [models.Index(fields=["at"], name="last_backup")]

    def __str__(self):
        return self.name


class FailedBackup(models.Model):
    """That the last backup failed or is not done: one row at most, none after a good.

    ``problem``: why, in sentences for owners. Empty for one that is being made: ``at``
    is then its last sign of life, for one that is killed cannot say so any more.
    """

    at = models.DateTimeField()
    problem = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="failed_backup_is_one_row"
            )
        ]

    def __str__(self):
        return self.problem

    @classmethod
    def note(cls, at, problem):
        cls.objects.update_or_create(pk=1, defaults={"at": at, "problem": problem})

    @classmethod
    def note_begun(cls, at):
        cls.note(at, "")

    @classmethod
    def give_sign(cls, now):
        cls.objects.filter(pk=1, problem="").update(at=now)

    @classmethod
    def note_killed(cls, now):
        """True to the first who finds that one has been silent for too long."""
        silent = cls.objects.filter(pk=1, problem="", at__lt=now - SILENT)
        return silent.exists() and bool(silent.update(problem=KILLED))


def failure(at, problem, now):
    """Why the backup failed of which this is noted; empty if it may be alive."""
    if at is None or problem:
        return problem
    return KILLED if at < now - SILENT else ""
