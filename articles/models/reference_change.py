"""The history of the library: who changed what and when, and how it is taken back."""

import json

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone

from articles.models.citation import Citation
from articles.models.reference import Reference
from articles.models.reference_changing import EDITED_COLUMNS
from articles.models.texts import CharField

LATER = "This work has been changed since. Take back the later changes first."
MERGED = "This work has been merged into another. Take that back first."
ADDED = "That a work was added is not taken back. Delete the reference instead."


class CannotUndo(Exception):
    """A change cannot be taken back; the message is for the administrator."""


class ReferenceChange(models.Model):
    """One change of a work; ``before`` and ``after`` are what ``state()`` gave."""

    class What(models.TextChoices):
        ADDED = "added", "Added"
        EDITED = "edited", "Edited"
        IMPORTED = "imported", "Changed by an import"
        CONFIRMED = "confirmed", "Confirmed"
        PENDING = "pending", "Waiting change published"
        MERGED = "merged", "Merged"
        UNDONE = "undone", "Taken back"

    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, related_name="changes"
    )
    what = models.CharField(max_length=10, choices=What.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    # The work that was merged into this one, and what came with it.
    other = models.ForeignKey(
        Reference, on_delete=models.CASCADE, null=True, related_name="+"
    )
    details = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    note = CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.get_what_display()}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def can_be_undone(self):
        return self.undone_at is None and self.what != self.What.ADDED

    def undo(self, *, by=None):
        """Take this change back; raises CannotUndo with a sentence.

        The entry is formatted by the caller, outside a transaction.
        """
        with transaction.atomic():
            works = Reference.everything.select_for_update().order_by("pk")
            list(works.filter(pk__in=(self.reference_id, self.other_id)))
            self.refresh_from_db()
            if self.what == self.What.ADDED:
                raise CannotUndo(ADDED)
            if self.undone_at:
                raise CannotUndo("This has been taken back already.")
            if self.reference.merged_into_id:
                raise CannotUndo(MERGED)
            if self.what == self.What.MERGED:
                self._part(by)
            else:
                self._put_back(by)
            self.undone_at = timezone.now()
            self.save(update_fields=["undone_at"])

    def _put_back(self, by):
        before, after = (with_accounts(state) for state in (self.before, self.after))
        if json.loads(json.dumps(self.reference.state())) != after:
            raise CannotUndo(LATER)
        columns = {name: before[name] for name in EDITED_COLUMNS}
        self.reference.write(before["item"], by=by, what=self.What.UNDONE, **columns)
        # A decision about a notice goes with the mark that it had set.
        if "notice" in self.details:
            notices = self.reference.notices.filter(pk=self.details["notice"])
            notices.update(decision=self.details["decision"])

    def _part(self, by):
        """The other work stands for itself again, with the keys that it brought."""
        self.other.take_keys(self.details["keys"])
        self.other.merged_into = None
        self.other.save(update_fields=["merged_into"])
        Citation.objects.renew([self.reference, self.other])
        self.reference.changes.create(what=self.What.UNDONE, other=self.other, by=by)


def with_accounts(state):
    """What the history kept, without an account that has been deleted since."""
    accounts = get_user_model().objects
    if accounts.filter(pk=state["confirmed_by_id"]).exists():
        return state
    return {**state, "confirmed_by_id": None}
