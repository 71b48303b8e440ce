"""Who writes and is licensed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from articles.models.image import Image
from articles.models.licence_kinds import LICENCE_KINDS, kind_choices
from articles.models.practice import Practice
from articles.models.prose import html_of
from articles.models.reader_urls import url_of
from articles.models.shown_at_once import ShownAtOnce
from articles.models.texts import CharField, TextField

LICENCE_NUMBER = RegexValidator(r"^[\w .-]*$", "Letters and digits only.")


class Clinician(ShownAtOnce):
    practice = models.ForeignKey(
        Practice,
        on_delete=models.PROTECT,
        default=1,
        editable=False,
        related_name="clinicians",
    )
    name_as_filed = CharField(
        max_length=120,
        help_text="First and last name exactly as the licensing board has it.",
    )
    name_as_used = CharField(
        max_length=120,
        blank=True,
        help_text="If you go by another name. It is printed beside the filed one.",
    )
    slug = models.SlugField(
        "short name",
        unique=True,
        help_text="Small letters and hyphens, for example “dana-reyes”.",
    )
    biography = TextField(
        "short biography", blank=True, help_text="Two or three sentences. Markdown."
    )
    biography_html = models.TextField(blank=True, editable=False)
    portrait = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="sign-in",
        help_text="The account with which this person signs in here, if any.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="The lowest number comes first."
    )

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.biography_html = html_of(self.biography)
        super().save(**kwargs)

    def get_absolute_url(self):
        return f"{url_of('home')}#clinician-{self.slug}"

    @property
    def name(self):
        return self.name_as_used or self.name_as_filed

    @property
    def full_name(self):
        """As used, with the filed name beside it where the two differ."""
        if self.name == self.name_as_filed:
            return self.name
        return f"{self.name} ({self.name_as_filed})"

    def credentials(self):
        """Abbreviated titles, for example "LMFT". Reads ``self.licences``."""
        kinds = (LICENCE_KINDS[licence.kind] for licence in self.licences.all())
        return ", ".join(kind.abbreviation for kind in kinds if kind.abbreviation)

    def shortcomings(self):
        """Sentences: what of the block that the law asks for is missing.

        Reads ``self.licences``.
        """
        licences = list(self.licences.all())
        if not licences:
            return ["Enter a license or registration."]
        return [s for licence in licences for _, s in licence.shortcomings()]

    def licence_lines(self):
        """One line a licence, with all that must stand together (16 CCR §1811)."""
        return [licence.line(self) for licence in self.licences.all()]


class Licence(ShownAtOnce):
    clinician = models.ForeignKey(
        Clinician, on_delete=models.CASCADE, related_name="licences"
    )
    kind = models.CharField("type", max_length=20, choices=kind_choices)
    title = CharField(
        max_length=120,
        blank=True,
        help_text="Only if the board’s title differs from the type’s.",
    )
    number = CharField(
        max_length=40,
        blank=True,
        validators=[LICENCE_NUMBER],
    )
    state = CharField(
        max_length=60, help_text="The state that issued it, for example California."
    )
    supervisor = CharField(
        max_length=200,
        blank=True,
        help_text="First and last name.",
    )
    supervisor_title = CharField(
        "supervisor’s title",
        max_length=120,
        blank=True,
        help_text="For example “Licensed Marriage and Family Therapist” or “LMFT”.",
    )
    supervisor_number = CharField(
        "supervisor’s license number",
        max_length=40,
        blank=True,
        validators=[LICENCE_NUMBER],
    )
    employer = CharField(max_length=200, blank=True)
    renewal_due_on = models.DateField(
        "to be renewed by",
        null=True,
        blank=True,
        help_text="Private. The admin reminds you 60 days before.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.full_title} {self.number}".strip()

    def clean(self):
        """Fields that are never blank have a sentence of their own already."""
        found = dict(self.shortcomings())
        if lacking := {k: s for k, s in found.items() if self._meta.get_field(k).blank}:
            raise ValidationError(lacking)

    def shortcomings(self):
        """(field, sentence) for each element that the law asks for and that lacks."""
        kind = LICENCE_KINDS.get(self.kind)
        if kind is None:
            return []
        values = {f.name: getattr(self, f.attname) for f in self._meta.concrete_fields}
        texts = {k: v for k, v in values.items() if isinstance(v, str)}
        return list(kind.shortcomings(texts))

    @property
    def full_title(self):
        return self.title or LICENCE_KINDS[self.kind].title

    def line(self, clinician):
        """Name as filed, title, number, state, supervision: in one line."""
        return f"{clinician.full_name}, {self.details}"

    @property
    def details(self):
        """What stands behind the name in the line."""
        label = LICENCE_KINDS[self.kind].number_label
        number = f"{label} {self.number} ({self.state})" if self.number else self.state
        number = number.strip()
        parts = [self.full_title, number]
        if self.employer:
            parts.append(f"employed by {self.employer}")
        if self.supervisor:
            parts.append(f"supervised by {self.supervision}")
        return ", ".join(parts)

    @property
    def credential(self):
        """What a byline says: the whole title, and whose supervision it needs.

        The rest of the line stands at the article's end and in every page's foot.
        """
        supervised = self.supervisor and f"supervised by {self.supervisor}"
        return ", ".join(filter(None, (self.full_title, supervised)))

    @property
    def supervision(self):
        """The supervisor's name, title and number, as far as they are known."""
        number = self.supervisor_number and f"License No. {self.supervisor_number}"
        return ", ".join(filter(None, (self.supervisor, self.supervisor_title, number)))
