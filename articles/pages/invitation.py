"""The call to action at an article's end: its own, or the practice's."""

from dataclasses import dataclass

from articles.models import BUTTON_URL
from articles.pages.finished import safe
from articles.pages.reading_aids import with_cards


@dataclass(frozen=True)
class Invitation:
    """The call to action; ``url`` is empty where there is no button."""

    heading: str
    html: str
    label: str
    url: str
    availability: str = ""
    area: str = ""


def own_invitation(source, document, site):
    """An article's or a page's own, None without one."""
    own = source.call_to_action
    if not own:
        return None
    return invitation(
        site.practice,
        site.availability,
        (own.heading, with_cards(document.call_to_action)),
        (own.label, own.url),
        stays=not begins_therapy(own.url, site.practice),
    )


def practice_invitation(practice, room):
    """The same for every article without its own; None where there is none.

    ``room``: the practice's ``Availability``.
    """
    if not (practice.cta_heading or practice.cta_text or practice.cta_label):
        return None
    return invitation(
        practice,
        room,
        (practice.cta_heading, safe(practice.cta_html)),
        (practice.cta_label, practice.cta_url or practice.booking_url),
    )


def invitation(practice, room, words, way, *, stays=False):
    """``words``: heading and HTML; ``way``: label and address of the button.

    ``stays``: it leads there even while there is no room for new clients.
    """
    if room.is_full and not stays:
        way = parts(room.elsewhere)
    elif room.waits and way[1] == practice.booking_url:
        way = parts(next(iter(room.buttons), None))
    return Invitation(*words, *button(*way), availability=room.sentence, area=room.area)


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
