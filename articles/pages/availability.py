"""Is there room for new clients, and what the invitations say and do about it."""

from dataclasses import dataclass

from articles.models import LICENCE_KINDS, TakingClients
from articles.pages.help_lines import telephone_url
from articles.pages.links import Link, page_url

# A page with this address, if there is one, tells where else to look for help.
ELSEWHERE = "finding-help"
CONTACT = "contact"

SENTENCES = {
    TakingClients.YES: "This practice is taking new clients.",
    TakingClients.WAITING: "This practice has a waiting list.",
    TakingClients.NO: "This practice is not taking new clients at present.",
}
# By (is there a telephone, is there an e-mail address).
HOW_TO_WAIT = {
    (True, True): "Call or write to be put on it.",
    (True, False): "Call to be put on it.",
    (False, True): "Write to be put on it.",
}
BOOK = "Book a time"
BOOK_FIRST = "Book a first conversation"
# Whoever comes here already books as before; nobody else is led there in vain.
BOOK_AGAIN = "Current clients: book a time"
ASK_FOR_A_PLACE = "Ask for a place on the list"


@dataclass(frozen=True)
class Availability:
    """``area``: a sentence on where people may be to be seen from here.

    ``buttons``: how to take the first step, the likeliest first; with no room, where
    else to turn. ``is_full``: no button may lead to a first appointment; ``waits``:
    only to the waiting list. ``booking``: the booking page, for whom it is open.
    """

    sentence: str = ""
    area: str = ""
    is_full: bool = False
    waits: bool = False
    buttons: tuple[Link, ...] = ()
    booking: Link | None = None
    elsewhere: Link | None = None


def availability(practice, clinicians, links):
    state = practice.taking_clients
    is_full = state == TakingClients.NO
    elsewhere = page_at(ELSEWHERE, links) if is_full else None
    sentences = [SENTENCES.get(state, "")]
    if state == TakingClients.WAITING:
        ways = (bool(practice.phone), bool(practice.email))
        sentences.append(HOW_TO_WAIT.get(ways, ""))
    return Availability(
        sentence=" ".join(filter(None, sentences)),
        area=area(practice.telehealth_area, clinicians),
        is_full=is_full,
        waits=state == TakingClients.WAITING,
        buttons=ways_without_room(elsewhere, links) if is_full else ways_in(practice),
        booking=booking(practice),
        elsewhere=elsewhere,
    )


def area(states, clinicians):
    states = states.strip(" .")
    if not states:
        return ""
    kinds = {licence.kind for one in clinicians for licence in one.licences.all()}
    if any(not LICENCE_KINDS[kind].is_supervised for kind in kinds):
        return f"Licensed to see people in {states}."
    return f"For people in {states}."


def booking(practice):
    """A waiting list is asked for by telephone or e-mail where there is either."""
    state, can_be_asked = practice.taking_clients, practice.phone or practice.email
    label = BOOK
    if state == TakingClients.NO or (state == TakingClients.WAITING and can_be_asked):
        label = BOOK_AGAIN
    elif state == TakingClients.WAITING:
        label = ASK_FOR_A_PLACE
    return Link(label, practice.booking_url) if practice.booking_url else None


def ways_in(practice):
    phone_url, email = telephone_url(practice.phone), practice.email
    books = booking(practice)
    is_open = books and books.title != BOOK_AGAIN
    ways = []
    if is_open:
        label = BOOK_FIRST if books.title == BOOK else books.title
        ways.append(Link(label, books.url))
    if phone_url:
        ways.append(Link(f"Call {practice.phone}", phone_url))
    if email and not is_open:
        ways.append(Link("Write an e-mail", f"mailto:{email}"))
    return tuple(ways)


def ways_without_room(elsewhere, links):
    return tuple(filter(None, (elsewhere, page_at(CONTACT, links))))


def page_at(slug, links):
    """The live plain page with this address, None if there is none."""
    url = page_url(slug)
    return next((link for link in links.pages if link.url == url), None)
