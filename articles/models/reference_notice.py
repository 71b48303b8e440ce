"""Retractions, concerns and corrections of works, and what was decided about them."""

import calendar
from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from articles.models.reference import Reference
from articles.models.reference_health import subject_of
from articles.models.texts import CharField

# What takes a work out of the record, wholly or in part.
SERIOUS = ("retraction", "partial_retraction", "withdrawal", "removal")


class NoticeQuerySet(models.QuerySet):
    def serious(self):
        return self.filter(kind__in=SERIOUS)

    def to_decide(self):
        return self.filter(decision=Notice.Decision.OPEN)

    def that_count(self):
        """Without those that turned out to concern another work."""
        return self.exclude(decision=Notice.Decision.NOT_THIS)

    def cited_in(self, article, publications):
        """Notices of what this article cites, in its draft or in ``publications``."""
        cited = article.citations.filter(
            models.Q(publication=None) | models.Q(publication__in=publications)
        )
        return self.that_count().filter(reference__in=cited.values("reference"))

    def note(self, reference, found, *, subject):
        """Keep what a service reported of ``subject``; the notices that are new.

        ``found``: objects with kind, notice_id, date (numbers from the year on),
        source and label. A decision that was made stands.
        """
        with transaction.atomic():
            held = Reference.objects.select_for_update().filter(pk=reference.pk)
            current = held.first()
            if current is None or subject_of(current, "notices") != subject:
                return []
            known = list(current.notices.all())
            before = len(known)
            # Under their DOI first, so that other names of the same notice join it.
            for report in sorted(found, key=lambda report: not is_doi(report)):
                twin = next((n for n in known if n.is_reported_by(report)), None)
                if twin is None:
                    known.append(current.notices.create(**columns_of(report, subject)))
                elif is_doi(report) and not is_doi(twin):
                    columns = columns_of(report, subject)
                    columns["details"] = {**twin.details, **columns["details"]}
                    self.filter(pk=twin.pk).update(**columns)
            return known[before:]

    def forget_outdated(self, reference):
        """Drop reports of what this work no longer is, unless somebody decided."""
        subject = subject_of(reference, "notices")
        for notice in self.filter(reference=reference).to_decide():
            if notice.details.get("subject", subject) != subject:
                notice.delete()


def is_doi(notice):
    return notice.notice_id.startswith("10.")


def columns_of(report, subject):
    return {
        "kind": report.kind,
        "notice_id": report.notice_id[:255],
        "published_on": day_of(report.date),
        "source": report.source[:80],
        "details": {
            "date": list(report.date),
            "label": report.label,
            "subject": subject,
        },
    }


def day_of(parts):
    """The first day that the parts of a date leave open; None without a year."""
    if not parts or not 1 <= parts[0] <= 9999:
        return None
    year, month, day = (*parts, 1, 1)[:3]
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


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
    note = CharField(max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-found_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "kind", "notice_id"], name="one_row_a_notice"
            )
        ]
        indexes = [
            models.Index(
                fields=["decision", "kind", "reference"], name="notices_by_decision"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.reference_id}"

    @property
    def is_serious(self):
        return self.kind in SERIOUS

    def is_reported_by(self, report):
        """Is it this notice, perhaps under the name that another service gives it?

        Crossref names notices by DOI, PubMed by its own numbers; a notice of the same
        kind and year under two kinds of name is one.
        """
        if self.kind != report.kind:
            return False
        if self.notice_id == report.notice_id[:255]:
            return True
        theirs, ours = report.date[:1], self.details.get("date", [])[:1]
        is_same_year = not theirs or not ours or theirs[0] == ours[0]
        return is_doi(self) != is_doi(report) and is_same_year

    @property
    def url(self):
        """Where the notice itself can be read; "" if nobody said where."""
        pmid = self.notice_id.removeprefix("pmid:")
        if pmid != self.notice_id:
            return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isdigit() else ""
        return (
            f"https://doi.org/{self.notice_id}" if self.notice_id[:3] == "10." else ""
        )

    def decide(self, decision, *, by=None, note="", mark=""):
        """Say what this notice means for the work; it can be said anew later.

        A confirmed retraction writes ``mark`` into the work, where APA prints it (CSL
        ``references``); any other decision takes that mark away. True if the work
        was changed: its entry is then formatted by the caller, outside a transaction.
        """
        with transaction.atomic():
            work = Reference.everything.select_for_update().get(pk=self.reference_id)
            was = self.decision
            self.decision, self.note = decision, note
            self.decided_by, self.decided_at = by, timezone.now()
            self.save(update_fields=["decision", "note", "decided_by", "decided_at"])
            is_marked = decision == self.Decision.CONFIRMED
            change = work.write(
                self.marked(work.item, mark) if is_marked else self.unmarked(work.item),
                by=by,
                why=f"{self.get_kind_display()}: {self.get_decision_display()}",
            )
            if change:
                change.details = {"notice": self.pk, "decision": was}
                change.save(update_fields=["details"])
                self.details = {**self.details, "mark": mark if is_marked else ""}
                self.save(update_fields=["details"])
            return change is not None

    def marked(self, item, mark):
        return {**item, "references": mark}

    def unmarked(self, item):
        """Without the mark that this notice had set; what a person wrote stays."""
        mark = self.details.get("mark")
        if not mark or item.get("references") != mark:
            return item
        return {key: value for key, value in item.items() if key != "references"}
