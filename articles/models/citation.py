"""Who cites what and shows which image: rows, so that "where used" is a query."""

from django.db import models
from django.db.models import Q

from articles.models.image import Image
from articles.models.reference import Reference


class Use(models.Model):
    """One article's use of a shared thing, in its draft or in one publication."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE)
    publication = models.ForeignKey(
        "articles.Publication", on_delete=models.CASCADE, null=True, blank=True
    )

    class Meta:
        abstract = True


class Citation(Use):
    """A work that a draft (``publication`` empty) or a publication cites."""

    reference = models.ForeignKey(Reference, on_delete=models.PROTECT)
    is_further_reading = models.BooleanField(default=False)

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
