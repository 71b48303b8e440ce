"""What is known of a work's state in the world: the last answer to each question.

Apart from the work itself, so that a check never overwrites what an editor saves.
"""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from articles.citations.records import text
from articles.models.reference import Reference

# Not found on so many days in a row is gone; before, it may be out of order.
DAYS_UNTIL_DEAD = 3
# How old an answer may be before the question is asked again.
WEEK = timedelta(days=7)
FOUND_BY_TITLE = ("article-journal", "book")


class ReferenceCheckQuerySet(models.QuerySet):
    def forget_outdated(self, reference):
        """Drop the answers to what this work no longer asks. One query or two."""
        outdated = [
            check.pk
            for check in self.filter(reference=reference)
            if check.subject != subject_of(reference, check.kind)
        ]
        if outdated:
            self.filter(pk__in=outdated).delete()

    def note(self, reference, kind, answer, detail="", *, subject, now):
        """Keep what was answered about ``subject``; the check as it stands then.

        ``answer``: a State, where FAILING means "not found today"; None where nobody
        could be asked, which changes nothing that is known. One short transaction.
        None if the work was removed or asks something else meanwhile.
        """
        with transaction.atomic():
            held = Reference.objects.select_for_update().filter(pk=reference.pk)
            current = held.first()
            if current is None or subject_of(current, kind) != subject:
                return None
            check = self.filter(reference=current, kind=kind).first()
            if check is None or check.subject != subject:
                check = check or self.model(reference=current, kind=kind)
                check.start_anew()
            if answer is not None:
                check.subject = subject
                check.take(answer, detail, now)
            elif not check.subject:
                check.detail, check.checked_at = detail, now
            check.save()
            return check


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
    # What the answer is about, empty as long as nobody has answered; a changed DOI or
    # address makes the answer void.
    subject = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    # ISO dates of the days in a row on which nothing was found.
    failed_on = models.JSONField(default=list)
    checked_at = models.DateTimeField()

    objects = ReferenceCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "kind"], name="one_check_a_question"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "state"], name="check_state"),
            models.Index(fields=["state", "reference"], name="works_by_check"),
            models.Index(fields=["checked_at"], name="last_checked"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    def start_anew(self):
        self.subject, self.detail, self.failed_on = "", "", []
        self.state = self.State.UNKNOWN

    def take(self, answer, detail, now):
        """Go on from what is known to what today's answer makes of it."""
        self.checked_at, self.detail = now, detail
        if answer != self.State.FAILING:
            self.state, self.failed_on = answer, []
            return
        today = timezone.localdate(now).isoformat()
        self.failed_on = [*(day for day in self.failed_on if day != today), today]
        is_dead = len(self.failed_on) >= DAYS_UNTIL_DEAD
        self.state = self.State.DEAD if is_dead else self.State.FAILING

    def is_due(self, now, period=WEEK):
        """Is it time to ask again?

        A page that was not found is asked daily until it is found or given up, and
        whether a work is what it says is asked until a service knows it.
        """
        if self.state == self.State.FAILING:
            return timezone.localdate(self.checked_at) < timezone.localdate(now)
        if self.kind == self.Kind.IDENTITY and self.state == self.State.OK:
            return False
        return self.checked_at <= now - period


def subject_of(reference, kind):
    """What a question of this kind asks about the work; "" where it asks nothing.

    As long as this stays the same, the last answer counts.
    """
    address = text(reference.item, "URL")
    pmid = f"pmid:{reference.pmid_key}" if reference.pmid_key else ""
    if kind == "doi":
        return reference.doi_key
    if kind == "url":
        # With a DOI, no other address is printed.
        is_web = address.lower().startswith(("http://", "https://"))
        return address if is_web and not reference.doi_key else ""
    if kind == "notices":
        return " ".join(filter(None, (reference.doi_key, pmid)))
    described = (reference.title_key, reference.family, str(reference.year or ""))
    how, value = identifier_of(reference)
    return " | ".join((f"{how}:{value}", *described)) if how else ""


def identifier_of(reference):
    """(how, value): by what a service can be asked whether this is the work.

    Articles in journals, and books, are known to the services by their titles too.
    """
    for how in ("doi", "pmid", "isbn"):
        value = getattr(reference, f"{how}_key")
        if value:
            return how, value
    if reference.title_key and reference.item.get("type") in FOUND_BY_TITLE:
        return "title", ""
    return "", ""
