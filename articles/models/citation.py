"""Who cites what and shows which image: rows, so that "where used" is a query."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.generation import Generation
from articles.models.image import Image
from articles.models.publication import PublishedPage
from articles.models.reference import Reference
from articles.models.reference_key import ReferenceKey
from articles.rendering import candidate_keys


class Use(models.Model):
    """One article's use of a shared thing, in its draft or in one publication."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE)
    publication = models.ForeignKey(
        "articles.Publication", on_delete=models.CASCADE, null=True, blank=True
    )

    class Meta:
        abstract = True


class CitationQuerySet(models.QuerySet):
    def mark_pages_stale(self, now):
        """Ask for the pages behind these rows to be rendered anew."""
        pages = PublishedPage.objects.filter(publication__in=self.values("publication"))
        return pages.mark_stale(now)

    def renew(self, references):
        """After keys have moved between these works: each row where its key leads.

        Inside a transaction. Reads the text of every place that cites one of them.
        """
        works = {reference.pk for reference in references}
        rows = self.filter(reference__in=works)
        rows.mark_pages_stale(timezone.now())
        shown = rows.select_related("article", "publication__revision")
        places = {(row.article_id, row.publication_id): row for row in shown}
        is_cited = {
            place: not all(
                row.is_further_reading
                for row in shown
                if (row.article_id, row.publication_id) == place
            )
            for place in places
        }
        wanted = [
            Citation(
                article_id=row.article_id,
                publication_id=row.publication_id,
                reference_id=pk,
                is_further_reading=not is_cited[place],
            )
            for place, row in places.items()
            for pk in sorted(works & row.written_works())
        ]
        rows.delete()
        self.bulk_create(wanted)
        Generation.bump()


class Citation(Use):
    """A work that a draft (``publication`` empty) or a publication cites."""

    reference = models.ForeignKey(Reference, on_delete=models.PROTECT)
    is_further_reading = models.BooleanField(default=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        default_related_name = "citations"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "reference"], name="one_citation_a_publication"
            ),
            models.UniqueConstraint(
                fields=["article", "reference"],
                condition=Q(publication=None),
                name="one_citation_a_draft",
            ),
        ]

    def __str__(self):
        return f"{self.article_id} cites {self.reference_id}"

    @property
    def source(self):
        """The text in which the citation stands."""
        if self.publication:
            return self.publication.revision.source
        return self.article.draft()

    def written_works(self):
        """The works to which the keys of this row's text lead, as primary keys."""
        source = self.source
        keys = {*candidate_keys(source), *source.further_reading}
        rows = ReferenceKey.objects.filter(key__in=keys)
        return set(rows.values_list("reference_id", flat=True))


class ImageUse(Use):
    """An image that a draft (``publication`` empty) or a publication shows."""

    image = models.ForeignKey(Image, on_delete=models.PROTECT)

    class Meta:
        default_related_name = "image_uses"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "image"], name="one_image_use_a_publication"
            ),
            models.UniqueConstraint(
                fields=["article", "image"],
                condition=Q(publication=None),
                name="one_image_use_a_draft",
            ),
        ]

    def __str__(self):
        return f"{self.article_id} shows {self.image_id}"


class FurtherReading(models.Model):
    """A work that the draft recommends without citing it, in order."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="further_reading"
    )
    reference = models.ForeignKey(
        Reference, on_delete=models.PROTECT, related_name="further_reading"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "further reading"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "reference"],
                name="further_reading_is_listed_once",
                violation_error_message="This work is listed twice.",
            )
        ]

    def __str__(self):
        return str(self.reference)
