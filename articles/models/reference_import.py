"""Files and lists brought into the library, each entry kept until it is decided."""

from django.conf import settings
from django.db import models

from articles.models.reference import Reference


class ReferenceImport(models.Model):
    """One file or pasted list, from being sent to the last decision."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        REVIEW = "review", "To be looked through"
        DONE = "done", "Done"
        FAILED = "failed", "Could not be read"

    name = models.CharField(max_length=200)
    format = models.CharField(max_length=40, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    # What was sent, until it has been read.
    content = models.BinaryField(default=bytes, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return self.name


class ImportedRecord(models.Model):
    """One entry of an import: what was read, what it seems to be, what was decided."""

    class Verdict(models.TextChoices):
        NEW = "new", "New"
        HERE = "here", "Already here"
        CHANGED_THERE = "there", "Changed there"
        CHANGED_HERE = "changed", "Changed here"
        CHANGED_BOTH = "both", "Changed in both"
        DUPLICATE = "duplicate", "Probable duplicate"
        REPEATED = "repeated", "Key used twice in the file"
        UNREAD = "unread", "Could not be read"

    class Decision(models.TextChoices):
        OPEN = "open", "To be decided"
        ADDED = "added", "Added"
        UPDATED = "updated", "Taken over"
        KEPT = "kept", "Left as it is here"
        SAME = "same", "Same work"
        SKIPPED = "skipped", "Left out"

    batch = models.ForeignKey(
        ReferenceImport, on_delete=models.CASCADE, related_name="records"
    )
    position = models.PositiveIntegerField()
    source_key = models.CharField(max_length=300, blank=True)
    raw = models.TextField(blank=True)
    item = models.JSONField(null=True)
    proposed_title = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # The work that this is, or may be; and what the source had of it last time.
    reference = models.ForeignKey(
        Reference, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    base = models.JSONField(null=True)
    evidence = models.CharField(max_length=200, blank=True)
    decision = models.CharField(
        max_length=10, choices=Decision.choices, default=Decision.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["decision", "verdict"], name="undecided")]

    def __str__(self):
        return f"{self.position}. {self.source_key or self.raw[:60]}"


class ReferenceOrigin(models.Model):
    """A work as another library has it: what a later import is compared with."""

    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, related_name="origins"
    )
    source_key = models.CharField(max_length=300, db_index=True)
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
