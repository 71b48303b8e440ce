"""The library's state in the world, with a clock and a server on this machine."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from articles.lookup import pace
from articles.making_anew import rerender_marked
from articles.management.commands.check_references import summary_lines
from articles.models import PublishedPage, Reference, ReferenceCheck
from articles.models.attention import conditions
from articles.models.checking import Run
from articles.tasks import services
from tests.factories import make_published_article, make_reference
from tests.lookup.records import update

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 20, tzinfo=UTC)
CROSSREF, DOI_ORG = "api.crossref.org", "doi.org"
PAGE = "https://example.com/sleep"


class Clock:
    """A day that the test sets; a wait moves it on and is remembered."""

    def __init__(self):
        self.moment, self.waits = START, []

    def now(self):
        return self.moment

    def wait(self, seconds):
        self.waits.append(seconds)
        pace.shared().clock.sleep(seconds)
        self.moment += timedelta(seconds=seconds)

    def day(self, number):
        self.moment = START + timedelta(days=number)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def check(lookup_server, clock):
    """check(*kinds): one run over the library, on the clock's day."""

    def check(*kinds, **options):
        run = Run(services(), clock.now, clock.wait, **options)
        run.check(kinds or ReferenceCheck.Kind.values)
        return run

    return check


@pytest.fixture
def work(lookup_server):
    """A reference that Crossref knows as it is."""

    def work(number=1, **fields):
        doi = f"10.5555/known.{number}"
        title = fields.pop("title", f"Loneliness as a risk, part {number}")
        reference = make_reference(DOI=doi, title=title, **fields)
        lookup_server.work(
            doi,
            title=[title],
            author=[{"family": "Holt-Lunstad", "given": "Ada"}],
            issued={"date-parts": [[2015]]},
        )
        return reference

    return work


def page(**fields):
    return make_reference(**{"type": "webpage", "DOI": "", "URL": PAGE, **fields})


def state(reference, kind):
    row = reference.checks.filter(kind=kind).first()
    return row.state if row else None


def lists(reference, now):
    """On which of the lists does it stand?"""
    reference = Reference.objects.filter(pk=reference.pk)
    return {name for name, q in conditions(now).items() if reference.filter(q).exists()}


def test_known_work_is_in_order_and_confirmed_by_its_doi(work, check):
    reference = work()

    check()

    assert [state(reference, kind) for kind in ("doi", "notices", "identity")] == [
        "ok"
    ] * 3
    reference.refresh_from_db()
    assert reference.confirmation == "doi"
    assert reference.changes.first().what == "confirmed"


def test_doi_that_turns_retracted(work, check, clock, lookup_server):
    reference = work()
    article = make_published_article(body=f"So [@{reference.key}].")
    check("notices")
    assert "retracted" not in lists(reference, clock.now())

    clock.day(8)
    notice = "10.5555/notice"
    lookup_server.work(
        notice,
        title=["Retraction"],
        volume="38",
        issue="10",
        page="1378",
        container_title=["Journal of Worked Examples"],
    )
    lookup_server.set_notices(
        reference.doi_key, [update(notice, "retraction", 2012, 3, source="publisher")]
    )
    run = check("notices")

    found = reference.notices.get()
    assert (found.kind, found.notice_id) == ("retraction", notice)
    assert "retracted" in lists(reference, clock.now())
    assert "New notices of retractions and corrections: 1." in summary_lines(run)
    # Nothing is done by itself.
    page = PublishedPage.objects.get(publication__article=article)
    assert "etraction" not in str(page.document_data)
    assert found.details["item"]["volume"] == "38"

    found.decide("confirmed", mark="Retraction published 2012")
    rerender_marked()
    page.refresh_from_db()
    assert "(Retraction published 2012)" in page.document.references[0].html
    assert "retraction-confirmed" in lists(reference, clock.now())


def test_concern_and_later_a_correction(work, check, clock, lookup_server):
    reference = work()
    concern = ("expression_of_concern", "10.5555/c", (2011, 5, 1))
    lookup_server.set_notices(reference.doi_key, [concern])
    check("notices")

    clock.day(8)
    correction = ("correction", "10.5555/e", (2013, 2))
    lookup_server.set_notices(reference.doi_key, [concern, correction])
    check("notices")

    assert [str(notice.published_on) for notice in reference.notices.all()] == [
        "2013-02-01",
        "2011-05-01",
    ]
    assert {"concern"} == lists(reference, clock.now()) & {"concern", "retracted"}


def test_page_that_is_gone_for_two_days_and_comes_back(check, clock, lookup_server):
    reference = page()
    found = []
    for day, status in enumerate((404, 404, 200)):
        clock.day(day)
        lookup_server.page(PAGE, status)
        check("url")
        found.append(state(reference, "url"))

    assert found == ["failing", "failing", "ok"]
    assert reference.checks.get().failed_on == []


def test_page_that_is_gone_for_three_days_is_dead(check, clock, lookup_server):
    reference = page()
    lookup_server.page(PAGE, 404)
    for day in range(3):
        clock.day(day)
        check("url")
        check("url")

    assert state(reference, "url") == "dead"
    assert "dead" in lists(reference, clock.now())
    # HEAD and GET, once a day.
    assert len(lookup_server.asked("example.com")) == 6


def test_page_that_lets_no_program_look_is_told_apart(check, clock, lookup_server):
    reference = page()
    lookup_server.page(PAGE, 403)
    for day in range(0, 40, 8):
        clock.day(day)
        check("url")

    assert state(reference, "url") == "blocked"
    assert {"blocked"} == lists(reference, clock.now()) & {"blocked", "dead"}


def test_service_that_is_down_costs_no_other(work, check, clock, lookup_server):
    reference = work()
    web = page()
    lookup_server.page(PAGE)
    lookup_server.down(CROSSREF)

    run = check()

    assert state(reference, "doi") == "ok"
    assert state(web, "url") == "ok"
    assert state(reference, "notices") == "unknown"
    assert "Crossref" in reference.checks.get(kind="notices").detail
    assert any("Crossref" in line for line in summary_lines(run))

    lookup_server.up(CROSSREF)
    check()
    assert state(reference, "notices") == "ok"


def test_what_was_known_stays_while_a_service_is_down(
    work, check, clock, lookup_server
):
    reference = work()
    check("doi")
    clock.day(9)
    lookup_server.down(DOI_ORG)

    check("doi")

    assert state(reference, "doi") == "ok"
    assert reference.checks.get().checked_at == START


def test_service_that_stays_silent_is_left_alone_for_the_rest_of_the_run(
    work, check, lookup_server
):
    for number in range(8):
        work(number)
    lookup_server.down(DOI_ORG)

    run = check("doi")

    assert run.asked["doi"] == 3
    assert ReferenceCheck.objects.filter(kind="doi").count() == 3


def test_pause_that_a_service_asks_for_is_kept(work, check, clock, lookup_server):
    reference = work()
    lookup_server.busy(DOI_ORG, retry_after=30, times=1)

    check("doi")

    assert clock.waits == [30]
    assert state(reference, "doi") == "ok"


def test_long_pause_ends_the_questions_to_that_service(
    work, check, clock, lookup_server
):
    first, second = work(1), work(2)
    lookup_server.busy(DOI_ORG, retry_after=3600)

    run = check("doi")

    assert clock.waits == []
    assert len(lookup_server.asked(DOI_ORG)) == 1
    assert (state(first, "doi"), state(second, "doi")) == ("unknown", None)
    assert "1 hour" in run.problems["doi"]


def test_site_without_a_connection_calls_no_page_gone(check, clock, lookup_server):
    reference = page()
    lookup_server.down(DOI_ORG)
    for day in range(4):
        clock.day(day)
        lookup_server.page(PAGE, 404)
        check("url")

    assert state(reference, "url") == "unknown"


def test_doi_that_nobody_knows_is_dead_and_a_question(check, clock, lookup_server):
    reference = make_reference(DOI="10.5555/invented")

    check()

    assert state(reference, "doi") == "dead"
    assert state(reference, "identity") == "question"
    assert "Have you seen this source?" in reference.checks.get(kind="identity").detail
    # Neither Crossref nor PubMed watches over it: unknown, not "in order".
    assert state(reference, "notices") == "unknown"


def test_doi_of_another_title_is_a_question_and_no_accusation(work, check):
    reference = work()
    reference.write({**reference.item, "title": "Tides and moods"})

    check("identity")

    detail = reference.checks.get().detail
    assert detail == (
        "This DOI belongs to another title: “Loneliness as a risk, part 1”, "
        "Holt-Lunstad (2015). Have you seen this source?"
    )
    reference.refresh_from_db()
    assert reference.confirmation == "none"


def test_isbn_of_a_chapter_confirms_by_its_book(check, lookup_server):
    book = {"title": "Handbook of rest", "authors": [{"name": "Boyd Carter"}]}
    lookup_server.book("9780306406157", {**book, "publish_date": "2015"})
    chapter = make_reference(
        type="chapter",
        title="Sleep",
        DOI="",
        ISBN="9780306406157",
        **{"container-title": "Handbook of rest"},
    )

    check("identity")

    chapter.refresh_from_db()
    assert chapter.confirmation == "isbn"


def test_article_without_a_number_is_looked_for_by_its_title(work, check):
    known = work(title="Sleeping badly in a crowded house")
    known.write({**known.item, "DOI": ""})
    unknown = make_reference(
        "Nobody", title="An article that was never written", DOI=""
    )

    check("identity")

    assert "10.5555/known.1" in known.checks.get().detail.lower()
    assert state(known, "identity") == "ok"
    assert state(unknown, "identity") == "question"


def test_book_of_another_printing_raises_no_question(check, lookup_server):
    book = {"title": "A handbook of rest", "authors": [{"name": "Ada Boyd"}]}
    lookup_server.book("9780306406157", {**book, "publish_date": "1988"})
    reference = make_reference("Boyd", 2019, type="book", title=book["title"], DOI="")

    check("identity")

    assert state(reference, "identity") == "ok"
    reference.refresh_from_db()
    assert reference.confirmation == "none"


def test_each_is_asked_once_a_week(work, check, clock, lookup_server):
    for number in range(3):
        work(number)
    for day in (0, 1, 6):
        clock.day(day)
        check("doi", "notices")
    handles = Counter(call.path for call in lookup_server.asked(DOI_ORG))
    assert sorted(handles.values()) == [1, 1, 1]
    assert len(lookup_server.asked(CROSSREF)) == 1

    clock.day(7)
    check("doi")
    assert len(lookup_server.asked(DOI_ORG)) == 6
    check("doi", again=True)
    assert len(lookup_server.asked(DOI_ORG)) == 9


def test_limit_leaves_the_rest_for_the_next_run(work, check):
    for number in range(5):
        work(number)

    assert check("doi", limit=2).asked["doi"] == 2
    assert check("doi", limit=2).asked["doi"] == 2
    assert check("doi").asked["doi"] == 1


def test_notices_are_asked_for_in_batches(work, check, lookup_server):
    for number in range(60):
        make_reference(DOI=f"10.5555/n.{number}")

    check("notices")

    assert len(lookup_server.asked(CROSSREF)) == 2


def test_due_works_are_found_in_two_queries(work, check, django_assert_num_queries):
    for number in range(5):
        work(number)
    run = check("doi", limit=2)

    with django_assert_num_queries(2):
        assert len(run.due("doi")) == 3
