import pytest

from articles.models import OldPath
from tests.factories import (
    make_article,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
)

pytestmark = pytest.mark.django_db


def test_old_address_leads_to_the_current_one(client):
    article = make_published_article(slug="why-we-argue")
    article.move_to("why-couples-argue")

    response = client.get("/articles/why-we-argue/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/articles/why-couples-argue/"


@pytest.mark.parametrize("ext", ["json", "bib", "ris"])
def test_old_address_of_the_references_moves_with_it(client, ext):
    work = make_reference()
    article = make_published_article(slug="old", body=f"So it is [@{work.key}].")
    article.move_to("new")

    response = client.get(f"/articles/old/references.{ext}")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/articles/new/references.{ext}"


def test_address_taken_back_shows_the_article_again(client):
    article = make_published_article(slug="first")
    article.move_to("second")
    article.move_to("first")

    assert client.get("/articles/first/").status_code == 200
    assert client.get("/articles/second/").headers["Location"] == "/articles/first/"


def test_old_address_of_a_page_leads_to_the_current_one(client):
    page = make_published_page(slug="prices")
    page.move_to("fees")

    assert client.get("/prices/").headers["Location"] == "/fees/"


def test_article_asked_for_as_a_page_is_found(client):
    make_published_article(slug="why-we-argue")

    response = client.get("/why-we-argue/")

    assert response.headers["Location"] == "/articles/why-we-argue/"


@pytest.mark.parametrize(
    "path",
    ["/blog/why-we-argue", "/blog/why-we-argue/", "/blog/why-we-argue?format=amp"],
)
def test_former_site_s_address_leads_to_the_article(client, path):
    article = make_published_article(slug="why-we-argue")
    OldPath.objects.create(path="/blog/why-we-argue", article=article)

    response = client.get(path)

    assert response.status_code == 301
    assert response.headers["Location"] == "/articles/why-we-argue/"


@pytest.mark.parametrize("path", ["/why-we-argue", "/old-home/"])
def test_former_site_s_top_level_address_leads_to_the_article(client, path):
    article = make_published_article(slug="a-new-name")
    OldPath.objects.create(path=path, article=article)

    assert client.get(path, follow=True).request["PATH_INFO"] == "/articles/a-new-name/"


def test_former_site_s_address_of_a_draft_is_not_found(client):
    OldPath.objects.create(path="/blog/x", article=make_article(slug="secret"))

    assert client.get("/blog/x").status_code == 404


def test_withdrawn_article_is_gone_with_a_way_on(client):
    series = make_series("Nights", slug="nights")
    work = make_reference()
    article = make_published_article(
        "Taken down",
        slug="taken-down",
        summary="What it said",
        body=f"Its words [@{work.key}].",
        series=series,
    )
    make_published_article("Another part", series=series)
    article.withdraw()

    response = client.get("/articles/taken-down/")
    text = response.content.decode()

    assert response.status_code == 410
    assert 'href="/series/nights/"' in text
    assert "Another part" in text
    assert "Need help now?" in text
    assert "12345" in text
    for word in ("Taken down", "What it said", "Its words"):
        assert word not in text


def test_withdrawn_article_s_references_are_gone_too(client):
    article = make_published_article(slug="taken-down")
    article.withdraw()

    assert client.get("/articles/taken-down/references.json").status_code == 410


def test_old_address_of_a_withdrawn_article_ends_at_gone(client):
    article = make_published_article(slug="old")
    article.move_to("new")
    article.withdraw()

    assert client.get("/articles/old/", follow=True).status_code == 410


def test_gone_page_names_no_series_without_live_parts(client):
    article = make_published_article(slug="x", series=make_series("Nights"))
    article.withdraw()

    assert "Nights" not in client.get("/articles/x/").content.decode()


def test_republished_article_is_back(client):
    article = make_published_article(slug="x")
    article.withdraw()
    article.publish()

    assert client.get("/articles/x/").status_code == 200


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/articles", "/articles/"),
        ("/articles/x", "/articles/x/"),
        ("/series", "/series/"),
        ("/feed", "/feed/"),
        ("/admin", "/admin/"),
        ("/search?q=grief", "/search/?q=grief"),
        ("/articles?page=2", "/articles/?page=2"),
    ],
)
def test_address_without_its_last_slash_gets_it(client, path, target):
    response = client.get(path)

    assert response.status_code == 301
    assert response.headers["Location"] == target


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/x", "/\\evil.example", "/%2Fevil.example"],
)
def test_no_address_leads_to_another_site(client, path):
    location = client.get(path).headers.get("Location", "/")

    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/here/at/all/",
        "/articles/none/",
        "/articles/none/references.json",
        "/articles/none/references.csv",
        "/series/none/",
        "/topics/none/",
        "/" + 500 * "x" + "/",
        "/%00/",
        "/articles/%F0%9F%8C%B1/",
        "/.env",
        "/wp-login.php",
    ],
)
def test_unknown_address_gets_the_kind_page(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "This page isn’t here" in response.content.decode()


def test_what_an_unknown_address_says_is_not_echoed(client):
    assert "alert" not in client.get("/<script>alert(1)</script>").content.decode()
