import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article
from articles.pages import Link, live_page
from articles.rendering import Document
from articles.structured_data import article_metadata, described, without_contact
from articles.structured_data.head import inverted
from articles.structured_data.pictures import first_image
from articles.templatetags.reader import json_ld
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)
from tests.seen import assert_nothing_unseen


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
    assert described("n" * 300) == "n" * 300
    assert described("n" * 301) == "n" * 299 + "…"
    assert described("cafe\u0301") == "caf\u00e9"


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
        standfirst="What is known.",
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
    assert posting["mainEntityOfPage"]["@id"] == metas["og:url"] == url
    assert page.find("link", rel="canonical")["href"] == url
    assert metas["description"] == metas["og:description"] == "Nights, mostly."
    assert posting["description"] == "What is known."
    assert posting["datePublished"] == "2026-03-01T12:00:00-08:00"
    assert posting["dateModified"] == "2026-04-01T13:00:00-07:00"
    assert [author["name"] for author in posting["author"]] == [
        "Dana Reyes",
        "Lee Park",
    ]
    assert posting["publisher"]["name"] == "Two Trees"
    assert posting["image"] == [metas["og:image"]]
    assert metas["og:image"].startswith("https://two-trees.example/media/")
    assert metas["og:image:alt"] == "A lamp"
    assert metas["og:type"] == "article"
    assert metas["citation_publication_date"] == "2026/03/01"
    assert metas["citation_date"] == "2026/04/01"
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


@pytest.fixture
def site():
    """An article with all that structured data may say, and a page about its author."""
    practice = make_practice(
        name="Two Trees",
        tagline="Talking, in Oakland",
        place="12 Elm Street",
        phone="(510) 555-0100",
        email="hello@two-trees.example",
        telehealth_area="California",
    )
    dana = make_clinician("Dana Reyes", name_as_used="Dee Reyes")
    dana.portrait = make_image()
    dana.save()
    work = make_reference(title="Rest & “repair”: A trial of <em>sleep</em>")
    make_published_article(
        "Sleep",
        slug="sleep",
        now=datetime(2026, 5, 1, tzinfo=UTC),
        standfirst="What is known.",
        body=f"So it is [@{work.key}].\n\n![](figure:lamp)",
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        series=make_series("Rest", slug="rest"),
        topics=[make_topic("Nights", slug="nights"), make_topic("Work")],
        authors=[dana],
        reviewed_on=date(2026, 5, 2),
    )
    make_published_page(
        "About Dana",
        slug="dana",
        about=dana,
        body="![](figure:me)",
        figures=[{"name": "me", "image": dana.portrait, "alt": "Dana at her desk"}],
    )
    return practice


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/archive/2026/",
        "/articles/",
        "/articles/sleep/",
        "/dana/",
        "/faqs/",
        "/references/",
        "/series/rest/",
        "/topics/nights/",
    ],
)
def test_structured_data_says_only_what_is_seen(client, site, path):
    assert_nothing_unseen(client, path)


@pytest.mark.django_db
def test_article_names_review_sources_and_place_in_its_series(client, site):
    _, data, _ = head(client, "/articles/sleep/")
    posting = data["BlogPosting"]

    assert posting["mainEntityOfPage"]["lastReviewed"] == "2026-05-02"
    assert posting["keywords"] == ["Nights", "Work"]
    assert posting["isPartOf"]["name"] == "Rest"
    assert posting["position"] == 1
    [source] = posting["citation"]
    assert "Rest & “repair”: A trial of sleep" in source
    assert "https://doi.org/10.5555/" in source


@pytest.mark.django_db
def test_author_carries_the_licence_beside_the_name(client, site):
    _, data, _ = head(client, "/articles/sleep/")

    [author] = data["BlogPosting"]["author"]

    assert author == {
        "@type": "Person",
        "@id": "http://testserver/#clinician-dana-reyes",
        "name": "Dee Reyes",
        "alternateName": "Dana Reyes",
        "url": "http://testserver/dana/",
        "jobTitle": "Licensed Marriage and Family Therapist",
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": "Licensed Marriage and Family Therapist",
                "identifier": "12345",
                "validIn": {"@type": "AdministrativeArea", "name": "California"},
            }
        ],
    }


@pytest.mark.django_db
def test_byline_leads_to_the_page_about_its_author_while_that_is_live(client, site):
    def leads_to():
        page = head(client, "/articles/sleep/")[0]
        return page.select_one(".byline a.author")["href"]

    assert leads_to() == "/dana/"
    Article.objects.get(slug="dana").withdraw()
    assert leads_to() == "/#clinician-dana-reyes"


@pytest.mark.django_db
def test_page_about_a_person_is_a_profile_page(client, site):
    page, data, _ = head(client, "/dana/")
    profile = data["ProfilePage"]
    person = profile["mainEntity"]

    assert profile["url"] == person["url"] == "http://testserver/dana/"
    assert person["name"] == "Dee Reyes"
    assert person["identifier"] == "12345"
    assert person["image"].endswith(page.main.img["src"])


@pytest.mark.django_db
def test_portrait_that_the_page_does_not_show_is_not_named(client):
    make_published_page(
        "About", slug="about", about=make_clinician(portrait=make_image())
    )

    _, data, _ = head(client, "/about/")

    assert "image" not in data["ProfilePage"]["mainEntity"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "kind", "address"),
    [
        (
            {"street": "12 Elm Street", "city": "Oakland", "postal_code": "94601"},
            "MedicalBusiness",
            {
                "@type": "PostalAddress",
                "streetAddress": "12 Elm Street",
                "addressLocality": "Oakland",
                "addressRegion": "California",
                "postalCode": "94601",
            },
        ),
        (
            {"city": "Oakland"},
            "Organization",
            {
                "@type": "PostalAddress",
                "addressLocality": "Oakland",
                "addressRegion": "California",
            },
        ),
        (None, "Organization", None),
    ],
)
def test_practice_is_a_business_where_it_has_a_door(client, place, kind, address):
    practice = make_practice(name="Two Trees", phone="(510) 555-0100")
    if place:
        practice.places.create(**place)

    _, data, _ = head(client, "/")

    assert set(data) == {"WebSite", kind}
    assert data[kind]["telephone"] == "(510) 555-0100"
    assert data[kind].get("address") == address


@pytest.mark.django_db
def test_reference_manager_saves_the_page_as_a_blog_post(client, site):
    page, _, metas = head(client, "/articles/sleep/")

    assert metas["z:itemType"] == "blogPost"
    assert metas["citation_title"] == "Sleep"
    assert metas["citation_author"] == "Reyes, Dee"
    assert metas["og:site_name"] == "Two Trees"
    shown = page.select_one(".byline time")["datetime"]
    assert metas["citation_publication_date"] == shown.replace("-", "/")
    assert "citation_journal_title" not in metas
    assert "citation_title" not in head(client, "/dana/")[2]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Reyes", "Reyes, Dana"),
        ("Anna Maria Reyes", "Reyes, Anna Maria"),
        ("Anna van der Berg", "van der Berg, Anna"),
        ("Anna Maria van der Berg", "Anna Maria van der Berg"),
        ("Prince", "Prince"),
    ],
)
def test_names_are_inverted_for_reference_managers(name, expected):
    assert inverted(name) == expected


@pytest.mark.django_db
def test_open_graph_says_when_and_of_what_the_article_is(client, site):
    _, _, metas = head(client, "/articles/sleep/")

    assert "citation_date" not in metas
    assert metas["article:section"] == "Rest"
    assert metas["article:tag"] == "Work"
    assert metas["article:author"] == "http://testserver/dana/"
    assert metas["article:published_time"][10] == "T"
    assert metas["og:locale"] == "en_US"
    assert metas["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Nights,\nmostly.",), "Nights, mostly."),
        (("Call (510) 555-0100.", "What is known."), "What is known."),
        (("Call 510-555-0100.",), ""),
        (("Call +1 510.555.0100.",), ""),
        (("Write to a.b@two-trees.example.", " "), ""),
        (("From 1990 to 2015, 227-237 people.",), "From 1990 to 2015, 227-237 people."),
        (("Call 988.", "x"), "Call 988."),
        (("Follow @dana.",), "Follow @dana."),
    ],
)
def test_text_with_contact_details_does_not_stand_alone(texts, expected):
    assert without_contact(*texts) == expected


@pytest.mark.django_db
def test_parts_of_a_series_name_their_neighbours(client):
    series = make_series()
    for slug in ("one", "two", "three"):
        make_published_article(slug, slug=slug, series=series)
    make_published_article(slug="loose")

    def neighbours(slug):
        page = head(client, f"/articles/{slug}/")[0]
        links = page.head.select("link[rel=prev], link[rel=next]")
        return [(link["rel"][0], link["href"].split("/")[-2]) for link in links]

    assert neighbours("two") == [("prev", "one"), ("next", "three")]
    assert neighbours("loose") == []


@pytest.mark.django_db
def test_later_pages_of_a_list_say_only_what_is_seen(client):
    for n in range(11):
        make_published_article(f"Article {n}")

    assert_nothing_unseen(client, "/articles/?page=2")


@pytest.fixture
def naughty(testdata):
    strings = json.loads((testdata / "strings" / "blns.json").read_text())
    return [s for s in strings if s.strip()]


@pytest.mark.django_db
def test_any_string_stays_text_in_the_head(naughty):
    make_published_article(slug="x", topics=[make_topic()])
    site, page = live_page(kind="article", slug="x", now=timezone.now())
    heads = []
    for text in naughty:
        site.practice.name = site.clinicians[0].name_as_used = text
        [author] = page.authors
        shown = replace(
            page,
            title=text,
            standfirst=text,
            summary=text,
            authors=(replace(author, name=text, full_name=text),),
            topics=(Link(text, "/topics/x/"),),
        )
        metadata = article_metadata(site, shown)
        context = {"site": site, "metadata": metadata}
        heads.append(render_to_string("includes/metadata.html", context))

    found = BeautifulSoup("".join(heads), "html.parser")

    assert {element.name for element in found.find_all(True)} == {
        "link",
        "meta",
        "script",
    }
    posts = [json.loads(script.string) for script in found.find_all("script")[::2]]
    titles = [meta["content"] for meta in found.select('[name="citation_title"]')]
    assert [post["headline"] for post in posts] == titles == naughty
    assert [post["author"][0]["name"] for post in posts] == naughty
