"""Who wrote an article, for its byline and its structured data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Author:
    """``credentials``: the titles for a byline; ``details``: all that the law wants
    beside the name. One for each licence.
    """

    name: str
    full_name: str
    url: str
    credentials: tuple[str, ...]
    details: tuple[str, ...]
    slug: str


def authors(slugs, site):
    by_slug = {clinician.slug: clinician for clinician in site.clinicians}
    profiles = site.links.profiles
    return tuple(author(by_slug[slug], profiles) for slug in slugs if slug in by_slug)


def author(clinician, profiles):
    """Leads to the page about them, where one is live, else to the home page."""
    licences = clinician.licences.all()
    return Author(
        clinician.name,
        clinician.full_name,
        profiles.get(clinician.pk) or clinician.get_absolute_url(),
        tuple(licence.credential for licence in licences),
        tuple(licence.details for licence in licences),
        clinician.slug,
    )
