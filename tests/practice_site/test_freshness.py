"""The page cache in front of the real site."""

import random
import re
from datetime import timedelta

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils import timezone

from articles.models import Generation, OldPath, Publication, Topic
from articles.models.generation import after_commit
from articles.models.shown_at_once import ShownAtOnce
from practice_site import freshness
from practice_site.page_cache import Freshness
from tests.factories import (
    make_practice,
    make_published_article,
    make_published_page,
    make_topic,
)
from tests.practice_site import changes
from tests.practice_site.random_requests import differences, request
from tests.practice_site.real_site import ask, kept

pytestmark = pytest.mark.django_db


PATHS = [
    "/",
    "/articles/",
    "/articles/x/",
    "/articles/x/cite.bib",
    "/articles/x/references.json",
    "/fees/",
    "/topics/sleep/",
    "/series/",
    "/faqs/",
    "/references/",
    "/references.ris",
    "/feed/",
    "/feed.json",
    "/sitemap.xml",
    "/robots.txt",
    "/none/",
    "/none/whatsoever",
    "/old-blog/",
]
# Spelled one way or another, none of them is anywhere.
MISSING = [
    "/none/",
    "/none/whatsoever",
    "/<script>/",
    "/none\n",
    "/articles/none/",
    "/articles/none/cite.bib",
    "/articles/none/references.json",
    "/articles/none/references.csv",
    "/articles/?page=99",
    "/articles/?page=none",
    "/topics/none/?page=2",
    "/series/none/",
    "/archive/1999/",
    "/feed/?page=99",
    "/feed.json?page=x",
    "/sitemap-9.xml",
]
GONE = ["/articles/gone/", "/articles/gone/cite.ris", "/articles/gone/references.bib"]
NEVER = ["/search/", "/search/?q=sleep", "/articles", "/favicon.ico", "/healthz"]


@pytest.fixture
def site():
    make_practice(name="Two Trees")
    article = make_published_article(slug="x", topics=[make_topic(slug="sleep")])
    make_published_page("Fees", slug="fees")
    OldPath.objects.create(path="/old-blog/", article=article)


@pytest.mark.parametrize("path", PATHS)
def test_every_public_page_is_kept(cached, site, path):
    first, again = ask(cached, path), ask(cached, path)

    assert path in kept(cached)
    assert first == again


def test_every_missing_address_is_answered_with_the_same_page(cached, site):
    answers = {ask(cached, path)[::2] for path in MISSING}
    [page] = set(cached.cache.shelf.missing.values())

    assert answers == {("404 Not Found", page.body)}
    assert kept(cached) == {*MISSING}


@pytest.mark.parametrize("path", ["/feed/", "/feed.json", "/articles/"])
def test_a_page_that_a_list_has_not_hides_none_that_it_has(cached, site, path):
    assert ask(cached, f"{path}?page=99")[0] == "404 Not Found"
    assert ask(cached, path)[0] == "200 OK"


@pytest.mark.parametrize("path", GONE)
def test_a_withdrawn_article_s_addresses_are_kept_until_it_is_back(cached, site, path):
    article = make_published_article(slug="gone")
    article.withdraw()
    first, again = ask(cached, path), ask(cached, f"{path}?utm_source=x")
    assert first == again
    assert first[0] == "410 Gone"
    assert path in kept(cached)
    article.publish()

    assert ask(cached, path)[0] == "200 OK"


def test_endless_spellings_of_a_former_address_are_not_kept(cached, site):
    for path in ("/old-blog//", "//old-blog/", "/old-blog/ "):
        assert ask(cached, path)[0] == "301 Moved Permanently"

    assert not kept(cached)


@pytest.mark.parametrize("path", NEVER)
def test_the_search_and_what_is_no_page_are_not_kept(cached, site, path):
    ask(cached, path)

    assert not kept(cached)


def test_an_address_without_its_slash_keeps_what_was_asked(cached, site):
    ask(cached, "/articles")

    assert ask(cached, "/articles?page=2")[1]["location"] == "/articles/?page=2"


def test_no_page_needs_a_query_once_it_is_kept(cached, site, django_assert_num_queries):
    ask(cached, "/articles/x/")
    # The generation is asked for here at each hit, and by a thread in earnest.
    with django_assert_num_queries(1):
        ask(cached, "/articles/x/")


def test_an_own_change_is_told_after_its_commit(django_capture_on_commit_callbacks):
    told = []
    after_commit.append(lambda: told.append(1))
    try:
        with django_capture_on_commit_callbacks(execute=True):
            Generation.bump()
            assert not told
        assert told
    finally:
        after_commit.pop()


def test_switches_are_the_schedule_and_the_notice(site):
    article = make_published_article(slug="later")
    now = timezone.now()
    article.withdraw(at=now + timedelta(days=400))
    last, following, began = freshness.switches(now.timestamp())

    latest = Publication.objects.filter(at__lte=now).latest("at").at
    assert last == latest.timestamp()
    assert following == (now + timedelta(days=400)).timestamp()
    assert began == Generation.objects.get().at.timestamp()

    today = timezone.localdate()
    make_practice(notice="Away", notice_from=today, notice_until=today)
    last, following, _ = freshness.switches(now.timestamp())
    assert following <= (now + timedelta(days=1)).timestamp()
    assert last <= now.timestamp()


def test_a_database_without_tables_is_an_outage():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_generation RENAME TO elsewhere")
    with pytest.raises(freshness.Unavailable):
        freshness.generation_number()


def test_freshness_without_anything_published():
    found = Freshness(freshness.generation_number, freshness.switches, period=None)
    Generation.objects.all().delete()

    assert found.ask().number == (0, None)


UNUSUAL = [
    "/articles",
    "//articles/",
    "/articles//x/",
    "/ARTICLES/",
    "/articles/x",
    "/articles/\xe9/",
    "/articles/\xc3\xa9/",
    "/%2e%2e/",
    "",
    "/media/x.jpg",
    "/static/none.css",
    "/admin/",
    "/accounts/login/",
    "/old-blog",
    "/articles/gone/",
    "/search/",
    "/look-book-site-0.css",
    "/favicon.ico",
    "/archive/1999/",
    "/topics/none/",
    "/healthz",
]


def test_the_reply_is_the_same_with_and_without_the_page_cache(cached, site):
    make_published_article(slug="gone").withdraw()
    for n in range(10):
        make_published_article(f"More {n}", topics=article_topics())
    alone, chance = get_wsgi_application(), random.Random(5)
    found = [
        differences(request(chance, PATHS + PATHS + UNUSUAL), alone, cached.cache)
        for _ in range(120)
    ]

    assert [one for one in found if one] == []
    assert len(kept(cached)) > 20


def article_topics():
    return Topic.objects.all()


# What pages read and no draft is; each is written by methods that raise the
# generation themselves, of which ``changes`` has every one.
OF_METHODS = {
    "articles_article",
    "articles_article_topics",
    "articles_citation",
    "articles_generation",
    "articles_image",
    "articles_publication",
    "articles_publishedpage",
    "articles_publishedquestion",
    "articles_reference",
    "articles_rendition",
    "articles_revision",
}
READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def test_no_page_reads_what_may_change_unseen(client, django_assert_max_num_queries):
    changes.build()
    at_once = {model._meta.db_table for model in ShownAtOnce.__subclasses__()}
    paths = {*PATHS, "/articles/citing/", "/articles/gone/", "/archive/2026/"}
    paths |= {change.path for change in changes.CHANGES.values()}
    with django_assert_max_num_queries(10_000) as asked:
        for path in paths:
            client.get(path)

    read = {name for query in asked for name in READ.findall(query["sql"])}
    assert read == OF_METHODS | at_once
