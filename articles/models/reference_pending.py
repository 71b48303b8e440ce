"""A change of a work that waits, for example until it is complete."""

from django.conf import settings
from django.db import models, transaction

from articles.citations.comparing import differences, merged
from articles.models.reference import Reference
from articles.models.reference_changing import ReferenceChanged
from articles.models.texts import CharField


class PendingChange(models.Model):
    """At most one a work; ``base`` is the work's own item when the change was begun."""

    reference = models.OneToOneField(
        Reference, on_delete=models.CASCADE, related_name="pending"
    )
    item = models.JSONField()
    base = models.JSONField(default=dict)
    note = CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"Waiting change of {self.reference_id}"

    @classmethod
    def keep(cls, reference, item, *, by=None, version=None, **columns):
        """Let a change of the item wait; one that waited already is replaced.

        ``columns``, which no reader sees, are changed at once. Raises
        ReferenceChanged if the work is not at ``version`` any more.
        """
        with transaction.atomic():
            stored = Reference.objects.select_for_update().get(pk=reference.pk)
            base = stored.item
            stored.write(base, by=by, version=version, **columns)
            return cls.objects.update_or_create(
                reference=stored, defaults={"item": item, "base": base, "by": by}
            )[0]

    @property
    def is_outdated(self):
        """Has the work itself been changed since?"""
        return self.reference.item != self.base

    def compared(self):
        """Field by field: when it was begun, as it stands now, as it waits."""
        return differences(self.base, self.reference.item, self.item)

    def taken_in(self):
        """The work as it stands now with the fields that this changes."""
        here = self.reference.item
        fields = self.compared().fields
        choices = {
            field.field: "there" for field in fields if field.base != field.there
        }
        return {**merged(self.base, here, self.item, choices), "id": here["id"]}

    def publish(self, *, by=None):
        """Make the change; the ReferenceChange. Raises ReferenceChanged."""
        with transaction.atomic():
            works = Reference.objects.select_for_update()
            self.reference = works.get(pk=self.reference_id)
            if self.is_outdated:
                raise ReferenceChanged
            change = self.reference.write(self.item, by=by, what="pending")
            self.delete()
            return change
