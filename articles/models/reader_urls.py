"""The addresses of readers' pages, written by their patterns without asking again.

A page names dozens. Django's ``reverse`` goes through every pattern for each; what it
answers differs by nothing but the slug, for the site stands at its host's root.
"""

from functools import cache

from django.urls import reverse

PLACE = "-"


@cache
def url_of(view):
    """Where a view without parameters stands, such as "faqs"."""
    return reverse(f"articles:{view}")


def slug_url(view, slug):
    """Where a view stands for a slug, which is one: letters, digits, "-" and "_"."""
    before, behind = around_slug(view)
    return f"{before}{slug}{behind}"


@cache
def around_slug(view):
    before, _, behind = reverse(f"articles:{view}", args=[PLACE]).partition(PLACE)
    return before, behind
