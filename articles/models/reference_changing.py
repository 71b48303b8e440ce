"""How a work is changed, confirmed and merged, each act kept in its history."""

from django.db import models, transaction
from django.utils import timezone

from articles.models.generation import Generation
from articles.models.library import PRINTED
from articles.models.reference_key import ReferenceKey
from articles.models.reference_known import is_confirmation_void

# What of a work an editor can change, beside its item.
EDITED_COLUMNS = ("confirmation", "confirmed_on", "confirmed_by_id", "note")


class ReferenceChanged(Exception):
    """Somebody else has changed the work since it was read."""


class CannotMerge(Exception):
    """Two works cannot become one; the message is for the administrator."""


class Changing(models.Model):
    """The acts on a work; its columns are on Reference."""

    class Meta:
        abstract = True

    def state(self):
        """What the history keeps of the work, as JSON."""
        columns = {name: getattr(self, name) for name in EDITED_COLUMNS}
        day = columns["confirmed_on"]
        return {
            "item": self.item,
            **columns,
            "confirmed_on": day and str(day),
        }

    def write(self, item, *, by=None, what="edited", version=None, why="", **columns):
        """Change the work, note it in its history and mark the pages that cite it.

        ``version``: the one that the editor saw; ``what``: a ``ReferenceChange.What``;
        ``why``: in a few words; ``columns``: new values of other columns. The
        ReferenceChange, or None where nothing changed. Raises ReferenceChanged. The
        entry is formatted by the caller, outside a transaction.
        """
        with transaction.atomic():
            before = type(self).everything.select_for_update().get(pk=self.pk)
            if version not in (None, before.version):
                raise ReferenceChanged
            self.item = {**item, "id": self.key}
            self.version = before.version
            for name in PRINTED:
                setattr(self, name, getattr(before, name))
            for name, value in columns.items():
                setattr(self, name, value)
            if is_confirmation_void(before, self):
                self.confirmation = "none"
                self.confirmed_on = self.confirmed_by = None
            if self.state() == before.state():
                return None
            self.version += 1
            self.save()
            if self.item != before.item:
                self.checks.forget_outdated(self)
                self.notices.forget_outdated(self)
                self.citations.mark_pages_stale(timezone.now())
                Generation.bump()
            return self.changes.create(
                what=what, before=before.state(), after=self.state(), by=by, note=why
            )

    def confirm(self, how, *, by=None, on=None, note=""):
        """Say how the work is known, from a service's answer or a person's word."""
        return self.write(
            self.item,
            by=by,
            what="confirmed",
            confirmation=how,
            confirmed_on=on or timezone.localdate(),
            confirmed_by=by,
            **({"note": note} if note else {}),
        )

    def absorb(self, other, *, by=None):
        """Make ``other`` one with this work; the ReferenceChange, which can be undone.

        The other's keys become aliases of this work, so no text has to be touched;
        its record is kept. Raises CannotMerge.
        """
        if self.pk == other.pk:
            raise CannotMerge("A work cannot be merged with itself.")
        with transaction.atomic():
            pair = type(self).everything.select_for_update().order_by("pk")
            pair = pair.filter(pk__in=(self.pk, other.pk))
            if any(reference.merged_into_id for reference in pair):
                raise CannotMerge("One of the two has been merged already.")
            keys = list(other.keys.values_list("key", flat=True))
            self.take_keys(keys)
            other.merged_into = self
            other.save(update_fields=["merged_into"])
            self.citations.model.objects.renew([self, other])
            return self.changes.create(
                what="merged", other=other, details={"keys": keys}, by=by
            )

    def take_keys(self, keys):
        ReferenceKey.objects.filter(key__in=keys).update(reference=self)
