"""The call to action at an article's end: its own, or the practice's."""

from dataclasses import dataclass

from articles.models import BUTTON_URL
from articles.pages.reading_aids import with_cards
from articles.pages.site import safe


@dataclass(frozen=True)
class Invitation:
    """The call to action; ``url`` is empty where there is no button."""

    heading: str
    html: str
    label: str
    url: str
    availability: str = ""
    area: str = ""


def invitation(source, document, site, *, is_page):
    """The article's own, else the practice's; a plain page has only its own."""
    practice, own = site.practice, source.call_to_action
    if own:
        heading, html = own.heading, with_cards(document.call_to_action)
        label, url = own.label, own.url
    elif is_page or not (
        practice.cta_heading or practice.cta_text or practice.cta_label
    ):
        return None
    else:
        heading, html = practice.cta_heading, safe(practice.cta_html)
        label, url = practice.cta_label, practice.cta_url or practice.booking_url
    if site.availability.is_full and (not own or begins_therapy(url, practice)):
        label, url = parts(site.availability.elsewhere)
    elif site.availability.waits and url == practice.booking_url:
        label, url = parts(next(iter(site.availability.buttons), None))
    return Invitation(
        heading,
        html,
        *button(label, url),
        availability=site.availability.sentence,
        area=site.availability.area,
    )


def begins_therapy(url, practice):
    """Does a button lead to where somebody would ask for an appointment?"""
    return url.startswith(("tel:", "mailto:")) or url == practice.booking_url


def parts(link):
    return (link.title, link.url) if link else ("", "")


def button(label, url):
    """Label and address, both empty unless both are there and the address is safe."""
    if label and BUTTON_URL.match(url):
        return label, url
    return "", ""
