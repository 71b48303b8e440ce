"""Who cites what and shows which image: rows, so that "where used" is a query."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.generation import Generation
from articles.models.image import Image
from articles.models.published_page import PublishedPage
from articles.models.reference import Reference
from articles.models.reference_key import ReferenceKey, references_by_key
from articles.rendering import written_keys


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

    def note(self, article, source, publication=None, shown=None):
        """Say what a draft or a publication cites; two queries.

        ``shown``: primary keys of the works that its page shows, None for all to
        which a key of ``source`` leads.
        """
        written = written_keys(source)
        found = references_by_key(written.union(source.further_reading))
        works = {}
        for key, pk in found.items():
            if shown is None or pk in shown:
                works.setdefault(pk, {})[key] = key not in written
        self.bulk_create(
            citation(article.pk, publication and publication.pk, pk, keys)
            for pk, keys in sorted(works.items())
        )

    def renew(self, references):
        """After keys have moved between these works: each row where its keys lead.

        Inside a transaction; five queries, however many places cite the works.
        """
        own = {reference.pk: reference.key for reference in references}
        rows = self.filter(reference__in=own)
        rows.mark_pages_stale(timezone.now())
        leads = ReferenceKey.objects.filter(reference__in=own)
        leads = dict(leads.values_list("key", "reference_id"))
        found = {}
        for row in rows:
            # Rows from before keys were kept on them stand for the work's own.
            keys = row.keys or {own[row.reference_id]: row.is_further_reading}
            for key, is_further in keys.items():
                place = (row.article_id, row.publication_id, leads[key])
                found.setdefault(place, {})[key] = is_further
        rows.delete()
        self.bulk_create(citation(*place, keys) for place, keys in found.items())
        Generation.bump()


class Citation(Use):
    """A work that a draft (``publication`` empty) or a publication cites."""

    reference = models.ForeignKey(Reference, on_delete=models.PROTECT)
    # {key as written: does it stand in the further reading only?}
    keys = models.JSONField(default=dict)
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


def citation(article_id, publication_id, reference_id, keys):
    return Citation(
        article_id=article_id,
        publication_id=publication_id,
        reference_id=reference_id,
        keys=keys,
        is_further_reading=all(keys.values()),
    )


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
