"""What every page carries: the practice, its licences, its menu, help in a crisis."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe

from articles.models import Clinician, Practice
from articles.pages.help_lines import help_lines, telephone_url
from articles.pages.links import Links, site_links

PORTRAIT_WIDTH = 480


@dataclass(frozen=True)
class Portrait:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Person:
    """``biography`` is HTML."""

    clinician: Clinician
    portrait: Portrait | None
    biography: str


@dataclass(frozen=True)
class Site:
    practice: Practice
    clinicians: tuple[Clinician, ...]
    links: Links

    @classmethod
    def load(cls, now):
        """For a page without links of its own. Four queries."""
        return cls.around(site_links(now))

    @classmethod
    def around(cls, links, *, with_portraits=False):
        """With links that the page has loaded. Three queries, two for portraits."""
        clinicians = Clinician.objects.select_related("practice").prefetch_related(
            "licences", "practice__places"
        )
        if with_portraits:
            clinicians = clinicians.select_related("portrait").prefetch_related(
                "portrait__renditions"
            )
        found = tuple(clinicians)
        # A page must not write: the row is made by whoever first edits it.
        practice = found[0].practice if found else Practice.objects.first()
        return cls(practice or Practice(), found, links)

    @property
    def licence_lines(self):
        return [line for person in self.clinicians for line in person.licence_lines()]

    @property
    def help_lines(self):
        return help_lines(self.practice.crisis_notice)

    @property
    def phone_url(self):
        return telephone_url(self.practice.phone)

    @property
    def places(self):
        return list(self.practice.places.all()) if self.practice.pk else []

    @property
    def has_contact(self):
        practice = self.practice
        return any(
            (
                practice.phone,
                practice.email,
                practice.booking_url,
                self.places,
                practice.telehealth_area,
            )
        )

    @property
    def people(self):
        """Who is here, for a site loaded ``with_portraits``."""
        return [
            Person(person, portrait(person.portrait), safe(person.biography_html))
            for person in self.clinicians
        ]

    @property
    def introduction(self):
        return safe(self.practice.introduction_html)

    @property
    def how_to_begin(self):
        return safe(self.practice.how_to_begin_html)


def portrait(image):
    """The smallest JPEG or PNG that is sharp enough, or the largest there is."""
    if image is None:
        return None
    picture = image.picture()
    files = sorted(
        (f for f in picture.renditions if f.format in ("jpeg", "png")),
        key=lambda file: file.width,
    )
    wide = [file for file in files if file.width >= PORTRAIT_WIDTH]
    if not files:
        return None
    file = wide[0] if wide else files[-1]
    height = round(file.width * picture.height / picture.width)
    return Portrait(file.url, file.width, height)


def safe(html):
    """``html`` must come from ``articles.rendering``, whose sanitiser is the last."""
    return mark_safe(html)  # noqa: S308 - the one door for rendered HTML
