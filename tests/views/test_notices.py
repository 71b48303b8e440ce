"""What the practice says on every page: its notice line, its room, help at once."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory

from articles.models import Publication
from articles.views.errors import server_error
from tests.factories import (
    make_clinician,
    make_practice,
    make_published_article,
    make_published_page,
    make_topic,
)

pytestmark = pytest.mark.django_db
OPEN = {
    "phone": "(707) 555-0142",
    "booking_url": "https://book.example/",
    "telehealth_area": "California",
}


def soup(client, path="/"):
    return BeautifulSoup(client.get(path).content, "html.parser")


def notice(page):
    found = page.select_one(".site-notice")
    return found and found.get_text(strip=True)


@pytest.mark.parametrize("path", ["/", "/articles/", "/nowhere/", "/fees/"])
def test_notice_line_stands_at_the_head_of_every_page(client, path):
    make_published_page("Fees", slug="fees")
    make_practice(notice="Away until August 12.")

    page = soup(client, path)

    assert notice(page) == "Away until August 12."
    assert page.select_one("header ~ .site-notice ~ main")


def test_notice_line_goes_after_its_last_day(client):
    make_practice(notice="Away.", notice_until=date.today() - timedelta(days=2))

    assert notice(soup(client)) is None


@pytest.mark.parametrize(
    ("state", "sentence", "ways"),
    [
        ("", None, ["Book a first conversation", "Call (707) 555-0142"]),
        (
            "yes",
            "This practice is taking new clients.",
            ["Book a first conversation", "Call (707) 555-0142"],
        ),
        (
            "waiting",
            "This practice has a waiting list. Call to be put on it.",
            ["Call (707) 555-0142"],
        ),
        ("no", "This practice is not taking new clients at present.", []),
    ],
)
def test_home_says_whether_there_is_room(client, state, sentence, ways):
    make_clinician()
    make_practice(taking_clients=state, **OPEN)

    welcome = soup(client).select_one(".welcome")

    said = welcome.select_one(".availability strong")
    assert (said and said.get_text()) == sentence
    assert "Licensed to see people in California." in welcome.get_text()
    assert [a.get_text() for a in welcome.select(".buttons a")] == ways


BOOKINGS = [
    ("", "", "Book a time"),
    ("yes", "", "Book a time"),
    ("waiting", "(707) 555-0142", "Current clients: book a time"),
    ("waiting", "", "Ask for a place on the list"),
    ("no", "", "Current clients: book a time"),
]


@pytest.mark.parametrize(("state", "phone", "words"), BOOKINGS)
def test_booking_page_is_offered_everywhere_to_whom_it_is_open(
    client, state, phone, words
):
    make_practice(**OPEN | {"taking_clients": state, "phone": phone})
    make_published_page("Contact", slug="contact")

    for path, places in (
        ("/", (".where", ".site-footer")),
        ("/contact/", (".contact-card", ".site-footer")),
        ("/nowhere/", (".site-footer",)),
    ):
        page = soup(client, path)
        for place in places:
            link = page.select_one(f"{place} a[href='https://book.example/']")
            assert link.get_text() == words, (path, place)


def test_practice_of_associates_is_not_called_licensed(client):
    person = make_clinician(licence=False)
    person.licences.create(kind="amft", number="1", state="California")
    make_practice(telehealth_area="California")

    text = soup(client).select_one(".availability").get_text(strip=True)

    assert text == "For people in California."


def invitation(client, article):
    return soup(client, article.get_absolute_url()).select_one(".invitation")


def test_invitation_without_room_leads_to_help_elsewhere(client):
    make_practice(
        taking_clients="no", cta_heading="Begin", cta_label="Book", cta_url="/fees/"
    )
    article = make_published_article()
    assert invitation(client, article).select("a") == []

    make_published_page("Finding help elsewhere", slug="finding-help")

    link = invitation(client, article).select_one("a")
    assert (link.get_text(), link["href"]) == (
        "Finding help elsewhere",
        "/finding-help/",
    )


def test_invitation_with_a_waiting_list_leads_to_it_and_not_to_a_first_hour(client):
    make_practice(
        taking_clients="waiting", cta_heading="Begin", cta_label="Book", **OPEN
    )

    link = invitation(client, make_published_article()).select_one("a")

    assert (link.get_text(), link["href"]) == (
        "Call (707) 555-0142",
        "tel:+17075550142",
    )


@pytest.mark.parametrize(
    ("url", "stays"), [("tel:7075550142", False), ("/articles/part-two/", True)]
)
def test_own_button_stays_unless_it_asks_for_an_appointment(client, url, stays):
    make_practice(taking_clients="no")
    article = make_published_article(
        cta_heading="On", cta_label="Go on", cta_url=url, cta_text="Then."
    )

    assert bool(invitation(client, article).select("a")) is stays


def test_help_is_a_link_in_the_header_also_without_a_database():
    page = BeautifulSoup(server_error(RequestFactory().get("/")).content, "html.parser")

    link = page.select_one("header a.help-link")
    assert page.select_one(link["href"]).name == "h2"
    assert page.select_one("aside a[href='sms:988']")


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/articles/"])
def test_help_is_the_third_stop_of_a_page(client, path):
    stops = soup(client, path).select("a[href], button")

    assert [stop.get_text() for stop in stops[:3]][2] == "Need help now?"


def test_contact_page_prints_the_details_and_has_no_form(client):
    make_practice(email="hello@two.example", contact_hours="Mornings", **OPEN)
    make_practice(place="41 Saltmarsh Lane")
    make_published_page("Contact", slug="contact", body="Ring twice.")

    card = soup(client, "/contact/").select_one(".contact-card")

    ways = [dt.get_text() for dt in card.select("dt")]
    assert ways == [
        "Telephone",
        "When we answer",
        "E-mail",
        "Online booking",
        "Place",
        "Online",
    ]
    assert card.select("a")[0]["href"] == "tel:988"
    assert "leave out clinical details" in card.get_text()
    assert not soup(client, "/contact/").select("form, input, textarea")


def test_other_pages_have_no_contact_card(client):
    make_published_page("Fees", slug="fees")
    make_published_article("Contact", slug="contact")

    for path in ("/fees/", "/articles/contact/"):
        assert soup(client, path).select_one(".contact-card") is None


def test_nothing_of_this_moves_an_article_s_date(client):
    topic = make_topic()
    article = make_published_article(topics=[topic])
    before = Publication.objects.get()

    make_practice(taking_clients="no", notice="Away.")
    topic.crisis_card = "suicide"
    topic.save()

    page = soup(client, article.get_absolute_url())
    assert page.select_one("#crisis-card")
    assert "Updated" not in page.select_one(".byline").get_text()
    assert Publication.objects.get().shown_at == before.shown_at


def test_of_two_topics_cards_one_is_shown_and_the_article_s_own_wins(client):
    topics = [
        make_topic(card, crisis_card=card) for card in ("child", "suicide", "assault")
    ]
    article = make_published_article(topics=topics)

    def heading():
        cards = soup(client, article.get_absolute_url()).select("#crisis-card")
        return [card.get_text() for card in cards]

    assert heading() == ["Call or text 988 now if:"]
    article.crisis_card = "violence"
    article.save()
    assert heading() == ["Call 1-800-799-7233 if:"]
