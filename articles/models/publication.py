"""What readers see, and from when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Min, Q
from django.utils import timezone

from articles.models.image import Image
from articles.models.revision import Revision
from articles.models.texts import CharField, TextField
from articles.models.timeline import has_come, is_in_force, is_live


class PublicationQuerySet(models.QuerySet):
    def in_force(self, now):
        """Each article's latest publication that has come, withdrawals too."""
        return self.filter(is_in_force(self.model, now))

    def live(self, now):
        """What is public at ``now``: this, and nothing else, decides it."""
        return self.filter(is_live(self.model, now))

    def past(self, now):
        return self.filter(has_come(now))

    def future(self, now):
        """What was planned, and waits for the clock."""
        return self.filter(at__gt=now).filter(at__gt=F("created_at"))

    def switches(self, now):
        """The last moment up to ``now`` and the next one at which something appears
        or goes, None where there is none. Two queries, a look into an index each.
        """
        last = self.filter(at__lte=now).aggregate(at=Max("at"))
        following = self.filter(at__gt=now).aggregate(at=Min("at"))
        return last["at"], following["at"]

    def articles(self):
        """All but plain pages, which are few: whoever has the newest has them soon."""
        articles = self.model._meta.get_field("article").related_model.objects
        pages = articles.filter(kind="page").order_by()
        return self.exclude(article__in=pages.values("pk"))

    def pages(self):
        return self.filter(article__kind="page")

    def newest_first(self):
        """The one order of lists, feeds and previous/next."""
        return self.order_by("-first_published_at", "article_id")


class Publication(models.Model):
    """A switch in an article's timeline: from ``at`` on, readers see ``revision``.

    Without a revision it is a withdrawal. Rows in the past are never changed; what was
    made for at once is past from then on, whatever the clock says (``timeline``).
    ``title``, ``summary`` and the counts are copies for lists, which thereby never
    read the wide table of finished pages.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="publications"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.RESTRICT, null=True, related_name="publications"
    )
    at = models.DateTimeField()
    first_published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    change_note = CharField(max_length=200, blank=True)
    title = CharField(max_length=200, blank=True)
    summary = TextField(blank=True)
    word_count = models.PositiveIntegerField(default=0)
    reading_minutes = models.PositiveSmallIntegerField(default=0)
    # What lists, feeds and the sitemap show of it: the lead picture or the first.
    picture = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Not before ``at``, but where the row was planned for later.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "at"], name="one_publication_an_instant"
            ),
            models.CheckConstraint(
                condition=Q(revision=None) | Q(first_published_at__isnull=False),
                name="published_has_first_date",
            ),
        ]
        indexes = [
            models.Index(F("first_published_at").desc(), F("article"), name="newest"),
            models.Index(fields=["at"], name="switches"),
        ]

    def __str__(self):
        return f"{self.title or 'Withdrawn'}, from {self.at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return self.article.get_absolute_url()

    @classmethod
    def is_live(cls, now, *, through):
        """The condition that a row leads to what is public, ``through`` a relation."""
        return is_live(cls, now, f"{through}__")

    def has_come(self, now):
        """As ``timeline.has_come`` says it to the database."""
        return self.at <= max(now, self.created_at)

    @property
    def is_withdrawal(self):
        return self.revision_id is None

    @property
    def shown_at(self):
        """When what stands here last changed in substance."""
        return self.updated_at or self.first_published_at
