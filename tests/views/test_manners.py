"""What holds for every reader's page: methods, headers, no cookies, no host."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
HTML = [
    "/",
    "/articles/",
    "/articles/x/",
    "/series/",
    "/series/rest/",
    "/topics/sleep/",
    "/references/",
    "/fees/",
    "/none/",
    "/articles/gone/",
]
DATA = [
    "/articles/x/references.json",
    "/references.ris",
    "/feed/",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.fixture(autouse=True)
def site():
    make_practice(name="Two Trees", phone="510-555-0100")
    work = make_reference()
    make_published_article(
        slug="x",
        body=f"So it is [@{work.key}].",
        series=make_series("Rest", slug="rest"),
        topics=[make_topic("Sleep", slug="sleep")],
    )
    make_published_article(slug="gone").withdraw()
    make_published_page("Fees", slug="fees")


@pytest.mark.parametrize("path", HTML + DATA)
def test_no_cookie_is_set_or_looked_at(client, path):
    client.cookies["sessionid"] = 32 * "s"
    client.cookies["csrftoken"] = 32 * "c"

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", HTML + DATA)
def test_page_is_the_same_for_who_is_signed_in(client, admin_client, path):
    assert client.get(path).content == admin_client.get(path).content


@pytest.mark.parametrize("path", HTML + DATA)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_get_and_head_are_answered(client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", HTML + DATA)
def test_head_is_get_without_the_body(client, path):
    get, head = client.get(path), client.head(path)

    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


@pytest.mark.parametrize("path", HTML[:8] + DATA)
def test_page_is_revalidated_by_its_etag(client, path):
    response = client.get(path)
    again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})

    assert response.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304


def test_etag_changes_with_the_page(client):
    before = client.get("/articles/").headers["ETag"]
    make_published_article("Another")

    response = client.get("/articles/", headers={"If-None-Match": before})

    assert response.status_code == 200


@pytest.mark.parametrize("path", HTML + DATA)
def test_host_of_the_request_is_never_printed(client, settings, path):
    settings.ALLOWED_HOSTS = ["evil.example"]
    settings.SITE_URL = "https://two-trees.example"

    response = client.get(path, headers={"Host": "evil.example"})

    assert "evil.example" not in response.content.decode()
    assert "evil.example" not in str(response.headers)


@pytest.mark.parametrize("path", HTML)
def test_only_script_is_structured_data(client, path):
    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")

    assert {script["type"] for script in page.find_all("script")} <= {
        "application/ld+json"
    }
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")], element
        assert "style" not in element.attrs


@pytest.mark.parametrize("path", HTML)
def test_nothing_is_fetched_from_elsewhere(client, path):
    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
    fetched = [e["src"] for e in page.select("[src]")]
    fetched += [
        e["href"]
        for e in page.select("link")
        if {"stylesheet", "icon", "preload"} & set(e["rel"])
    ]

    assert all(url.startswith("/") and not url.startswith("//") for url in fetched)


@pytest.mark.parametrize("path", HTML)
def test_help_is_among_the_first_three_stops_and_stands_below(client, path):
    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
    stops = page.select("a[href], button")[:3]

    assert "#help-now" in [stop.get("href") for stop in stops]
    urls = [a["href"] for a in page.select(".help-now .help-lines a")]
    assert urls[:3] == ["tel:988", "sms:988", "tel:911"]


@pytest.mark.parametrize("path", HTML)
def test_every_page_has_a_title_of_its_own(client, path):
    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
    others = [
        BeautifulSoup(client.get(other).content.decode(), "html.parser").title.string
        for other in HTML
        if other != path
    ]

    assert "Two Trees" in page.title.string
    assert page.title.string not in others
