"""Who wrote an article, for its byline and its structured data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Author:
    """``credentials``: the titles for a byline; ``details``: all that the law wants
    beside the name. Of each licence, parted by semicolons.
    """

    name: str
    full_name: str
    url: str
    credentials: str
    details: str
    slug: str


def authors(slugs, site):
    return tuple(site.authors[slug] for slug in slugs if slug in site.authors)


def author(clinician, profiles):
    """Leads to the page about them, where one is live, else to the home page."""
    licences = clinician.licences.all()
    return Author(
        clinician.name,
        clinician.full_name,
        profiles.get(clinician.pk) or clinician.get_absolute_url(),
        "; ".join(licence.credential for licence in licences),
        "; ".join(licence.details for licence in licences),
        clinician.slug,
    )
