"""What the whole site shares: the practice itself, in one row."""

from django.db import models
from django.db.models import Q

from articles.models.buttons import validate_button_url
from articles.models.prose import html_of

CRISIS_NOTICE = (
    "If you are thinking of ending your life, or fear for somebody else's, call or "
    "text 988 (Suicide and Crisis Lifeline, day and night). In immediate danger, "
    "call 911."
)
DISCLAIMER = (
    "These articles give general information. They are not treatment or advice for "
    "your situation, and reading them does not make you a client of this practice."
)


class CitationStyle(models.TextChoices):
    APA = "apa", "APA, 7th edition"
    CHICAGO = "chicago", "Chicago, author and date"
    HARVARD = "harvard", "Harvard"
    VANCOUVER = "vancouver", "Vancouver"


class Practice(models.Model):
    """The practice's own words and addresses; exactly one row, never deleted."""

    name = models.CharField(
        max_length=120,
        default="My practice",
        help_text="As it stands at the top of every page.",
    )
    tagline = models.CharField(
        "in one line",
        max_length=160,
        blank=True,
        help_text="Who it is for and where, for example “Psychotherapy for adults "
        "and couples in Oakland and online”.",
    )
    introduction = models.TextField(
        blank=True,
        help_text="The home page's first words: who you are and what you do. Markdown.",
    )
    how_to_begin = models.TextField(
        blank=True, help_text="What happens after somebody writes or calls. Markdown."
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where you see people, for example “12 Elm Street, Oakland, CA”. "
        "Empty for an online practice.",
    )
    telehealth_area = models.CharField(
        "online sessions for people in",
        max_length=200,
        blank=True,
        help_text="The states in which you may work, for example “California”.",
    )
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    booking_url = models.URLField(
        "booking address", blank=True, help_text="The page where people can book."
    )
    crisis_notice = models.TextField(
        default=CRISIS_NOTICE,
        help_text="Stands on every page. It can be worded, not removed; keep 988 and "
        "911 in it.",
    )
    disclaimer = models.TextField(
        default=DISCLAIMER, help_text="Stands at the end of every article."
    )
    cta_heading = models.CharField(
        "invitation: heading",
        max_length=160,
        blank=True,
        help_text="The invitation that closes an article which has none of its own.",
    )
    cta_text = models.TextField("invitation: text", blank=True)
    cta_label = models.CharField("invitation: button", max_length=60, blank=True)
    cta_url = models.CharField(
        "invitation: where the button leads",
        max_length=300,
        blank=True,
        validators=[validate_button_url],
        help_text="An address such as https://… or a page of this site such as "
        "/contact/.",
    )
    footer_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="One more line for the foot of every page, if you need it.",
    )

    citation_style = models.CharField(
        "citation style",
        max_length=20,
        choices=CitationStyle.choices,
        default=CitationStyle.APA,
        help_text="How references are printed, in all articles.",
    )
    sources_age_years = models.PositiveSmallIntegerField(
        "list sources older than (years)",
        default=10,
        help_text="Older sources are listed for you to look at; 0 lists none.",
    )

    # Readers' pages print these; ``save()`` derives them from the texts above.
    introduction_html = models.TextField(blank=True, editable=False)
    how_to_begin_html = models.TextField(blank=True, editable=False)
    cta_html = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "practice"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="practice_is_one_row"),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.pk = 1
        self.introduction_html = html_of(self.introduction)
        self.how_to_begin_html = html_of(self.how_to_begin)
        self.cta_html = html_of(self.cta_text)
        super().save(**kwargs)

    @property
    def is_untouched(self):
        """Does everything still stand as it is before anybody fills it in?"""
        blank = type(self)(pk=self.pk)
        return all(
            getattr(self, field.attname) == getattr(blank, field.attname)
            for field in self._meta.concrete_fields
        )

    @classmethod
    def current(cls):
        """The one row, made with its defaults if it isn't there. One query or two."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def style(cls):
        """The citation style that holds now. One query."""
        chosen = cls.objects.values_list("citation_style", flat=True).first()
        return chosen or CitationStyle.APA.value
