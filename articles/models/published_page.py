"""The finished pages of publications, and how they are made anew."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from articles.models.generation import Generation
from articles.models.publication import Publication
from articles.models.rendered import Rendered
from articles.models.search_index import SearchEntry
from articles.rendering import Document

# How many of the pages that could not be rendered are named.
FAILED_SHOWN = 5


class PublishedPageQuerySet(models.QuerySet):
    def current(self, now):
        """The pages that readers see or will see: live or scheduled."""
        is_live = Publication.is_live(now, through="publication")
        return self.filter(is_live | Q(publication__at__gt=now))

    def citing(self, reference):
        return self.filter(publication__citations__reference=reference)

    def with_references(self):
        """The pages that show works, in text or as further reading."""
        return self.filter(publication__citations__isnull=False)

    def showing(self, image):
        return self.filter(publication__image_uses__image=image)

    def mark_stale(self, now):
        """Ask for these pages to be rendered anew; how many that are.

        One that could not be rendered before may be now.
        """
        keys = list(self.current(now).values_list("pk", flat=True))
        pages = self.model.objects.filter(pk__in=keys)
        return pages.update(is_stale=True, stale_since=timezone.now(), problem="")

    def stale(self, now):
        """The current pages that are to be rendered anew."""
        return self.filter(is_stale=True).current(now)

    def progress(self, now):
        """How far these pages are rendered anew; None where all are. Four queries."""
        stale = self.stale(now)
        begun = stale.aggregate(begun=Min("stale_since"))["begun"]
        if begun is None:
            return None
        wave = self.current(now).filter(Q(is_stale=True) | Q(rendered_at__gte=begun))
        counts = wave.aggregate(
            total=Count("publication__article", distinct=True),
            waiting=Count(
                "publication__article", distinct=True, filter=Q(is_stale=True)
            ),
            last=Max("rendered_at", filter=Q(is_stale=False)),
        )
        return Progress(
            total=counts["total"],
            waiting=counts["waiting"],
            quiet_for=now - max(begun, counts["last"] or begun),
            failed=[
                (page.publication.article_id, page.publication.title, page.problem)
                for page in stale.exclude(problem="").select_related("publication")[
                    :FAILED_SHOWN
                ]
            ],
        )


@dataclass(frozen=True)
class Progress:
    """``failed``: (article's key, title, why), the first ones; counts are articles."""

    total: int
    waiting: int
    quiet_for: timedelta
    failed: list

    @property
    def done(self):
        return self.total - self.waiting


class PublishedPage(models.Model):
    """The finished parts of a publication's page and its reference list as data."""

    publication = models.OneToOneField(
        Publication, on_delete=models.CASCADE, primary_key=True, related_name="page"
    )
    document_data = models.JSONField()
    items = models.JSONField(default=list)
    biblatex = models.TextField(blank=True)
    ris = models.TextField(blank=True)
    inputs_digest = models.CharField(max_length=64)
    rendered_at = models.DateTimeField(auto_now=True)
    is_stale = models.BooleanField(default=False, db_index=True)
    # When it was last marked; a mark that comes while the page is rendered counts.
    stale_since = models.DateTimeField(null=True)
    # Why it could not be rendered anew when that was last tried.
    problem = models.TextField(blank=True)

    objects = PublishedPageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["stale_since"],
                name="stale_pages",
                condition=Q(is_stale=True),
            )
        ]

    def __str__(self):
        return f"Page of publication {self.pk}"

    @property
    def document(self):
        return Document.from_dict(self.document_data)

    def write(self, rendered):
        """Store what rendering gave, in the caller's transaction."""
        self.fill(rendered)
        self.save()
        self.questions.all().delete()
        PublishedQuestion.objects.bulk_create(
            PublishedQuestion(
                page=self,
                position=position,
                anchor=faq.id,
                question=faq.question,
                html=faq.html,
            )
            for position, faq in enumerate(rendered.document.faqs)
        )
        SearchEntry.of(self.publication_id, rendered).replace()

    def fill(self, rendered):
        self.document_data = rendered.document_data
        self.items = rendered.items
        self.biblatex = rendered.biblatex
        self.ris = rendered.ris
        self.inputs_digest = rendered.inputs.digest
        self.is_stale, self.stale_since, self.problem = False, None, ""

    def rerender(self):
        """Make the page anew from its revision; True if what readers see changed.

        Renders outside the transaction that stores the result, wholly or not at
        all. If a work or picture changes meanwhile, the page stays as it was and
        stale; if it is marked meanwhile, the mark stays. Raises
        ``citations.EngineError``.
        """
        rendered = Rendered.of(self.publication.revision.source)
        before = (self.document_data, self.items)
        with transaction.atomic():
            # The works before the page, in the order in which a change takes them.
            is_current = rendered.is_current()
            held = type(self).objects.select_for_update().filter(pk=self.pk).first()
            if held is None:
                return False
            if not is_current:
                type(self).objects.filter(pk=self.pk).mark_stale(timezone.now())
                return False
            was_marked = held.is_stale and held.stale_since != self.stale_since
            self.write(rendered)
            if was_marked:
                marked = {"is_stale": True, "stale_since": held.stale_since}
                type(self).objects.filter(pk=self.pk).update(**marked)
            has_changed = (self.document_data, self.items) != before
            if has_changed:
                Generation.bump()
        return has_changed

    def note_problem(self, sentence):
        """Keep why the page could not be rendered anew; it stays stale."""
        type(self).objects.filter(pk=self.pk).update(problem=sentence)

    def differs(self):
        """Would rendering anew give another page, or another entry in the index?"""
        rendered = Rendered.of(self.publication.revision.source)
        if (self.document_data, self.items) != (rendered.document_data, rendered.items):
            return True
        return SearchEntry.of(self.publication_id, rendered).differs()


class PublishedQuestion(models.Model):
    """One question of a published page, for the page of all questions."""

    page = models.ForeignKey(
        PublishedPage, on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=120)
    question = models.TextField()
    html = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "position"], name="one_question_a_place"
            )
        ]

    def __str__(self):
        return self.question
