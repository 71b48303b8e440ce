"""The entries of an import, each kept until it is decided what becomes of it."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from articles.citations.comparing import merged
from articles.citations.source_keys import is_typable
from articles.models.import_library import keyless
from articles.models.reference import Reference
from articles.models.reference_key import ReferenceKey
from articles.models.reference_origin import ReferenceOrigin
from articles.models.texts import CharField, TextField


class ImportedRecordQuerySet(models.QuerySet):
    def open(self):
        """Those about which nobody has decided yet."""
        return self.filter(decision=self.model.Decision.OPEN)

    def waiting_elsewhere(self):
        """Open ones for which the same entry waits in an import before theirs."""
        same = self.model.objects.open().filter(
            batch__lt=models.OuterRef("batch"),
            source_key=models.OuterRef("source_key"),
            raw=models.OuterRef("raw"),
        )
        return self.open().filter(models.Exists(same))

    def for_review(self):
        """With the works that they are or may be. One query."""
        return self.select_related("reference", "twin", "twin__reference")

    def decide(self, decision, *, by=None):
        self.open().update(decision=decision, decided_by=by, decided_at=timezone.now())


class ImportedRecord(models.Model):
    """One entry: what was read, what it seems to be, and what was decided."""

    class Verdict(models.TextChoices):
        NEW = "new", "New"
        CHANGED_THERE = "there", "Changed in the file"
        CHANGED_BOTH = "both", "Changed in both"
        DUPLICATE = "duplicate", "Probable duplicate"
        REPEATED = "repeated", "Key used twice in the file"
        UNREAD = "unread", "Could not be read"
        CHANGED_HERE = "changed", "Changed here"
        HERE = "here", "Already here"

    class Decision(models.TextChoices):
        OPEN = "open", "To be decided"
        ADDED = "added", "Added"
        UPDATED = "updated", "Taken over"
        KEPT = "kept", "Left as it is here"
        SAME = "same", "Same work"
        SKIPPED = "skipped", "Left out"

    # Nothing has to be decided about these.
    SETTLED = (Verdict.HERE, Verdict.CHANGED_HERE)

    batch = models.ForeignKey(
        "articles.ReferenceImport", on_delete=models.CASCADE, related_name="records"
    )
    position = models.PositiveIntegerField()
    source_key = CharField(max_length=300, blank=True)
    raw = TextField(blank=True)
    item = models.JSONField(null=True)
    proposed_title = TextField(blank=True)
    problem = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    # Where a service answered: {"how", "service", "notices"}.
    found = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # The work that this is, or may be; and what the source had of it last time.
    reference = models.ForeignKey(
        Reference, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The earlier entry of the same file that this one resembles.
    twin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
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

    objects = ImportedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["decision", "verdict"], name="undecided")]

    def __str__(self):
        return f"{self.position}. {self.source_key or self.raw[:60]}"

    @property
    def work(self):
        """The work of the library that this is or may be; it may query."""
        work = self.reference or (self.twin and self.twin.reference)
        while work and work.merged_into_id:
            work = work.merged_into
        return work

    def take_over(self, choices, *, by=None, version=None, decision=None):
        """Write the chosen fields into the work; did that change it?

        ``choices``: {field: "here", "there" or "base"}; ``version``: the one that was
        shown. The entry is formatted by the caller, outside a transaction. Raises
        ReferenceChanged.
        """
        with transaction.atomic():
            work = self.work
            item = merged(self.base or work.item, work.item, self.item, choices)
            why = f"From “{self.batch.name}”"[:200]
            change = work.write(item, by=by, what="imported", version=version, why=why)
            self.remember(work)
            self.reference = work
            self.decide(decision or self.Decision.UPDATED, by=by)
        return change is not None

    def keep(self, *, by=None):
        """Leave the work as it is here; the source's version is not offered again."""
        with transaction.atomic():
            self.remember(self.work)
            self.decide(self.Decision.KEPT, by=by)

    def skip(self, *, by=None):
        self.decide(self.Decision.SKIPPED, by=by)

    def decide(self, decision, *, by=None):
        self.decision, self.decided_by = decision, by
        self.decided_at = timezone.now()
        self.save(update_fields=["decision", "decided_by", "decided_at", "reference"])

    def remember(self, work):
        """What the source has of the work, and its key there as an alias."""
        if not self.origin_key or not self.item:
            return
        # What our own export says in another format is less than the work itself.
        is_own = self.source_key == work.key and self.batch.format in {"RIS", "BibTeX"}
        if is_own and not work.origins.filter(source_key=self.source_key).exists():
            return
        ReferenceOrigin.objects.update_or_create(
            reference=work, source_key=self.origin_key, defaults={"item": self.item}
        )
        if self.has_typable_key:
            ReferenceKey.objects.get_or_create(
                key=self.source_key, defaults={"reference": work}
            )

    def origin(self, work):
        return ReferenceOrigin(
            reference=work, source_key=self.origin_key, item=self.item
        )

    @property
    def origin_key(self):
        return self.source_key or keyless(self.batch.format)

    @property
    def has_typable_key(self):
        """Whether the key in the source can be an alias; running numbers are none."""
        return is_typable(self.source_key) and not self.source_key.isdecimal()


Verdict, Decision = ImportedRecord.Verdict, ImportedRecord.Decision
