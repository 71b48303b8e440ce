"""Which rows the demo practice made, and how they stood: so that it can leave."""

import hashlib
import json

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

# What the site itself may set on an untouched row.
UNCOUNTED = {
    "created_at",
    "edited_at",
    "edited_by",
    "version",
    "entry",
    "listing",
    "author_mark",
    "author_name",
    "draft_digest",
    "created_by",
}


class DemoRecord(models.Model):
    """One row of the demo practice and its fingerprint when it was loaded."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="one_demo_record_a_row"
            )
        ]

    def __str__(self):
        return f"{self.content_type} {self.object_id}"

    @classmethod
    def note(cls, thing):
        """Remember a row of the demo as it stands now."""
        cls.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(thing),
            object_id=thing.pk,
            defaults={"fingerprint": fingerprint(thing)},
        )

    @property
    def is_edited(self):
        return self.thing is not None and fingerprint(self.thing) != self.fingerprint


def fingerprint(thing):
    """SHA-256 of a row's own columns, and of the whole draft of an article."""
    thing.refresh_from_db()
    values = {
        field.attname: field.value_from_object(thing)
        for field in thing._meta.concrete_fields
        if field.name not in UNCOUNTED
    }
    if hasattr(thing, "draft"):
        values["draft"] = thing.draft().to_dict()
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
