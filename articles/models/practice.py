"""What the whole site shares: the practice itself, in one row."""

from django.db import models
from django.db.models import Q

from articles.models.buttons import validate_button_url
from articles.models.image import Image
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


class FontPairing(models.TextChoices):
    BOOK = "book", "Book: serif text, plain headings and menus"
    PLAIN = "plain", "Plain: one sans-serif throughout"
    GENTLE = "gentle", "Gentle: rounded headings, serif text"


class TakingClients(models.TextChoices):
    UNSAID = "", "Say nothing"
    YES = "yes", "Yes"
    WAITING = "waiting", "Waiting list"
    NO = "no", "No"


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
    contact_hours = models.CharField(
        "when you answer",
        max_length=160,
        blank=True,
        help_text="For example “Telephone: Monday to Thursday, 9 to 12”.",
    )
    taking_clients = models.CharField(
        "taking new clients",
        max_length=8,
        choices=TakingClients.choices,
        default=TakingClients.UNSAID,
        blank=True,
        help_text="Said wherever a page invites people to call or book.",
    )
    notice = models.CharField(
        max_length=300,
        blank=True,
        help_text="One line at the head of every page, for example “Away until "
        "August 12.”",
    )
    notice_from = models.DateField("shown from", null=True, blank=True)
    notice_until = models.DateField(
        "shown until", null=True, blank=True, help_text="The last day."
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

    accent = models.CharField(
        "colour",
        max_length=7,
        blank=True,
        help_text="Of links and buttons. Empty: the site's own green.",
    )
    fonts = models.CharField(
        max_length=8, choices=FontPairing.choices, default=FontPairing.BOOK
    )
    logo = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    home_picture = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    home_picture_alt = models.CharField(
        "description of the home page's picture",
        max_length=400,
        blank=True,
        help_text="What it shows, in one sentence. Empty: only decoration.",
    )

    allows_ai_answers = models.BooleanField(
        "AI assistants may read and cite the site",
        default=True,
        help_text="Programs that fetch a page to answer somebody's question.",
    )
    allows_ai_training = models.BooleanField(
        "AI companies may train on the site", default=False
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


class Place(models.Model):
    """Where people are seen."""

    practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, related_name="places", default=1
    )
    street = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=60, default="California", blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    directions = models.CharField(
        max_length=300,
        blank=True,
        help_text="For example “Second floor, step-free by the lift”.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return ", ".join(filter(None, (self.street, self.city, self.region)))

    @property
    def region(self):
        """State and postal code, as a letter has them."""
        return f"{self.state} {self.postal_code}".strip()
