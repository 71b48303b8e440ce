"""The article: its place, which takes effect at once, and its draft."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from articles.models.address import Addressed
from articles.models.buttons import validate_button_url
from articles.models.clinician import Clinician
from articles.models.crisis_cards import card_choices
from articles.models.drafts import Drafted
from articles.models.publication import Publication
from articles.models.publishing import Published
from articles.models.reader_urls import slug_url
from articles.models.series import Series
from articles.models.shown_at_once import raising
from articles.models.state import State
from articles.models.texts import CharField, TextField
from articles.models.topic import Topic


class ArticleQuerySet(models.QuerySet):
    delete = raising(models.QuerySet.delete)

    def with_state(self, now):
        """Adds what ``Article.state`` reads, in the same query."""
        of_article = Publication.objects.filter(article=OuterRef("pk"))
        in_force = of_article.past(now).order_by("-at")[:1]
        coming = of_article.future(now).order_by("at")
        scheduled = coming.filter(revision__isnull=False)[:1]
        return self.annotate(
            in_force_at=Subquery(in_force.values("at")),
            in_force_digest=Subquery(in_force.values("revision__digest")),
            scheduled_at=Subquery(scheduled.values("at")),
            scheduled_digest=Subquery(scheduled.values("revision__digest")),
            ends_at=Subquery(coming.filter(revision=None)[:1].values("at")),
        )


class Article(Addressed, Drafted, Published):
    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        PAGE = "page", "Page"

    # The article's place.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.ARTICLE)
    # Minted at the first publication; whoever follows the feed knows the article
    # by it, so it outlives a change of address and of domain.
    tag_uri = models.CharField(max_length=200, blank=True, editable=False)
    # Null until first needed: several drafts without an address may stand side by
    # side, which the empty string would not allow.
    slug = models.SlugField(  # noqa: DJ001
        max_length=80, unique=True, null=True, editable=False
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
    )
    position = models.PositiveIntegerField(null=True, editable=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    crisis_card = models.CharField(
        max_length=16,
        choices=card_choices,
        blank=True,
        help_text="A card with numbers for immediate help, near the top.",
    )
    about = models.ForeignKey(
        Clinician,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="profiles",
        help_text="For a page that introduces one person: bylines lead to it.",
    )
    menu_position = models.PositiveSmallIntegerField(
        "place in the menu",
        null=True,
        blank=True,
        help_text="For pages: the lowest number comes first. Empty: not in the menu.",
    )

    # The draft.
    title = CharField(max_length=200, blank=True)
    standfirst = TextField(
        blank=True,
        help_text="One or two sentences under the title that say what it is about.",
    )
    summary = CharField(
        max_length=300,
        blank=True,
        help_text="For lists and search engines. Empty: the standfirst is used.",
    )
    body = TextField("text", blank=True)
    faq_heading = CharField(
        "heading of the questions",
        max_length=160,
        blank=True,
        help_text="Empty: “Questions people ask”.",
    )
    lead_figure = CharField(
        "picture at the top",
        max_length=60,
        blank=True,
        help_text="The name of one of this article’s pictures.",
    )
    cta_heading = CharField("invitation: heading", max_length=160, blank=True)
    cta_text = TextField("invitation: text", blank=True)
    cta_label = CharField("invitation: button", max_length=60, blank=True)
    cta_url = CharField(
        "invitation: where the button leads",
        max_length=300,
        blank=True,
        validators=[validate_button_url],
    )
    authors = models.ManyToManyField(
        Clinician, through="articles.Authorship", related_name="articles"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField("next review due", null=True, blank=True)
    ai_disclosure = CharField(
        "help from AI",
        max_length=300,
        blank=True,
        help_text="If a program helped to write this: how, in one sentence. It is "
        "printed at the article’s end.",
    )

    version = models.PositiveIntegerField(default=1, editable=False)
    draft_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(series=None, position=None)
                | Q(series__isnull=False, position__isnull=False),
                name="position_only_in_series",
            ),
            models.CheckConstraint(
                condition=Q(kind="article") | Q(series=None), name="page_has_no_series"
            ),
            models.CheckConstraint(
                condition=~Q(slug=""), name="slug_is_null_or_filled"
            ),
        ]
        indexes = [
            models.Index(fields=["series", "position"]),
            models.Index(fields=["review_due_on"], name="reviews_due"),
            models.Index(fields=["-edited_at", "-id"], name="last_edited"),
            models.Index(fields=["kind", "-edited_at", "-id"], name="last_edited_kind"),
        ]

    def __str__(self):
        return self.title or "Untitled"

    def get_absolute_url(self):
        if not self.slug:
            return ""
        return slug_url("page" if self.is_page else "article", self.slug)

    @property
    def is_page(self):
        return self.kind == self.Kind.PAGE

    @property
    def state(self):
        """The State, for an article loaded ``with_state()``."""
        return State.of(self)

    delete = raising(models.Model.delete)

    def remove(self, now):
        """Delete an article that readers neither see nor will see.

        Raises ValidationError otherwise: its address would be a dead end.
        """
        shown = self.publications.live(now) | self.publications.future(now)
        if shown.exists():
            raise ValidationError(
                f"“{self}” is live or scheduled. Withdraw it first; its address then "
                "leads readers to a kind page."
            )
        self.delete()


class Authorship(models.Model):
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="authorships"
    )
    clinician = models.ForeignKey(
        Clinician, on_delete=models.PROTECT, related_name="authorships"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "author"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "clinician"],
                name="author_is_named_once",
                violation_error_message="This author is named twice.",
            )
        ]

    def __str__(self):
        return str(self.clinician)
