"""Files and lists brought into the library, each entry kept until it is decided."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q

from articles.models.generation import Generation
from articles.models.import_library import library_judge, pks_by_key
from articles.models.import_writing import CHUNK, add_works, store, take
from articles.models.imported_record import Decision, ImportedRecord, Verdict
from articles.models.reference import Reference
from articles.models.reference_key import ReferenceKey
from articles.models.reference_origin import ReferenceOrigin
from articles.models.texts import CharField, TextField

ATTEMPTS = 3


class ReferenceImport(models.Model):
    """One file or pasted list, from being sent to the last decision."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        REVIEW = "review", "To be looked through"
        DONE = "done", "Done"
        FAILED = "failed", "Could not be read"

    name = CharField(max_length=200)
    format = models.CharField(max_length=40, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    # What was sent, until it has been read.
    content = models.BinaryField(default=bytes, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    problem = TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["state"], name="imports_by_state")]

    def __str__(self):
        return self.name

    @property
    def is_being_read(self):
        return self.state in {self.State.WAITING, self.State.READING}

    def fail(self, problem):
        self.state, self.problem, self.content = self.State.FAILED, problem, b""
        self.save(update_fields=["state", "problem", "content"])

    def note_progress(self, done, total):
        type(self).objects.filter(pk=self.pk).update(
            state=self.State.READING, done=done, total=total
        )

    def keep(self, format, judged):
        """Store what was read, as [(record, judgement)]; one transaction.

        Whoever comes second, where two have read the same file, changes nothing.
        """
        with transaction.atomic():
            batch = type(self).objects.select_for_update().get(pk=self.pk)
            if not batch.is_being_read:
                return
            store(batch, judged)
            batch.format, batch.content = format, b""
            batch.total = batch.done = len(judged)
            is_settled = not batch.records.open().exists()
            is_done = is_settled and not batch.unremembered()
            batch.state = self.State.DONE if is_done else self.State.REVIEW
            batch.save()
        self.refresh_from_db()

    def counts(self):
        """{verdict: (how many, how many to be decided)}. One query."""
        rows = (
            self.records.order_by()
            .values("verdict")
            .annotate(
                number=Count("pk"),
                waiting=Count("pk", filter=Q(decision=Decision.OPEN)),
            )
        )
        found = {row["verdict"]: (row["number"], row["waiting"]) for row in rows}
        return {verdict: found.get(verdict, (0, 0)) for verdict in Verdict}

    def judge_again(self):
        """Look once more whether what was new is still new; how many are not.

        The library may have got the same works from elsewhere in the meantime.
        """
        judge = library_judge(self.format, since=self.at)
        changed = []
        works = pks_by_key()
        records = list(self.records.filter(verdict=Verdict.NEW).open())
        for record in records:
            judgement = judge.judge(record)
            if judgement.verdict not in {Verdict.NEW, Verdict.REPEATED} and (
                judgement.key
            ):
                take(record, judgement, works)
                changed.append(record)
        self.records.bulk_update(
            changed, ["verdict", "decision", "reference_id", "base", "evidence"]
        )
        return len(changed)

    def replace_record(self, record, item, proposed_title, found):
        """Put a service's record in the place of what was typed, and judge it."""
        record.item, record.found, record.proposed_title = item, found, proposed_title
        record.problem, record.remarks, record.twin = "", [], None
        judgement = library_judge(self.format).judge(record)
        take(record, judgement, pks_by_key())
        record.save()

    def add_new(self, *, by=None, with_proposed_titles=False):
        """Add every new work that waits; the number added, the number found here.

        The entries are formatted by the caller, outside a transaction.
        """
        already_here = self.judge_again()
        new = self.records.filter(verdict=Verdict.NEW).open()
        waiting = list(new.values_list("pk", flat=True))
        titles = waiting if with_proposed_titles else ()
        added = sum(
            self.add(waiting[start : start + CHUNK], by=by, titles=titles)
            for start in range(0, len(waiting), CHUNK)
        )
        return added, already_here

    def add(self, pks, *, by=None, titles=()):
        """Add these entries as works of their own; how many. One transaction.

        ``titles``: the entries whose proposed title is taken.
        """
        for attempt in range(ATTEMPTS):
            try:
                return self._add(list(pks), by, set(titles))
            except IntegrityError:
                # Somebody else took one of the keys at the same moment.
                if attempt == ATTEMPTS - 1:
                    raise
        return 0

    @transaction.atomic
    def _add(self, pks, by, titles):
        Generation.hold()
        waiting = self.records.select_for_update().filter(pk__in=pks).open()
        records = list(waiting.filter(item__isnull=False))
        add_works(records, self, by, titles)
        if records:
            Generation.bump()
        return len(records)

    def take_over_all(self, *, by=None):
        """Take over what changed in the file alone; the works' primary keys.

        Each entry is compared with the work as it stands now, so what was edited here
        in the meantime stays.
        """
        waiting = self.records.filter(verdict=Verdict.CHANGED_THERE).open()
        changed = []
        for record in waiting.for_review():
            record.batch = self
            if record.work and record.take_over({}, by=by):
                changed.append(record.work.pk)
        return changed

    def unformatted(self):
        """The works of this import, added now or before, that have no entry yet."""
        settled = self.records.filter(decision__in=(Decision.ADDED, Decision.KEPT))
        return Reference.objects.filter(pk__in=settled.values("reference"), entry="")

    def finish(self, *, by=None):
        """Leave out what is undecided; remember the keys of what was here already."""
        with transaction.atomic():
            self.records.all().decide(Decision.SKIPPED, by=by)
            self.remember_here()
            self.state = self.State.DONE
            self.save(update_fields=["state"])

    def finish_if_decided(self, *, by=None):
        """Close the list once nothing waits any more."""
        if self.state == self.State.REVIEW and not self.records.open().exists():
            self.finish(by=by)

    def remember_here(self):
        """Note the keys that works which were here already have in the source."""
        unknown = self.unremembered()
        ReferenceOrigin.objects.bulk_create(
            (record.origin(record.reference) for record in unknown),
            ignore_conflicts=True,
        )
        ReferenceKey.objects.bulk_create(
            (
                ReferenceKey(key=record.source_key, reference=record.reference)
                for record in unknown
                if record.has_typable_key
            ),
            ignore_conflicts=True,
        )

    def unremembered(self):
        """The entries that were here already under a key not known yet."""
        known = set(ReferenceOrigin.objects.values_list("reference_id", "source_key"))
        here = self.records.filter(verdict__in=ImportedRecord.SETTLED)
        here = here.filter(reference__isnull=False).select_related("reference")
        return [
            record
            for record in here
            if record.origin_key
            and (record.reference_id, record.origin_key) not in known
            and record.source_key != record.reference.key
        ]
