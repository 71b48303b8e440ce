"""A work as another library has it."""

from django.db import models

from articles.models.reference import Reference
from articles.models.texts import CharField


class ReferenceOrigin(models.Model):
    """What a source had of a work last time: what a later import is compared with."""

    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, related_name="origins"
    )
    source_key = CharField(max_length=300, db_index=True)
    item = models.JSONField()
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "source_key"], name="one_origin_a_key"
            )
        ]

    def __str__(self):
        return self.source_key
