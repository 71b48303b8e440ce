"""Pictures outside the text: in lists, as portraits, for others to show."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Image, Rendition
from articles.pages import Site, article_list, home_lists, live_page, series_list
from articles.pages.links import site_links
from articles.pages.pictures import OneFile, shown
from articles.source import Picture
from articles.source import Rendition as File
from articles.templatetags.reader import picture
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_series,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(media_root):
    return make_image("Lamp", width=900, height=600)


@pytest.fixture
def cup(media_root):
    return make_image("Cup", width=90, height=60)


def cut(image, *widths):
    """Rows alone: no test here opens a file."""
    for width in widths:
        for kind in ("avif", "jpeg"):
            name = f"images/{image.digest}-{width}.{kind}"
            Rendition.objects.create(
                image=image, crop="card", width=width, format=kind, file=name
            )


def showing(image, title="With a picture", name="lamp", **fields):
    figure = {"name": name, "image": image, "alt": "A lamp"}
    fields.setdefault("body", f"Words.\n\n![](figure:{name})")
    return make_published_article(title, figures=[figure], **fields)


def test_picture_in_a_list_is_the_lead_figure_and_else_the_first_in_the_text(lamp, cup):
    figures = [
        {"name": "cup", "image": cup, "decorative": True},
        {"name": "lamp", "image": lamp, "alt": "A lamp"},
    ]
    text = "![](figure:lamp)\n\n![](figure:cup)"
    first = make_published_article("First", body=text, figures=figures)
    lead = make_published_article(
        "Lead", body="![](figure:lamp)", figures=figures, lead_figure="cup"
    )
    none = make_published_article("None", body="Words.", figures=figures)

    shown = [a.publications.get().picture for a in (first, lead, none)]

    assert shown == [lamp, cup, None]


def test_listing_carries_the_card_in_every_format(lamp):
    showing(lamp)
    cut(lamp, 320, 640)

    [listing] = article_list(timezone.now(), 1).listed
    picture = listing.picture

    assert (picture.width, picture.height) == (640, 427)
    assert picture.url == f"/media/images/{lamp.digest}-640.jpeg"
    assert picture.srcset == ", ".join(
        f"/media/images/{lamp.digest}-{width}.jpeg {width}w" for width in (320, 640)
    )
    assert [kind for kind, _ in picture.sources] == ["image/avif"]


def test_card_that_is_not_made_yet_is_not_shown(lamp):
    showing(lamp)

    [listing] = article_list(timezone.now(), 1).listed

    assert listing.picture is None
    assert not picture(listing.picture, "10rem", "card-picture")


def test_card_in_the_page_is_decoration_and_has_its_size(lamp):
    showing(lamp)
    cut(lamp, 320)
    [listing] = article_list(timezone.now(), 1).listed

    html = picture(listing.picture, "10rem", 'card-picture"<')
    image = BeautifulSoup(html, "html.parser").img

    assert image["alt"] == ""
    assert image["class"] == ['card-picture"<']
    assert (image["width"], image["height"]) == ("320", "213")
    assert image["loading"] == "lazy"
    assert {tag["sizes"] for tag in (image, image.parent.source)} == {"10rem"}


@pytest.mark.parametrize("size", [1, 3])
def test_cards_take_one_query_a_list_however_many(lamp, cup, size):
    series = make_series()
    for n in range(size):
        for image in (lamp, cup):
            showing(image, f"{image} {n}", series=series)
    cut(lamp, 320)
    cut(cup, 90)
    now = timezone.now()
    for lists, queries in ((home_lists, 3), (series_list, 2)):
        with CaptureQueriesContext(connection) as asked:
            lists(now)
        assert len(asked) == queries
    article_list(now, 1)
    with CaptureQueriesContext(connection) as asked:
        assert all(listing.picture for listing in article_list(now, 1).listed)
    assert len(asked) == 3


def test_parts_of_a_series_keep_their_own_pictures(lamp, cup):
    series = make_series()
    for image in (lamp, cup):
        showing(image, str(image), series=series)
    make_published_article("Bare", series=series)
    cut(lamp, 320)
    cut(cup, 90)

    [shown] = series_list(timezone.now())

    assert {
        part.title: part.picture and part.picture.width for part in shown.parts
    } == {
        "Lamp": 320,
        "Cup": 90,
        "Bare": None,
    }
    assert Article.objects.count() == 3
    assert Image.objects.count() == 2


def social(image, width):
    Rendition.objects.create(
        image=image,
        crop="social",
        width=width,
        format="jpeg",
        file=f"images/{image.digest}-{width}.jpg",
    )


def page_of(article):
    return live_page(kind=article.kind, slug=article.slug, now=timezone.now())


def test_article_has_the_social_crop_of_its_picture(lamp, cup):
    article = showing(lamp)
    social(lamp, 1200)
    social(cup, 900)

    _, page = page_of(article)

    assert page.social_picture == OneFile(
        f"/media/images/{lamp.digest}-1200.jpg", 1200, 630
    )


@pytest.mark.parametrize("width", [None, 300])
def test_social_crop_that_is_missing_or_too_small_is_none(lamp, width):
    article = showing(lamp)
    if width:
        social(lamp, width)

    site, page = page_of(article)

    assert page.social_picture is None
    assert site.social_picture is None


@pytest.mark.parametrize("has_clinician", [True, False])
def test_every_page_knows_logo_and_home_picture(lamp, cup, has_clinician):
    make_practice(logo=cup, home_picture=lamp)
    if has_clinician:
        make_clinician()
    social(lamp, 1200)
    Rendition.objects.create(
        image=cup, crop="logo", width=60, format="webp", file="images/c-60.webp"
    )

    site = Site.load(timezone.now())

    assert site.logo == OneFile("/media/images/c-60.webp", 60, 40)
    assert site.social_picture.width == 1200


def test_logo_and_home_picture_cost_no_query(lamp, django_assert_num_queries):
    make_clinician()
    make_practice(logo=lamp, home_picture=lamp)
    lamp.make_crops()
    now = timezone.now()

    with django_assert_num_queries(4):
        site = Site.load(now)
        assert (site.logo.width, site.logo.height) == (216, 144)
        assert site.social_picture.height == 472


def test_portrait_is_cut_to_its_shape_where_that_is_made(lamp):
    make_clinician(portrait=lamp)
    links = site_links(timezone.now())
    [whole] = Site.load(timezone.now(), links, with_portraits=True).people
    lamp.make_crops()
    [cut] = Site.load(timezone.now(), links, with_portraits=True).people

    assert (whole.portrait.width, whole.portrait.height) == (900, 600)
    assert (cut.portrait.width, cut.portrait.height) == (480, 600)
    assert cut.portrait_alt == "Portrait of Dana Reyes"


def test_home_picture_is_there_whole_and_as_a_card(lamp):
    make_clinician()
    make_practice(home_picture=lamp)
    lamp.make_crops()

    site = Site.load(timezone.now(), with_portraits=True)

    assert (site.home_picture.width, site.home_picture.height) == (900, 600)
    assert (site.home_card.width, site.home_card.height) == (900, 600)
    assert site.home_card.url != site.home_picture.url
    assert (site.home_wide.width, site.home_wide.height) == (720, 600)


@pytest.mark.parametrize("is_cut", [True, False])
def test_home_page_shows_its_picture_cut_to_the_screen_and_whole_until_then(
    client, lamp, is_cut
):
    make_practice(home_picture=lamp, home_picture_alt="A lamp at night")
    make_clinician()
    if is_cut:
        lamp.make_crops()

    page = BeautifulSoup(client.get("/").text, "html.parser")
    picture = page.select_one(".welcome-picture picture")

    files = set(lamp.renditions.filter(crop="home").values_list("file", flat=True))
    wide = picture.select("source[media]")
    assert len(wide) == (2 if is_cut else 0)
    assert all(any(file in tag["srcset"] for file in files) for tag in wide)
    assert picture.img["alt"] == "A lamp at night"
    assert picture.img["width"] == "900"
    assert "loading" not in picture.img.attrs
    assert {tag["type"] for tag in picture.select("source:not([media])")} >= {
        "image/webp"
    }


def test_site_without_pictures_has_none():
    site = Site.load(timezone.now(), with_portraits=True)

    assert (site.logo, site.social_picture) == (None, None)
    assert (site.home_picture, site.home_card) == (None, None)


def test_everything_in_a_picture_s_markup_is_escaped_once():
    files = [File(f"/media/a&b.{kind}", 400, kind) for kind in ("avif", "jpeg")]
    words = 'A "lamp" & <b>'
    html = picture(shown(Picture(400, 300, tuple(files))), "10<rem", "a>b", words)
    found = BeautifulSoup(html, "html.parser")

    assert found.img["alt"] == words
    assert found.img["src"] == "/media/a&b.jpeg"
    assert found.img["srcset"] == "/media/a&b.jpeg 400w"
    assert found.source["srcset"] == "/media/a&b.avif 400w"
    assert found.source["sizes"] == found.img["sizes"] == "10<rem"
    assert found.img["class"] == ["a>b"]
    assert "<b>" not in html
    assert "a&b" not in html
