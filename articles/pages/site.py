"""What every page carries: the practice, its licences, its menu, help in a crisis."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from articles.models import Clinician, Practice
from articles.pages.authors import author
from articles.pages.availability import availability
from articles.pages.finished import safe
from articles.pages.help_lines import help_lines, linked, telephone_url
from articles.pages.invitation import practice_invitation
from articles.pages.links import SiteLinks, site_links
from articles.pages.look import look_url
from articles.pages.pictures import (
    OneFile,
    Shown,
    cropped,
    file_of,
    one_file,
    open_graph_image,
    shown,
)


def kept_for_all(request):
    """A dict that lives as long as nothing of the site changes; None where none does.

    A page that is made for the page cache comes with one.
    """
    return getattr(request, "kept", None)


@dataclass(frozen=True)
class Person:
    """``biography`` is HTML; ``portrait``: cut 4 to 5."""

    clinician: Clinician
    portrait: Shown | None
    biography: str

    @property
    def portrait_alt(self):
        return f"Portrait of {self.clinician.name}"


class OfPractice:
    """What a page says of a ``practice`` whether or not the database is there.

    ``at``: the moment for which the page is made, the present without it. What is
    found out is found out once, for many pages may be made of one site.
    """

    at = None
    menu_urls = frozenset()

    @cached_property
    def parts(self):
        """Rendered HTML by its template; for the tag ``part_of_site``."""
        return {}

    @cached_property
    def look_url(self):
        return look_url(self.practice)

    @cached_property
    def notice(self):
        """The line at the head of every page, on the days on which it is due."""
        return self.practice.notice_on(timezone.localdate(self.at))

    @cached_property
    def crisis_notice(self):
        return linked(self.practice.crisis_notice)

    @cached_property
    def help_lines(self):
        return help_lines(self.practice.crisis_notice)

    @cached_property
    def phone_url(self):
        return telephone_url(self.practice.phone)


@dataclass(frozen=True)
class Site(OfPractice):
    """``social_picture``: the home page's, for links to pages without one."""

    practice: Practice
    clinicians: tuple[Clinician, ...]
    links: SiteLinks
    logo: OneFile | None = None
    social_picture: OneFile | None = None
    at: datetime | None = None

    @classmethod
    def load(cls, now, links=None, *, kept=None, with_portraits=False):
        """The site at ``now``. Four queries, two for portraits; none where it is kept.

        ``links``: its SiteLinks where the page has loaded them, which saves a query.
        ``kept``: a dict for what holds for all pages as long as nothing of the site
        changes; whoever hands it out sees to that. Without it each page loads its own.
        """
        site = cls.known(kept, with_portraits=with_portraits)
        if site is None:
            links = links or site_links(now)
            site = cls.loaded(now, links, with_portraits=with_portraits)
            if kept is not None:
                kept[cls, with_portraits] = site
        return site

    @classmethod
    def known(cls, kept, *, with_portraits=False):
        return kept.get((cls, with_portraits)) if kept else None

    @classmethod
    def loaded(cls, now, links, *, with_portraits):
        clinicians = (
            Clinician.objects.select_related("practice", "portrait")
            .prefetch_related("licences", "practice__places")
            .annotate(**practice_files("practice__"))
        )
        if with_portraits:
            clinicians = clinicians.select_related(
                "practice__home_picture"
            ).prefetch_related(
                "portrait__renditions", "practice__home_picture__renditions"
            )
        found = tuple(clinicians)
        # A page must not write: the row is made by whoever first edits it.
        files = found[0] if found else practice_alone()
        practice = found[0].practice if found else files
        return cls(
            practice or Practice(),
            found,
            links,
            logo=one_file("logo", files and files.logo_file),
            social_picture=open_graph_image(files and files.social_file),
            at=now,
        )

    @cached_property
    def menu_urls(self):
        return frozenset(link.url for link in self.links.menu)

    @cached_property
    def licence_lines(self):
        return [line for person in self.clinicians for line in person.licence_lines()]

    @cached_property
    def authors(self):
        """{slug: Author}."""
        profiles = self.links.profiles
        return {person.slug: author(person, profiles) for person in self.clinicians}

    @cached_property
    def availability(self):
        return availability(self.practice, self.clinicians, self.links)

    @cached_property
    def invitation(self):
        """What closes each article that has no invitation of its own."""
        return practice_invitation(self.practice, self.availability)

    @cached_property
    def places(self):
        return list(self.practice.places.all()) if self.practice.pk else []

    @cached_property
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

    @cached_property
    def people(self):
        """Who is here, for a site loaded ``with_portraits``."""
        return [
            Person(person, portrait(person.portrait), safe(person.biography_html))
            for person in self.clinicians
        ]

    @cached_property
    def home_picture(self):
        """The whole picture, for a site loaded ``with_portraits``; None without."""
        image = self.practice.home_picture
        return shown(image.picture()) if image else None

    @cached_property
    def home_card(self):
        """The same cut 3 to 2."""
        return cropped(self.practice.home_picture, "card")

    @cached_property
    def home_wide(self):
        """As it stands beside the practice's name on a wide screen."""
        return cropped(self.practice.home_picture, "home")

    @cached_property
    def introduction(self):
        return safe(self.practice.introduction_html)

    @cached_property
    def how_to_begin(self):
        return safe(self.practice.how_to_begin_html)


def practice_alone():
    """The practice's row where nobody works there yet, None if there is none."""
    return Practice.objects.annotate(**practice_files()).first()


def practice_files(way=""):
    return {
        "logo_file": file_of(f"{way}logo", "logo"),
        "social_file": file_of(f"{way}home_picture", "social"),
    }


def portrait(image):
    """Cut to its shape, or as it is while that is not made."""
    return (cropped(image, "portrait") or shown(image.picture())) if image else None
