"""A change of a work that waits, for example until it is complete."""

from django.conf import settings
from django.db import models

from articles.models.reference import Reference


class PendingChange(models.Model):
    """At most one a work; ``version`` is the work's own when the change was begun."""

    reference = models.OneToOneField(
        Reference, on_delete=models.CASCADE, related_name="pending"
    )
    item = models.JSONField()
    version = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"Waiting change of {self.reference_id}"
