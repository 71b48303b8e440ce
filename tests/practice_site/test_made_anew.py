"""What all pages of one generation share is loaded for the first of them alone."""

from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Clinician, Generation, Practice
from articles.models.menu import reorder_menu
from tests.factories import (
    make_clinician,
    make_practice,
    make_published_article,
    make_published_page,
    make_series,
    make_topic,
)
from tests.practice_site.real_site import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    make_practice(name="Two Trees", phone="(510) 555-0100", place="12 Elm Street")
    make_clinician("Dana Reyes")
    make_published_page("Fees", slug="fees", menu_position=1)
    make_published_page("About", slug="about")
    topic = make_topic("Sleep", slug="sleep")
    series = make_series("Rest", slug="rest")
    for n in range(3):
        make_published_article(f"Loose {n}", slug=f"loose-{n}", topics=[topic])
        make_published_article(f"Part {n}", slug=f"part-{n}", series=series)


def queries(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return [query["sql"] for query in asked]


def text(cached, path):
    return ask(cached, path)[2].decode()


PATHS = [
    "/",
    "/articles/",
    "/articles/loose-1/",
    "/articles/part-1/",
    "/series/",
    "/series/rest/",
    "/topics/sleep/",
    "/references/",
    "/faqs/",
    "/feed/",
    "/feed.json",
    "/fees/",
    "/none/",
]
OF_THE_SITE = ("articles_practice", "articles_clinician", "articles_licence", "_place")


@pytest.mark.parametrize("path", PATHS)
def test_second_page_of_a_generation_asks_nothing_of_the_site(site, cached, path):
    first = queries(partial(text, cached, path))
    cached.cache.begin(cached.freshness.generation)
    again = queries(partial(text, cached, path))

    # Six, and two by which the page cache asks for the generation.
    assert len(again) <= 8
    assert len(again) <= len(first) - 3
    assert not [sql for sql in again if any(name in sql for name in OF_THE_SITE)]


def test_pages_are_the_same_whichever_comes_first(site, cached):
    first_of_all = {}
    for path in PATHS:
        Generation.bump()
        first_of_all[path] = ask(cached, path)[2]

    for first in PATHS:
        Generation.bump()
        for path in (first, *PATHS):
            assert ask(cached, path)[2] == first_of_all[path], (first, path)


CHANGES = {
    "the practice": (
        "Three Firs",
        lambda: Practice.objects.update(name="Three Firs"),
    ),
    "a clinician": (
        "Dana M. Reyes",
        lambda: Clinician.objects.update(name_as_filed="Dana M. Reyes"),
    ),
    "a new clinician": ("Robin Vale", lambda: make_clinician("Robin Vale")),
    "a license": (
        "98765",
        lambda: Clinician.objects.get().licences.update(number="98765"),
    ),
    "a place": (
        "9 Oak Lane",
        lambda: Practice.current().places.update(street="9 Oak Lane"),
    ),
    "a new page": ("Groups", lambda: make_published_page("Groups")),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", ["/", "/articles/", "/articles/loose-1/", "/none/"])
def test_change_is_on_the_next_page(site, cached, change, path):
    words, act = CHANGES[change]
    assert words not in text(cached, path)
    act()
    Generation.bump()

    assert words in text(cached, path)


def test_change_of_the_invitation_is_on_each_article_without_its_own(site, cached):
    make_published_article("Other", slug="other", cta_heading="Write to me")
    paths = ["/articles/loose-1/", "/articles/part-1/"]

    for words in ("Come by", "Talk to us"):
        Practice.objects.update(cta_heading=words)
        assert [invitation(cached, path) for path in paths] == [words, words]
        assert invitation(cached, "/articles/other/") == "Write to me"


def invitation(cached, path):
    page = BeautifulSoup(text(cached, path), "html.parser")
    return page.select_one("#invitation").get_text()


def test_change_of_the_menu_is_on_the_next_page(site, cached):
    pages = {page.slug: page.pk for page in Article.objects.filter(kind="page")}
    before = menu(cached)
    reorder_menu([pages["about"], pages["fees"]])

    assert before == ["Articles", "Series", "Fees", "Search"]
    assert menu(cached) == ["Articles", "Series", "About", "Fees", "Search"]


def menu(cached):
    page = BeautifulSoup(text(cached, "/articles/"), "html.parser")
    return [link.get_text() for link in page.select("#site-menu a")]


def test_site_read_before_a_change_is_on_no_page_after_it(site, cached):
    """The change comes when the site is loaded and the page is not yet finished."""
    django = get_wsgi_application()
    changes = [lambda: Practice.objects.update(name="Three Firs")]

    def changing(environ, start_response):
        answer = list(django(environ, start_response))
        if changes:
            changes.pop()()
            Generation.bump()
        return answer

    cached.cache.application = changing

    assert "Three Firs" in text(cached, "/articles/")
    for path in PATHS:
        assert "Two Trees" not in text(cached, path)


def test_site_read_after_a_change_that_is_not_known_yet_is_kept_for_no_later_page(
    site, cached
):
    """Read as the generation before it, whose other pages would be of both."""
    django = get_wsgi_application()
    changes = [lambda: Practice.objects.update(name="Three Firs")]

    def changing(environ, start_response):
        if changes:
            changes.pop()()
            Generation.bump()
        return list(django(environ, start_response))

    cached.cache.application = changing
    text(cached, "/articles/")
    Practice.objects.update(name="Four Oaks")
    Generation.bump()

    for path in PATHS:
        assert "Four Oaks" in text(cached, path)


def test_nothing_is_kept_without_the_page_cache(site, client):
    client.get("/articles/")
    Practice.objects.update(name="Three Firs")

    assert "Three Firs" in client.get("/articles/").content.decode()
    assert "Three Firs" in client.get("/search/").content.decode()


@pytest.fixture
def sure(cached):
    """As in a process whose thread has just heard that nothing has changed."""
    cached.freshness.leeway = 60
    return cached


def test_search_knows_the_site_while_it_is_sure(site, sure):
    text(sure, "/articles/")
    asked = queries(partial(text, sure, "/search/?q=loose"))

    assert not [sql for sql in asked if any(name in sql for name in OF_THE_SITE)]
    assert "Two Trees" in text(sure, "/search/?q=loose")


def test_search_reads_the_site_anew_where_it_might_have_changed(site, sure):
    text(sure, "/articles/")
    text(sure, "/search/?q=loose")
    Practice.objects.update(name="Three Firs")
    Generation.bump()
    sure.freshness.doubt()

    assert "Three Firs" in text(sure, "/search/?q=loose")


def test_site_that_a_search_has_read_is_on_no_page_of_its_generation(site, sure):
    """It may be newer than the generation that the process knows."""
    text(sure, "/fees/")
    sure.freshness.generation.kept.clear()
    Practice.objects.update(name="Three Firs")
    Generation.bump()
    text(sure, "/search/?q=loose")

    for path in PATHS:
        if path != "/fees/":
            assert "Three Firs" in text(sure, path)
