"""Whether somebody is at work in the background."""

from datetime import timedelta

from django.db import models

# A worker gives a sign so often, and is taken for stopped after so long without one:
# it may have to wait 20 seconds for its turn to write.
EVERY = timedelta(seconds=15)
SILENT = timedelta(minutes=1, seconds=30)


class WorkerSign(models.Model):
    """When the task worker of a machine last gave a sign of life, busy or idle."""

    machine = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.machine}, {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def give(cls, machine, now):
        cls.objects.update_or_create(machine=machine, defaults={"at": now})

    @classmethod
    def is_heard(cls, now):
        """Has a worker of any machine given one lately? A clock may differ a little."""
        return cls.objects.filter(at__gt=now - SILENT).exists()
