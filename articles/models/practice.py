"""What the whole site shares: the practice itself, in one row."""

import re
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.buttons import validate_button_url
from articles.models.image import Image
from articles.models.prose import html_of
from articles.models.shown_at_once import ShownAtOnce
from articles.models.texts import CharField, EmailField, TextField, URLField

CRISIS_NOTICE = (
    "If you are thinking of ending your life, or fear for somebody else’s, call or "
    "text 988 (Suicide and Crisis Lifeline, day and night). In immediate danger, "
    "call 911."
)
DISCLAIMER = (
    "These articles give general information. They are not treatment or advice for "
    "your situation, and reading them does not make you a client of this practice."
)


ALWAYS_IN_NOTICE = {
    "988": "Keep 988 in it: it is the line that readers in a crisis call or text.",
    "911": "Keep 911 in it: it is the number for immediate danger.",
}


class CitationStyle(models.TextChoices):
    APA = "apa", "APA, 7th edition"
    CHICAGO = "chicago", "Chicago, author and date"
    HARVARD = "harvard", "Harvard"
    VANCOUVER = "vancouver", "Vancouver"


class FontPairing(models.TextChoices):
    BOOK = "book", "Book: serif text and headings, plain menus"
    PLAIN = "plain", "Plain: one sans-serif throughout"
    GENTLE = "gentle", "Gentle: rounded headings, serif text"


class TakingClients(models.TextChoices):
    UNSAID = "", "Say nothing"
    YES = "yes", "Yes"
    WAITING = "waiting", "Waiting list"
    NO = "no", "No"


class Practice(ShownAtOnce):
    """The practice's own words and addresses; exactly one row, never deleted."""

    name = CharField(
        max_length=120,
        default="My practice",
        help_text="As it stands at the top of every page.",
    )
    tagline = CharField(
        "in one line",
        max_length=160,
        blank=True,
        help_text="Who it is for and where, for example “Psychotherapy for adults "
        "and couples in Oakland and online”.",
    )
    introduction = TextField(
        blank=True,
        help_text="The home page’s first words: who you are and what you do. Markdown.",
    )
    how_to_begin = TextField(
        blank=True, help_text="What happens after somebody writes or calls. Markdown."
    )
    telehealth_area = CharField(
        "online sessions for people in",
        max_length=200,
        blank=True,
        help_text="The states in which you may work, for example “California”.",
    )
    phone = CharField(max_length=40, blank=True)
    email = EmailField("e-mail", blank=True)
    booking_url = URLField(
        "booking address", blank=True, help_text="The page where people can book."
    )
    contact_hours = CharField(
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
    notice = CharField(
        max_length=300,
        blank=True,
        help_text="One line at the head of every page, for example “Away until "
        "August 12.”",
    )
    notice_from = models.DateField("shown from", null=True, blank=True)
    notice_until = models.DateField(
        "shown until", null=True, blank=True, help_text="The last day."
    )
    crisis_notice = TextField(
        default=CRISIS_NOTICE,
        help_text="Stands on every page. It can be worded, not removed; keep 988 and "
        "911 in it.",
    )
    disclaimer = TextField(
        default=DISCLAIMER, help_text="Stands at the end of every article."
    )
    cta_heading = CharField(
        "invitation: heading",
        max_length=160,
        blank=True,
        help_text="The invitation that closes an article which has none of its own.",
    )
    cta_text = TextField("invitation: text", blank=True)
    cta_label = CharField("invitation: button", max_length=60, blank=True)
    cta_url = CharField(
        "invitation: where the button leads",
        max_length=300,
        blank=True,
        validators=[validate_button_url],
        help_text="An address such as https://… or a page of this site such as "
        "/contact/.",
    )
    footer_note = CharField(
        max_length=300,
        blank=True,
        help_text="One more line for the foot of every page, if you need it.",
    )

    accent = models.CharField(
        "colour",
        max_length=7,
        blank=True,
        help_text="Of links and buttons. Empty: the site’s own green.",
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
    home_picture_alt = CharField(
        "description of the home page’s picture",
        max_length=400,
        blank=True,
        help_text="What it shows, in one sentence. Empty: only decoration.",
    )

    allows_ai_answers = models.BooleanField(
        "AI assistants may read and cite the site",
        default=True,
        help_text="Programs that fetch a page to answer somebody’s question.",
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

    def clean(self):
        found = {}
        if lacking := list(notice_shortcomings(self.crisis_notice)):
            found["crisis_notice"] = lacking
        first, last = self.notice_from, self.notice_until
        if first and last and last < first:
            found["notice_until"] = "The last day comes before the first."
        if found:
            raise ValidationError(found)

    def notice_on(self, day):
        """The notice line of a day, empty if none is due; the last day is shown."""
        is_due = (self.notice_from is None or self.notice_from <= day) and (
            self.notice_until is None or day <= self.notice_until
        )
        return self.notice if is_due else ""

    def next_switch(self, now):
        """When next the notice line appears or goes by itself, None if never.

        An aware datetime, midnight where the practice is.
        """
        return min((at for at in self._switches() if at > now), default=None)

    def last_switch(self, now):
        """When last it did so, None if never."""
        return max((at for at in self._switches() if at <= now), default=None)

    def _switches(self):
        if not self.notice:
            return []
        last = self.notice_until
        # Nothing comes after the last day that Python's calendar has.
        ends = last and last < date.max
        days = [self.notice_from, day_after(last) if ends else None]
        return [midnight(day) for day in days if day]

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


def notice_shortcomings(text):
    """Sentences: what a crisis notice must have and ``text`` has not."""
    for number, sentence in ALWAYS_IN_NOTICE.items():
        if not re.search(rf"(?<![\d-]){number}(?![\d-])", text):
            yield sentence


def day_after(day):
    return day + timedelta(days=1)


def midnight(day):
    return timezone.make_aware(
        datetime.combine(day, time.min), timezone.get_default_timezone()
    )
