"""What is known of a work's state in the world: checks made, and notices found.

Apart from the work itself, so that a check never overwrites what an editor saves.
"""

from django.conf import settings
from django.db import models

from articles.models.reference import Reference


class ReferenceCheck(models.Model):
    """The last answer to one question about a work; one row a question."""

    class Kind(models.TextChoices):
        DOI = "doi", "DOI"
        URL = "url", "Web address"
        NOTICES = "notices", "Retractions and corrections"
        IDENTITY = "identity", "Is this the work?"

    class State(models.TextChoices):
        UNKNOWN = "unknown", "Unknown"
        OK = "ok", "In order"
        # Not found, but on fewer than three days.
        FAILING = "failing", "Not found lately"
        DEAD = "dead", "Dead"
        BLOCKED = "blocked", "Blocked by the site"
        # The identifier belongs to a work with another title, or to none.
        QUESTION = "question", "Have you seen this source?"

    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, related_name="checks"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.UNKNOWN
    )
    # What was asked about; a changed DOI or address makes the answer void.
    subject = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    # ISO dates of the days in a row on which nothing was found.
    failed_on = models.JSONField(default=list)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "kind"], name="one_check_a_question"
            )
        ]
        indexes = [models.Index(fields=["kind", "state"], name="check_state")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_state_display()}"


class Notice(models.Model):
    """A retraction, concern or correction of a work, as a service reported it."""

    class Kind(models.TextChoices):
        RETRACTION = "retraction", "Retraction"
        PARTIAL = "partial_retraction", "Partial retraction"
        WITHDRAWAL = "withdrawal", "Withdrawal"
        REMOVAL = "removal", "Removal"
        CONCERN = "expression_of_concern", "Expression of concern"
        CORRECTION = "correction", "Correction"

    class Decision(models.TextChoices):
        OPEN = "open", "To look at"
        CONFIRMED = "confirmed", "Confirmed"
        ON_PURPOSE = "on_purpose", "Checked, cited on purpose"
        NOT_THIS = "not_this", "Does not concern this work"

    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=24, choices=Kind.choices)
    # The notice's own DOI, or "pmid:…"; several services report one notice.
    notice_id = models.CharField(max_length=255, blank=True)
    published_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=80)
    details = models.JSONField(default=dict)
    found_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(
        max_length=10, choices=Decision.choices, default=Decision.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-published_on", "-found_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "kind", "notice_id"], name="one_row_a_notice"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.reference_id}"
