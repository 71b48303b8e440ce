from django.db import models


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
    """That the last backup failed: one row at most, and none after a good one.

    ``problem``: why, in sentences for owners.
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
