"""Pages change by the clock alone at their switches, and at no other moment."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.models import Clinician
from tests.factories import (
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)
from tests.practice_site.real_site import ask, behind_cache
from tests.practice_site.test_freshness import PATHS

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
SOON = START + timedelta(hours=1)
ONE_DAY = timedelta(days=1)
ROOT = Path(__file__).parents[2]


class Clock:
    """The wall clock, set by hand; the monotonic one goes on as it does."""

    def __init__(self, monkeypatch):
        self.moment = START
        monkeypatch.setattr(time, "time", lambda: self.moment.timestamp())
        monkeypatch.setattr(timezone, "now", lambda: self.moment)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def site(clock):
    """Everything that has a date, and nothing that waits for a moment."""
    today, work = timezone.localdate(), make_reference()
    make_practice(name="Two Trees", notice="Away", notice_until=today + 900 * ONE_DAY)
    make_published_article(
        "Once",
        slug="x",
        body=f"So it is [@{work.key}]. ![](figure:lamp)",
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        topics=[make_topic(slug="sleep")],
        series=make_series(slug="rest"),
        faqs=[("Why?", "Because.")],
        reviewed_on=today,
        review_due_on=today + 30 * ONE_DAY,
    )
    make_published_page("Fees", slug="fees")
    Clinician.objects.get().licences.update(renewal_due_on=today + 40 * ONE_DAY)


def article_comes():
    make_published_article(
        "Later",
        slug="later",
        at=SOON,
        body="Later [@later].".replace("later]", f"{make_reference().key}]"),
        topics=[make_topic("Later", slug="later")],
        series=make_series(slug="later"),
        faqs=[("When?", "Later.")],
    )


def article_goes():
    article = make_published_article("Later", slug="later", faqs=[("When?", "Now.")])
    article.withdraw(at=SOON)


def article_is_back():
    article = make_published_article("Later", slug="later")
    article.withdraw()
    article.publish(at=SOON)


def version_comes():
    article = make_published_article("Sooner", slug="later")
    article.title = "Later"
    article.save()
    article.publish(at=SOON, change_note="Another title.")


def page_comes():
    make_published_page("Later", slug="later", at=SOON, menu_position=1)


def page_goes():
    make_published_page("Later", slug="later", menu_position=1).withdraw(at=SOON)


def midnight():
    return datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def notice_comes():
    make_practice(notice="Away", notice_from=date(2026, 11, 26), notice_until=None)


def notice_goes():
    make_practice(notice="Away", notice_from=None, notice_until=date(2026, 11, 25))


@dataclass(frozen=True)
class Source:
    """What pages show by the clock: how it is set up, when it comes, and where."""

    prepare: object
    moment: datetime
    paths: str


LISTS = "/ /articles/ /feed/ /feed.json /sitemap.xml /archive/2026/"
SOURCES = {
    "an article comes": Source(
        article_comes,
        SOON,
        f"{LISTS} /articles/later/ /topics/later/ /series/later/ /series/ /faqs/"
        " /references/ /references.ris /articles/later/references.json"
        " /articles/later/cite.bib",
    ),
    "an article goes": Source(
        article_goes, SOON, f"{LISTS} /articles/later/ /faqs/ /articles/later/cite.ris"
    ),
    "an article is back": Source(
        article_is_back, SOON, f"{LISTS} /articles/later/ /articles/later/cite.ris"
    ),
    "a version comes": Source(version_comes, SOON, f"{LISTS} /articles/later/"),
    "a page comes": Source(page_comes, SOON, "/later/ /fees/ /sitemap.xml"),
    "a page goes": Source(page_goes, SOON, "/later/ /fees/ /sitemap.xml"),
    "the notice comes": Source(notice_comes, midnight(), "/ /fees/ /none/"),
    "the notice goes": Source(notice_goes, midnight(), "/ /fees/ /none/"),
}


def shown(cached, paths):
    return {path: ask(cached, path)[::2] for path in paths.split()}


def anew(paths):
    return shown(behind_cache(), paths)


@pytest.mark.parametrize("name", SOURCES)
def test_what_was_kept_before_a_switch_is_not_shown_after_it(
    one_connection, site, clock, name
):
    """The thread sleeps, and nothing is asked of the database but by the clock."""
    source, cached = SOURCES[name], behind_cache(period=1000)
    source.prepare()
    clock.moment = source.moment - timedelta(milliseconds=1)
    before = shown(cached, source.paths)
    assert shown(cached, source.paths) == before

    clock.moment = source.moment
    after = shown(cached, source.paths)
    assert [path for path in after if after[path] == before[path]] == []
    assert after == anew(source.paths)

    clock.moment = source.moment - timedelta(minutes=5)
    assert shown(cached, source.paths) == anew(source.paths)
    clock.moment = source.moment + 400 * ONE_DAY
    assert shown(cached, source.paths) == anew(source.paths)


@pytest.mark.parametrize("name", SOURCES)
def test_a_process_that_begins_later_knows_what_has_come(
    one_connection, site, clock, name
):
    source = SOURCES[name]
    source.prepare()
    path = source.paths.split()[-1]
    clock.moment = source.moment - timedelta(seconds=1)
    before = anew(path)
    clock.moment = source.moment + timedelta(seconds=1)

    assert anew(path) != before


def withdrawn():
    make_published_article("Gone", slug="later", faqs=[("When?", "Never.")]).withdraw()


def page_withdrawn():
    make_published_page("Gone", slug="later", menu_position=1).withdraw()


def version_taken_back():
    article = make_published_article("Harmful", slug="later")
    article.title = "Mended"
    article.save()
    article.publish()


def published():
    make_published_article("New", slug="later", faqs=[("When?", "Now.")])


DONE_AT_ONCE = {
    "an article withdrawn": (withdrawn, f"{LISTS} /articles/later/ /faqs/"),
    "a page withdrawn": (page_withdrawn, "/later/ /fees/ /sitemap.xml"),
    "a version published over another": (
        version_taken_back,
        f"{LISTS} /articles/later/",
    ),
    "an article published": (published, f"{LISTS} /articles/later/ /faqs/"),
}
SET_BACK = {"a microsecond": timedelta(microseconds=1), "56 years": 20500 * ONE_DAY}


@pytest.mark.parametrize("back", SET_BACK)
@pytest.mark.parametrize("name", DONE_AT_ONCE)
def test_what_was_done_at_once_holds_when_the_clock_is_set_back(
    one_connection, site, clock, name, back
):
    act, paths = DONE_AT_ONCE[name]
    clock.moment = SOON
    act()
    cached = behind_cache(period=1000)
    seen = shown(cached, paths)
    clock.moment -= SET_BACK[back]

    assert shown(cached, paths) == seen
    assert anew(paths) == seen


LATER = {
    "a second": timedelta(seconds=1),
    "a night": timedelta(hours=14),
    "a month, and reviews are due": 31 * ONE_DAY,
    "a new year": 60 * ONE_DAY,
    "the summer": 200 * ONE_DAY,
    "years": 800 * ONE_DAY,
}


@pytest.mark.parametrize("later", LATER)
def test_nothing_else_changes_by_the_clock(one_connection, site, clock, later):
    """So the table above is whole, where the moment is asked of Django."""
    paths = " ".join([*PATHS, "/series/rest/"])
    before = anew(paths)
    clock.moment = START + LATER[later]

    assert anew(paths) == before


# The only doors by which the moment comes to what readers see.
ASK_THE_CLOCK = {
    "articles/views/responses.py",
    # Where Django itself calls a view, for what has no other.
    "articles/views/errors.py",
    # What an editor looks at; nobody keeps it.
    "articles/pages/preview.py",
}
CLOCK = re.compile(
    r"timezone\.now\(|\bnow\(\)|datetime\.now\(|\.(?:today|utcnow)\(|time\.time\("
    r"|local(?:date|time)\(\)|{% now |\|\s*(?:timesince|timeuntil|natural(?:day|time))"
)
READER_CODE = (
    *("articles/pages", "articles/views", "articles/structured_data"),
    *("articles/feeds", "articles/templatetags", "articles/rendering"),
    *("articles/search", "articles/sitemaps.py", "templates"),
)


def test_no_page_asks_the_clock_by_another_door():
    files = [
        file
        for name in READER_CODE
        for file in (ROOT / name, *(ROOT / name).rglob("*"))
        if file.is_file() and "admin" not in file.relative_to(ROOT).parts
    ]
    asking = {
        str(file.relative_to(ROOT))
        for file in files
        if file.suffix != ".pyc" and CLOCK.search(file.read_text())
    }
    assert asking == ASK_THE_CLOCK
