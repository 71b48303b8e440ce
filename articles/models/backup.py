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
