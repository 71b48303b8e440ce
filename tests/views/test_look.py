import pytest
from bs4 import BeautifulSoup

from tests.factories import make_image, make_practice

pytestmark = pytest.mark.django_db


def soup(client, path="/"):
    return BeautifulSoup(client.get(path).content.decode(), "html.parser")


def look_of(page):
    found = [link["href"] for link in page.select("link[rel=stylesheet]")]
    return next((href for href in found if href.startswith("/look-")), None)


def test_practice_like_the_site_links_no_look(client):
    make_practice()

    assert look_of(soup(client)) is None


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/references/", "/none/", "/search/"]
)
def test_every_page_links_the_practices_look(client, path):
    make_practice(accent="#7a2f5b", fonts="gentle")

    assert look_of(soup(client, path)).startswith("/look-gentle-7a2f5b-")


def test_look_is_a_stylesheet_that_browsers_keep(client, django_assert_num_queries):
    make_practice(accent="#7a2f5b")
    address = look_of(soup(client))

    with django_assert_num_queries(0):
        response = client.get(address)

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "--accent:#7a2f5b" in response.text


def test_address_of_another_release_gives_todays_look_and_is_not_kept(client):
    response = client.get("/look-plain-7a2f5b-000000000000.css")

    assert "--accent:#7a2f5b" in response.text
    assert response["Cache-Control"] == "no-cache"
    assert "X-Page-Cache" not in response.headers


@pytest.mark.parametrize(
    "name", ["comic-7a2f5b-0", "book-ffd400-0", "book", "book-zzz-0", "a-b-c-d", "--"]
)
def test_address_of_no_look_is_not_found(client, name):
    assert client.get(f"/look-{name}.css").status_code == 404


@pytest.mark.parametrize("accent", ["#ffd400", "nonsens"])
def test_stored_colour_that_cannot_be_read_is_left_out(client, accent):
    make_practice(accent=accent, fonts="plain")

    assert look_of(soup(client)).startswith("/look-plain-site-")


@pytest.mark.parametrize(
    ("size", "alt", "has_name", "on_phones"),
    [
        ((600, 150), "Two Trees", False, True),
        ((300, 150), "Two Trees", False, True),
        ((601, 100), "Two Trees", True, False),
        ((200, 200), "", True, False),
        ((20, 90), "", True, False),
    ],
)
def test_logo_says_the_name_or_stands_beside_it(client, size, alt, has_name, on_phones):
    logo = make_image(width=size[0], height=size[1])
    logo.renditions.create(crop="logo", width=size[0], format="webp", file="l.webp")
    make_practice(name="Two Trees", logo=logo)

    name = soup(client).select_one(".site-name")

    assert name.img["alt"] == alt
    assert ("Two Trees" in name.get_text()) is has_name
    assert ("no-phone" not in name.img["class"]) is on_phones


def test_icon_is_found_by_who_asks_without_a_link(client):
    assert client.get("/favicon.ico")["Location"].endswith("icon.svg")
    assert soup(client, "/accounts/login/").select_one("link[rel=icon]")
