"""Which live texts answer, and in which order: the same on every database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Publication
from articles.search import ranked
from articles.search.ranking import BY_INDEX
from articles.words import read_question
from tests.factories import (
    make_article,
    make_published_article,
    make_published_page,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def found(typed, now=None, **options):
    keys = ranked(read_question(typed), now or timezone.now(), **options).keys
    titles = dict(Publication.objects.values_list("pk", "title"))
    return [titles[key] for key in keys]


def mended(typed):
    return ranked(read_question(typed), timezone.now()).question.text


def test_only_what_is_live_is_found():
    now = timezone.now()
    make_article("Draft of sleep")
    make_published_article("Withdrawn sleep").withdraw()
    make_published_article("Planned sleep", at=now + timedelta(hours=1))
    make_published_article("Ending sleep").withdraw(at=now + timedelta(hours=2))

    assert found("sleep") == ["Ending sleep"]
    assert set(found("sleep", now + timedelta(hours=1))) == {
        "Ending sleep",
        "Planned sleep",
    }
    assert found("sleep", now + timedelta(hours=3)) == ["Planned sleep"]


def test_a_scheduled_version_is_found_by_its_own_words_from_its_minute_on():
    now = timezone.now()
    article = make_published_article("Sleep", body="On insomnia.")
    article.body = "On nightmares."
    article.save()
    article.publish(at=now + timedelta(hours=1))

    later = now + timedelta(hours=1)
    assert (found("insomnia"), found("nightmares")) == (["Sleep"], [])
    assert (found("insomnia", later), found("nightmares", later)) == ([], ["Sleep"])


def test_titles_come_before_headings_and_headings_before_text():
    make_published_article("Third", body=f"{'Much is said. ' * 40}Grief is love.")
    make_published_article("First is grief", body="Nothing more is said.")
    make_published_article("Second", body="Before.\n\n## On grief\n\nSaid.")

    assert found("grief") == ["First is grief", "Second", "Third"]


def test_a_question_is_answered_by_most_of_its_words():
    make_published_article("Nights", body="You wake at three in the morning.")
    make_published_article("Mornings", body="The morning is a good time.")

    assert found("why do I always wake up at 3 in the morning?")[0] == "Nights"


def test_topics_and_series_are_found_by_their_names():
    make_published_article("One", topics=[make_topic("Jealousy")])
    make_published_article("Two", series=make_series("The jealous heart"))
    make_published_article("Three")

    assert set(found("jealousy")) == {"One", "Two"}


def test_plain_pages_are_found():
    make_published_page("Fees", body="A session costs 180 dollars.")

    assert found("how much is a session") == ["Fees"]


def test_phrases_must_stand_as_typed_and_what_is_excluded_must_not():
    make_published_article("One", body="A panic attack on a train.")
    make_published_article("Two", body="An attack of panic on a bus.")

    assert found('"panic attack"') == ["One"]
    assert found("panic -bus") == ["One"]
    assert len(found("panic attack")) == 2


def test_accents_and_endings_do_not_matter():
    make_published_article("One", body="A café for worries.")

    assert found("CAFE") == found("worrying") == ["One"]


def test_typing_errors_are_mended_from_live_texts_alone():
    make_article("Draft", body="On detachment.")
    make_published_article("Planned", body="On depersonalisation.", at=soon())
    make_published_article("Live", body="On attachment and grief.")

    assert mended("Atachment, greif") == "attachment, grief"
    assert found("atachment") == ["Live"]
    assert mended("depersonalisatoin") == "depersonalisatoin"
    assert found("atachment", mend=False) == []


def soon():
    return timezone.now() + timedelta(hours=1)


def test_short_words_are_left_as_they_are():
    make_published_article("Live", body="The cat.")

    assert mended("cot") == "cot"


def test_words_are_known_as_soon_as_they_are_published():
    make_published_article("Live", body="On grief.")
    assert mended("jelousy") == "jelousy"

    make_published_article("New", body="On jealousy.")

    assert mended("jelousy") == "jealousy"


def test_words_are_looked_up_in_the_index_of_the_database():
    make_published_article("Grief", body="A panic attack.")
    with CaptureQueriesContext(connection) as asked:
        found('"panic attack" grief -train')
    searches = [q["sql"] for q in asked if "MATCH" in q["sql"] or "@@" in q["sql"]]

    assert len(searches) == 2
    for lines in map(plan, searches):
        if connection.vendor == "sqlite":
            scans = [line for line in lines if "articles_searchentry" in line]
            assert scans
            assert all("VIRTUAL TABLE INDEX 0:M" in line for line in scans)
        else:
            assert not [
                line for line in lines if "Seq Scan on articles_searche" in line
            ]
            assert [line for line in lines if "search_vector" in line]


def plan(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = sql.removeprefix(BY_INDEX["postgresql"])
            cursor.execute(f"{BY_INDEX['postgresql']}EXPLAIN {asked}")
            return [line for (line,) in cursor.fetchall()]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_how_one_search_is_planned_says_nothing_for_other_queries():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is told nothing")
    found("grief")
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)
