"""A titled, hand-ordered run of articles."""

from django.db import models, transaction

from articles.models.generation import Generation
from articles.models.reader_urls import slug_url
from articles.models.shown_at_once import ShownAtOnce
from articles.models.texts import CharField, TextField


class Series(ShownAtOnce):
    title = CharField(max_length=160)
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The last part of the series’ address: small letters and hyphens.",
    )
    description = TextField(
        blank=True, help_text="What the series is about, in two or three sentences."
    )

    class Meta:
        ordering = ["title", "id"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return slug_url("series", self.slug)

    def reorder(self, article_ids):
        """Put this series' articles in the order of ``article_ids``.

        The only writer of positions. Articles named here join the series; those of
        the series that are not named keep their order behind the named ones.
        Positions run from 1 without gaps.
        """
        articles = self.articles.model.objects
        with transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            named = list(dict.fromkeys(article_ids))
            rest = [pk for pk in self.article_ids() if pk not in named]
            for position, pk in enumerate(named + rest, start=1):
                articles.filter(pk=pk).update(series=self, position=position)
            Generation.bump()

    def article_ids(self):
        """Primary keys of the articles in order. One query."""
        in_order = self.articles.order_by("position", "id")
        return list(in_order.values_list("pk", flat=True))

    def add(self, article):
        """Put an article at the end of this series; it leaves any other."""
        if article.series_id not in (None, self.pk):
            article.series.remove(article)
        others = [pk for pk in self.article_ids() if pk != article.pk]
        self.reorder([*others, article.pk])
        article.refresh_from_db(fields=["series", "position"])

    def remove(self, article):
        """Take an article out of this series and close the gap."""
        with transaction.atomic():
            self.articles.filter(pk=article.pk).update(series=None, position=None)
            self.reorder([])
        article.refresh_from_db(fields=["series", "position"])
