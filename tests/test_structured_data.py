import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from articles.rendering import Document
from articles.structured_data import described, first_image
from articles.templatetags.reader import json_ld
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_series,
)


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "&lt;",
        '"}',
        "\u2028",
    ],
)
def test_no_text_ends_the_data_block(hostile):
    markup = json_ld({"headline": hostile})
    script = BeautifulSoup(markup, "html.parser").find_all(True)

    assert [element.name for element in script] == ["script"]
    assert json.loads(script[0].string) == {"headline": hostile}
    assert not {"<", ">", "&"} & set(script[0].string)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document(), None),
        (Document(body="<p>No picture.</p>"), None),
        (
            Document(body='<img src="/media/a.jpg" width="800" height="600" alt="A">'),
            ("https://two-trees.example/media/a.jpg", "A", 800, 600),
        ),
        (
            Document(
                lead_figure='<picture><source srcset="/media/a.webp 1200w">'
                '<img src="/media/a-800.jpg" srcset="/media/a-800.jpg 800w, '
                '/media/a-1200.jpg 1200w" width="1600" height="900" alt="&amp;">'
                "</picture>",
                body='<img src="/media/b.jpg" width="1" height="1" alt="">',
            ),
            ("https://two-trees.example/media/a-1200.jpg", "&", 1200, 675),
        ),
    ],
)
def test_first_picture_is_named_by_its_widest_file(settings, document, expected):
    settings.SITE_URL = "https://two-trees.example"
    image = first_image(document)

    found = image and (image.url, image.alt, image.width, image.height)
    assert found == expected


def test_description_is_one_line_of_bounded_length():
    assert described("Two\n lines ") == "Two lines"
    assert len(described("word " * 200)) == 300


def head(client, path):
    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
    scripts = page.find_all("script", type="application/ld+json")
    data = {d["@type"]: d for d in (json.loads(script.string) for script in scripts)}
    metas = {
        meta.get("property") or meta.get("name"): meta["content"]
        for meta in page.find_all("meta", content=True)
    }
    return page, data, metas


@pytest.mark.django_db
def test_article_says_what_it_shows(client, settings):
    settings.SITE_URL = "https://two-trees.example"
    make_practice(name="Two Trees")
    start = datetime(2026, 3, 1, 20, tzinfo=UTC)
    article = make_published_article(
        "Sleep",
        slug="sleep",
        now=start,
        summary="Nights, mostly.",
        series=make_series("Rest", slug="rest"),
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        lead_figure="lamp",
        authors=[make_clinician("Dana Reyes"), make_clinician("Lee Park")],
    )
    article.publish(change_note="More.", now=start.replace(month=4))

    page, data, metas = head(client, "/articles/sleep/")
    posting, crumbs = data["BlogPosting"], data["BreadcrumbList"]
    url = "https://two-trees.example/articles/sleep/"

    assert posting["headline"] == metas["og:title"] == "Sleep"
    assert posting["mainEntityOfPage"] == metas["og:url"] == url
    assert page.find("link", rel="canonical")["href"] == url
    assert posting["description"] == metas["description"] == "Nights, mostly."
    assert posting["datePublished"] == "2026-03-01T12:00:00-08:00"
    assert posting["dateModified"] == "2026-04-01T13:00:00-07:00"
    assert [author["name"] for author in posting["author"]] == [
        "Dana Reyes",
        "Lee Park",
    ]
    assert posting["publisher"]["name"] == "Two Trees"
    assert posting["image"] == metas["og:image"]
    assert metas["og:image"].startswith("https://two-trees.example/media/")
    assert metas["og:image:alt"] == "A lamp"
    assert metas["og:type"] == "article"
    assert [step["name"] for step in crumbs["itemListElement"]] == [
        "Home",
        "Articles",
        "Rest",
        "Sleep",
    ]
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3, 4]


@pytest.mark.django_db
def test_plain_page_is_no_blog_posting(client):
    make_published_page("Fees", slug="fees")

    _, data, metas = head(client, "/fees/")

    assert set(data) == {"BreadcrumbList"}
    assert metas["og:type"] == "website"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/articles/", "/series/", "/references/"])
def test_every_page_has_one_canonical_address(client, path):
    page, _, metas = head(client, path)

    assert [link["href"] for link in page.find_all("link", rel="canonical")] == [
        f"http://testserver{path}"
    ]
    assert metas["og:url"] == f"http://testserver{path}"


@pytest.mark.django_db
def test_page_two_is_its_own_canonical_address(client):
    for n in range(11):
        make_published_article(f"Article {n}")

    page, _, _ = head(client, "/articles/?page=2&utm_source=x")

    assert page.find("link", rel="canonical")["href"].endswith("/articles/?page=2")


@pytest.mark.django_db
def test_hostile_title_stays_text_everywhere(client):
    title = '"><script>alert(1)</script><!--'
    make_published_article(title, slug="x", summary=title)

    page, data, metas = head(client, "/articles/x/")

    assert data["BlogPosting"]["headline"] == title
    assert metas["og:title"] == title
    assert {script.get("type") for script in page.find_all("script")} == {
        "application/ld+json"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/none/", "/articles/gone/"])
def test_error_pages_have_no_canonical_address(client, path):
    make_published_article(slug="gone").withdraw()

    page, data, _ = head(client, path)

    assert page.find("link", rel="canonical") is None
    assert data == {}
