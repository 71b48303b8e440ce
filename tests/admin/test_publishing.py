import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ImportRecord, Publication
from tests.factories import make_article, make_published_article

pytestmark = pytest.mark.django_db


def url(article, view="publish", *more):
    return reverse(f"admin:articles_article_{view}", args=[article.pk, *more])


def seen(client, article, prefix=""):
    """The hidden fields of the publishing page as it stands now."""
    page = client.get(url(article))
    values = page.context["as_seen"].initial
    return {f"{prefix}{name}": value for name, value in values.items()}


def publish(client, article, **fields):
    data = {"publish-when": "now", **seen(client, article, "publish-"), **fields}
    return client.post(url(article), data)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def stage(article):
    now = timezone.now()
    return Article.objects.with_state(now).get(pk=article.pk).state.stage.value


def test_article_is_published(therapist, client):
    article = make_article("Why we argue", body="Two people.")

    response = publish(therapist, article)

    assert response.headers["Location"] == url(article, "change")
    assert stage(article) == "Live"
    assert "Two people." in client.get("/articles/why-we-argue/").text


def test_article_named_like_an_address_of_the_site_gets_one(therapist, client):
    article = make_article("Feed", body="Hay and oats.")

    publish(therapist, article)

    assert "Hay and oats." in client.get("/articles/feed/").text
    assert "<feed" in client.get("/feed/").text


def test_form_sent_twice_publishes_once(therapist):
    article = make_article()
    data = {"publish-when": "now", **seen(therapist, article, "publish-")}
    therapist.post(url(article), data)

    response = therapist.post(url(article), data)

    assert Publication.objects.count() == 1
    assert "already done" in said(response)


def test_draft_saved_meanwhile_is_not_published_unseen(therapist, write):
    article = make_article(body="Seen.")
    data = {"publish-when": "now", **seen(therapist, article, "publish-")}
    write(article, body="Not seen.")

    therapist.post(url(article), data)

    assert not Publication.objects.exists()


def test_problems_that_block_are_listed_with_links(therapist):
    article = make_article("", authors=(), body="As [@nobody2020] says.")

    page = therapist.get(url(article))

    text = page.text
    assert "The article has no title." in text
    assert "points to no reference in the library" in text
    assert f'href="{url(article, "change")}#id_title"' in text
    assert f'href="{url(article, "change")}#authorships-group"' in text
    assert not page.context["may_publish"]


def test_blocked_article_is_refused_when_sent_all_the_same(therapist):
    article = make_article(body="As [@nobody2020] says.")

    response = publish(therapist, article)

    assert response.status_code == 200
    assert not Publication.objects.exists()


def test_article_is_scheduled_in_the_practices_time(therapist, client):
    article = make_article("Why we argue")

    response = publish(
        therapist,
        article,
        **{"publish-when": "later", "publish-at": "2031-07-01T09:00"},
    )

    at = Publication.objects.get().at
    assert at == datetime(2031, 7, 1, 16, tzinfo=UTC)
    assert "July 1, 2031, 9:00 a.m." in said(response)
    assert "Los Angeles time" in said(response)
    assert client.get("/articles/why-we-argue/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2031-03-09T02:30", "2:30 a.m. does not exist on March 9, 2031"),
        ("2020-01-01T09:00", "This time has already passed."),
        ("tomorrow", "Give a date and a time"),
        ("9999-12-31T23:59", "Give a date and a time"),
        ("0001-01-01T00:00", "Give a date and a time"),
        ("", "Choose the date and time."),
    ],
)
def test_impossible_times_are_refused(therapist, typed, sentence):
    article = make_article()

    response = publish(
        therapist, article, **{"publish-when": "later", "publish-at": typed}
    )

    assert sentence in response.text
    assert not Publication.objects.exists()


def test_time_that_comes_twice_is_the_first_and_says_so(therapist):
    article = make_article()

    response = publish(
        therapist,
        article,
        **{"publish-when": "later", "publish-at": "2031-11-02T01:30"},
    )

    assert Publication.objects.get().at == datetime(2031, 11, 2, 8, 30, tzinfo=UTC)
    assert "comes twice that night" in said(response)


def test_substantial_change_asks_for_its_line(therapist):
    article = make_published_article()

    response = publish(therapist, article, **{"publish-change": "substantial"})

    assert "Say in one line what changed." in response.text
    assert Publication.objects.count() == 1


def test_substantial_change_moves_updated(therapist, write):
    article = make_published_article()
    write(article, body="Much more.")

    publish(
        therapist,
        article,
        **{
            "publish-change": "substantial",
            "publish-change_note": "Added two studies.",
        },
    )

    latest = Publication.objects.latest("at")
    assert latest.change_note == "Added two studies."
    assert latest.updated_at == latest.at


def test_small_correction_moves_no_date(therapist, write):
    article = make_published_article()
    write(article, body="One letter.")

    publish(
        therapist,
        article,
        **{"publish-change": "small", "publish-change_note": "Not to be printed."},
    )

    latest = Publication.objects.latest("at")
    assert (latest.change_note, latest.updated_at) == ("", None)


def test_imported_article_keeps_its_first_date(therapist):
    article = make_article()
    ImportRecord.objects.create(article=article, source_digest="x")

    publish(therapist, article, **{"publish-first_published_on": "2019-05-31"})

    first = timezone.localtime(Publication.objects.get().first_published_at)
    assert first.date().isoformat() == "2019-05-31"


@pytest.mark.parametrize("day", ["0202-05-31", "0001-01-01", "2999-05-31"])
def test_a_slip_in_the_first_day_is_told_and_publishes_nothing(therapist, day):
    """A year without four digits has no list of its own, and broke all lists."""
    article = make_article()
    ImportRecord.objects.create(article=article, source_digest="x")

    response = publish(therapist, article, **{"publish-first_published_on": day})

    assert re.search("No text appeared in the year|lies in the future", response.text)
    assert not Publication.objects.exists()


def test_scheduled_version_is_replaced_and_called_off(therapist, write):
    article = make_article()
    later = {"publish-when": "later", "publish-at": "2031-07-01T09:00"}
    publish(therapist, article, **later)
    write(article, body="Newer.")
    assert stage(article) == "Scheduled, with newer edits"
    assert "A version is scheduled for" in therapist.get(url(article)).text

    publish(therapist, article, **later | {"publish-at": "2031-08-01T09:00"})
    assert stage(article) == "Scheduled for"
    assert Publication.objects.count() == 1

    therapist.post(url(article, "cancel"))
    assert stage(article) == "Draft"
    assert "No version is scheduled" in said(therapist.post(url(article, "cancel")))


def test_article_is_withdrawn_now_and_its_words_are_gone(therapist, client):
    article = make_published_article("Why we argue", body="A secret sentence.")
    data = {"withdraw-when": "now", **seen(therapist, article, "withdraw-")}

    therapist.post(url(article, "withdraw"), data)

    gone = client.get("/articles/why-we-argue/")
    assert gone.status_code == 410
    assert "A secret sentence." not in gone.text
    again = therapist.post(url(article, "withdraw"), data)
    assert "already done" in said(again)


def test_withdrawal_is_planned_and_called_off(therapist):
    article = make_published_article()
    data = {
        "withdraw-when": "later",
        "withdraw-at": "2031-07-01T09:00",
        **seen(therapist, article, "withdraw-"),
    }

    therapist.post(url(article, "withdraw"), data)
    assert stage(article) == "Withdrawal due"
    assert "A withdrawal is due on" in therapist.get(url(article)).text

    therapist.post(url(article, "cancel_withdrawal"))
    assert stage(article) == "Live"


def test_draft_cannot_be_withdrawn(therapist):
    article = make_article()
    data = {"withdraw-when": "now", **seen(therapist, article, "withdraw-")}

    response = therapist.post(url(article, "withdraw"), data)

    assert "Readers don’t see this article" in said(response)


def test_version_before_comes_back_in_one_step(therapist, write, client):
    article = make_published_article("Why we argue", body="First words.")
    write(article, body="Second words.")
    publish(therapist, article, **{"publish-change": "small"})
    page = therapist.get(url(article, "go_back"))
    data = page.context["as_seen"].initial

    therapist.post(url(article, "go_back"), data)

    assert "First words." in client.get("/articles/why-we-argue/").text
    article.refresh_from_db()
    assert article.body == "First words."
    again = therapist.post(url(article, "go_back"), data)
    assert "already done" in said(again)


def test_there_is_nothing_before_the_first_version(therapist):
    article = make_published_article()

    response = therapist.get(url(article, "go_back"))

    assert response.headers["Location"] == url(article)


def test_versions_are_listed_shown_and_brought_back(therapist, write):
    article = make_article(body="First words.")
    write(article, body="First words, saved.")
    write(article, body="Second words.")
    listing = therapist.get(url(article, "history"))
    assert listing.text.count("Draft saved") == 2
    older = article.revisions.last()

    shown = therapist.get(url(article, "version", older.pk))
    assert "First words, saved." in shown.text

    data = shown.context["as_seen"].initial
    therapist.post(url(article, "restore", older.pk), data)
    article.refresh_from_db()
    assert article.body == "First words, saved."
    stale = therapist.post(url(article, "restore", older.pk), data)
    assert "Nothing was overwritten." in said(stale)


def test_version_of_another_article_is_not_found(therapist, write):
    article, other = make_article(), make_article("Other")
    write(other, body="Elsewhere.")
    revision = other.revisions.get()

    assert therapist.get(url(article, "version", revision.pk)).status_code == 404


@pytest.mark.parametrize("view", ["cancel", "cancel_withdrawal", "withdraw"])
def test_acts_answer_posts_only(therapist, view):
    article = make_published_article()

    assert therapist.get(url(article, view)).status_code == 405


def test_address_is_changed_and_the_old_one_leads_on(therapist, client):
    article = make_published_article("Why we argue")

    response = therapist.post(url(article, "address"), {"address": "On Arguing!"})

    assert response.status_code == 302
    assert client.get("/articles/on-arguing/").status_code == 200
    moved = client.get("/articles/why-we-argue/")
    assert (moved.status_code, moved.headers["Location"]) == (
        301,
        "/articles/on-arguing/",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("taken", "has or had the address taken"),
        ("!!!", "Nothing of this can stand in an address."),
        ("", "This field is required."),
    ],
)
def test_impossible_addresses_are_refused(therapist, typed, sentence):
    make_article("Other", slug="taken")
    article = make_article(slug="free")

    response = therapist.post(url(article, "address"), {"address": typed})

    assert sentence in response.text
    article.refresh_from_db()
    assert article.slug == "free"


@pytest.mark.parametrize("slug", ["feed", "static", "media"])
def test_page_cannot_hide_an_address_of_the_site(therapist, slug):
    page = make_article("Feed", kind="page")

    response = therapist.post(url(page, "address"), {"address": slug})

    assert "the site itself uses" in response.text


def test_clock_does_not_matter_to_what_was_published(therapist):
    """A schedule across a change of the clocks keeps the hour that was typed."""
    article = make_article()
    publish(
        therapist,
        article,
        **{"publish-when": "later", "publish-at": "2031-03-10T09:00"},
    )

    local = timezone.localtime(Publication.objects.get().at)
    assert (local.hour, local.utcoffset()) == (9, timedelta(hours=-7))
