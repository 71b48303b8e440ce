"""Pages and lists find their rows by indexes: their cost stays as libraries grow.

Each page is asked for once before, for what is counted over everything is kept.
"""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Publication, PublishedPage
from articles.models.kept import moment
from articles.models.site_check import missing_on_site
from articles.pages.list_rows import newest_rows, topic_rows
from tests.factories import (
    make_article,
    make_image,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
# However large the library, a practice has few of these.
SMALL = "clinician|licence|place|practice|topic|series|generation"
WHOLE_TABLE = {
    # A name that stands for several tables is one of whom few have accounts.
    "sqlite": re.compile(
        rf"SCAN (?!CONSTANT|articles_(?:{SMALL})$|\S*\bauth_user$)\S+$"
    ),
    "postgresql": re.compile(rf"Seq Scan on (?!articles_(?:{SMALL})\b)articles_\w+"),
}
# So few rows would be read as they lie, and sorted.
BY_INDEX = """
    SET LOCAL enable_seqscan = off;
    SET LOCAL enable_sort = off;
    SET LOCAL enable_bitmapscan = off;
"""


# A table that was emptied is to the planner as one that it has never looked at.
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^articles_'"
FIGURES = "DELETE FROM pg_statistic WHERE starelid::regclass::text ~ '^articles_'"
MAY_FORGET = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


@pytest.fixture(autouse=True)
def unknown_tables():
    """PostgreSQL counts by itself, at times, the tables of tests that took back all
    they wrote. Plans for tables that it holds to be empty say nothing of large ones.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute(f"TRUNCATE {', '.join(name for (name,) in cursor.fetchall())}")
        cursor.execute(MAY_FORGET)
        if cursor.fetchone()[0]:
            cursor.execute(FIGURES)


@pytest.fixture
def sleep():
    """A topic of one article among others."""
    topic, work = make_topic("Sleep", slug="sleep"), make_reference()
    make_published_article(
        slug="one",
        body=f"![](figure:lamp)\n\nSo it is [@{work.key}].",
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        faqs=[("Why?", "So.")],
        series=make_series(slug="rest"),
        topics=[topic],
    )
    make_published_article(slug="alone", topics=[topic], review_due_on=date(2020, 1, 1))
    make_published_article(slug="later", at=timezone.now() + timedelta(days=1))
    make_published_page(slug="fees")
    make_article("Draft")
    return topic


def plans(act):
    """The lines of the plans of all queries that ``act`` asks."""
    asked = []

    def noting(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        act()
    return [line for query in asked for line in plan(*query)]


def plan(sql, params):
    if not sql.startswith("SELECT"):
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{BY_INDEX} EXPLAIN {sql}", params)
            return [line for (line,) in cursor.fetchall()]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [with_names(row[3], sql) for row in cursor.fetchall()]


def with_names(line, sql):
    """SQLite says ``U0``; here stand the tables that the query calls so."""
    return re.sub(
        r"\b[U-Z]\d\b",
        lambda alias: "/".join(sorted(set(re.findall(rf'"(\w+)" {alias[0]}\b', sql)))),
        line,
    )


def assert_by_index(lines, index):
    assert [line for line in lines if WHOLE_TABLE[connection.vendor].search(line)] == []
    assert [line for line in lines if re.search(rf"\b{index}\b", line)]


PAGES = {
    "/": "newest",
    "/articles/": "newest",
    "/archive/{year}/": "newest",
    "/feed/": "newest",
    "/feed.json": "newest",
    "/articles/one/": "last_edited_kind",
    "/articles/alone/": "last_edited_kind",
    "/fees/": "last_edited_kind",
    "/nothing/": "last_edited_kind",
    "/topics/sleep/": "switches",
    "/series/rest/": "last_edited_kind",
    "/references/": "library_in_order",
    "/references/?page=1": "library_in_order",
    "/faqs/": "switches",
}


@pytest.mark.parametrize(("path", "index"), PAGES.items())
def test_page_reads_no_table_whole(client, sleep, path, index):
    path = path.format(year=timezone.localdate().year)
    client.get(path)
    if connection.vendor == "postgresql" and index == "last_edited_kind":
        # Of so few articles it finds the pages by any of their indexes.
        index = "articles_article"

    assert_by_index(plans(lambda: client.get(path)), index)


@pytest.mark.parametrize(
    ("path", "index"),
    [
        ("/admin/articles/article/", "last_edited"),
        ("/admin/articles/article/?kind=article", "last_edited_kind"),
        ("/admin/articles/article/?kind=page", "last_edited_kind"),
        ("/admin/articles/image/", "newest_pictures"),
        ("/admin/articles/reference/", "library_in_order"),
    ],
)
def test_list_of_the_desk_reads_no_table_whole(admin_client, sleep, path, index):
    assert_by_index(plans(lambda: admin_client.get(path)), index)


def test_articles_of_a_topic_are_counted_in_an_index_alone(admin_client, sleep):
    lines = plans(lambda: admin_client.get("/admin/articles/topic/"))

    found = [line for line in lines if "articles_article_topics_topic_id" in line]
    assert found
    assert all("COVERING" in line or "Index Only Scan" in line for line in found)


# By which the desk's first page finds what waits. Of so few rows PostgreSQL finds some
# by others.
DESK = {
    "how_works_are_known",
    "incomplete_works",
    "last_backup",
    "last_checked",
    "last_edited_works",
    "notices_by_decision",
    "points_to_look_at",
    "reviews_due",
    "works_by_check",
}
ALIKE = {"incomplete_works", "notices_by_decision", "works_by_check"}


def test_first_page_of_the_desk_reads_no_table_whole(admin_client, sleep):
    lines = plans(lambda: admin_client.get("/admin/"))

    for index in DESK - ALIKE if connection.vendor == "postgresql" else DESK:
        assert_by_index(lines, index)


TEN = slice(0, 10)
ASKED = {
    "newest": lambda now, topic: topic_rows(True).part(TEN, now=now, topic=topic.pk),
    "articles_article_topics_topic_id_": lambda now, topic: topic_rows(False).part(
        TEN, now=now, topic=topic.pk
    ),
    "switches": lambda now, topic: Publication.objects.switches(now),
    "stale": lambda now, topic: PublishedPage.objects.all().progress(now),
    "reviews_due": lambda now, topic: missing_on_site(now),
}


@pytest.mark.parametrize("index", ASKED)
def test_question_leads_to_its_index(sleep, index):
    now = timezone.now()

    lines = plans(lambda: ASKED[index](now, sleep))

    assert [line for line in lines if index in line]


def test_moment_of_what_is_kept_is_looked_up(sleep):
    assert_by_index(plans(lambda: moment(timezone.now())), "switches")


@pytest.mark.parametrize("count", [5, 10, 20, 500])
def test_newest_are_walked_however_many_are_asked_for(sleep, count):
    now = timezone.now()

    lines = plans(lambda: newest_rows().part(slice(0, count), now=now))

    assert_by_index(lines, "newest")
    assert not [line for line in lines if "TEMP B-TREE" in line or "Sort" in line]
