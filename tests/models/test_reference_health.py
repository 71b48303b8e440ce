"""What is known of a work's state, from one day to the next."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Notice, Reference, ReferenceCheck
from articles.models.reference_health import subject_of
from tests.factories import make_reference

pytestmark = pytest.mark.django_db
State = ReferenceCheck.State
# Noon in Los Angeles, the tests' own time zone.
DAY = datetime(2026, 3, 2, 20, tzinfo=UTC)


@dataclass
class Report:
    kind: str = "retraction"
    notice_id: str = "10.5555/notice"
    date: tuple = (2012, 3)
    source: str = "retraction-watch"
    label: str = "Retraction"


def page(**fields):
    fields = {"DOI": "", "URL": "https://example.org/sleep", **fields}
    return make_reference(type="webpage", **fields)


def told(reference, answer, day=0, *, hours=0, kind="url", detail=""):
    now = DAY + timedelta(days=day, hours=hours)
    subject = subject_of(reference, kind)
    return ReferenceCheck.objects.note(
        reference, kind, answer, detail, subject=subject, now=now
    )


def states(reference, *answers):
    known = {"nobody": None}
    return [
        told(reference, known.get(answer, answer), day).state
        for day, answer in enumerate(answers)
    ]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("failing failing failing", "failing failing dead"),
        ("failing failing ok failing", "failing failing ok failing"),
        ("failing failing blocked failing", "failing failing blocked failing"),
        # Nobody could say: neither better nor worse.
        (
            "failing nobody failing nobody failing",
            "failing failing failing failing dead",
        ),
        ("nobody ok nobody unknown", "unknown ok ok unknown"),
        ("failing failing failing ok", "failing failing dead ok"),
    ],
)
def test_page_is_dead_after_three_days_in_a_row(answers, expected):
    assert states(page(), *answers.split()) == expected.split()


def test_three_failures_on_one_day_are_one():
    reference = page()

    found = [told(reference, State.FAILING, hours=hour).state for hour in (0, 2, 5)]

    assert found == ["failing"] * 3


def test_days_are_those_of_the_practice():
    reference = page()
    told(reference, State.FAILING, hours=11)  # 11 p.m. of the same day.
    check = told(reference, State.FAILING, hours=13)  # 1 a.m. of the next.

    assert check.failed_on == ["2026-03-02", "2026-03-03"]


@pytest.mark.parametrize(
    ("answer", "later", "is_due"),
    [
        ("ok", timedelta(days=6), False),
        ("ok", timedelta(days=7), True),
        ("blocked", timedelta(days=1), False),
        ("dead", timedelta(days=8), True),
        ("unknown", timedelta(days=1), False),
        ("failing", timedelta(hours=5), False),
        ("failing", timedelta(hours=20), True),
    ],
)
def test_when_it_is_time_to_ask_again(answer, later, is_due):
    check = told(page(), answer)

    assert check.is_due(DAY + later) == is_due


def test_what_nobody_could_be_asked_stays_open():
    reference = page()

    check = told(reference, None, detail="Crossref does not answer.")

    assert (check.state, check.detail) == ("unknown", "Crossref does not answer.")
    assert check.subject == ""


@pytest.mark.parametrize(("answer", "is_due"), [("ok", False), ("question", True)])
def test_identity_is_asked_until_a_service_knows_the_work(answer, is_due):
    check = told(make_reference(), answer, kind="identity")

    assert check.is_due(DAY + timedelta(days=900)) == is_due


def test_changed_address_voids_the_answer():
    reference = page()
    told(reference, State.FAILING)
    told(reference, State.FAILING, 1)
    reference.write({**reference.item, "title": "Other words"})
    assert reference.checks.count() == 1

    reference.write({**reference.item, "URL": "https://example.org/new"})

    assert reference.checks.count() == 0
    assert told(reference, State.FAILING, 2).state == "failing"


def test_answer_to_what_is_no_longer_asked_is_dropped():
    reference = page()
    subject = subject_of(reference, "url")
    reference.write({**reference.item, "URL": "https://example.org/new"})

    late = ReferenceCheck.objects.note(reference, "url", "ok", subject=subject, now=DAY)

    assert late is None
    assert not ReferenceCheck.objects.exists()


def test_removed_work_takes_no_answer():
    reference = make_reference()
    subject = reference.doi_key
    Reference.objects.all().delete()

    noted = ReferenceCheck.objects.note(
        reference, "doi", "ok", subject=subject, now=DAY
    )

    assert noted is None


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        (
            {"DOI": "10.5555/A", "URL": "https://example.org"},
            ("10.5555/a", "", "10.5555/a", "doi:10.5555/a"),
        ),
        (
            {"DOI": "", "PMID": "12", "URL": "https://example.org"},
            ("", "https://example.org", "pmid:12", "pmid:12"),
        ),
        (
            {"DOI": "10.5555/a", "PMID": "12"},
            ("10.5555/a", "", "10.5555/a pmid:12", "doi:"),
        ),
        ({"DOI": "", "URL": "ftp://example.org"}, ("", "", "", "title:")),
        ({"DOI": "", "type": "book"}, ("", "", "", "title:")),
        ({"DOI": "", "type": "webpage"}, ("", "", "", "")),
        ({"DOI": "", "type": "book", "ISBN": "9780306406157"}, ("", "", "", "isbn:")),
    ],
)
def test_what_is_asked_about_a_work(fields, asked):
    reference = make_reference(**fields)

    found = [subject_of(reference, kind) for kind in ReferenceCheck.Kind.values]

    assert found[:3] == list(asked[:3])
    assert found[3].startswith(asked[3])
    assert bool(found[3]) == bool(asked[3])


def noted(reference, *reports):
    return Notice.objects.note(
        reference, reports, subject=subject_of(reference, "notices")
    )


def test_concern_and_retraction_are_a_row_each():
    reference = make_reference()
    noted(reference, Report("expression_of_concern", "10.5555/c", (2010,)))

    new = noted(
        reference, Report("expression_of_concern", "10.5555/c", (2010,)), Report()
    )

    assert [notice.kind for notice in new] == ["retraction"]
    assert [notice.kind for notice in reference.notices.all()] == [
        "retraction",
        "expression_of_concern",
    ]
    assert str(new[0].published_on) == "2012-03-01"


@pytest.mark.parametrize(
    "order",
    [
        ("10.5555/notice", "pmid:7"),
        ("pmid:7", "10.5555/notice"),
        ("", "10.5555/notice"),
    ],
)
def test_one_notice_under_two_names_is_one_row(order):
    reference = make_reference()

    for name in order:
        noted(reference, Report(notice_id=name))
    noted(reference, *(Report(notice_id=name) for name in order))

    assert reference.notices.get().notice_id == "10.5555/notice"


def test_notices_of_different_years_or_names_are_rows_of_their_own():
    reference = make_reference()

    noted(
        reference,
        Report("correction", "10.5555/a", (2010,)),
        Report("correction", "10.5555/b", (2010,)),
        Report("correction", "pmid:7", (2015,)),
    )

    assert reference.notices.count() == 3


def test_decision_outlives_the_next_report():
    reference = make_reference()
    (notice,) = noted(reference, Report())
    notice.decide("on_purpose", note="A history of the affair")

    assert noted(reference, Report(source="publisher")) == []
    assert reference.notices.get().decision == "on_purpose"


def test_confirmed_retraction_marks_the_work_and_can_be_decided_anew():
    reference = make_reference()
    (notice,) = noted(reference, Report())
    before = reference.item

    assert notice.decide("confirmed", mark="Retraction published 2012")
    assert current(reference).item["references"] == "Retraction published 2012"

    assert notice.decide("not_this")
    assert current(reference).item == before


def test_undoing_the_mark_opens_the_decision_again(admin_user):
    reference = make_reference()
    (notice,) = noted(reference, Report())
    notice.decide("confirmed", mark="Retraction published 2012", by=admin_user)

    reference.changes.first().undo(by=admin_user)

    notice.refresh_from_db()
    assert notice.decision == "open"
    assert "references" not in current(reference).item


def test_words_that_somebody_wrote_there_stay():
    reference = make_reference(references="Reprinted in Sleep, 2001")
    (notice,) = noted(reference, Report())

    notice.decide("not_this")

    assert current(reference).item["references"] == "Reprinted in Sleep, 2001"


def test_another_doi_drops_what_nobody_decided():
    reference = make_reference()
    (_, decided) = noted(reference, Report(), Report("correction", "10.5555/e"))
    decided.decide("on_purpose")

    reference.write({**reference.item, "DOI": "10.5555/another"})

    assert list(reference.notices.all()) == [decided]


@pytest.mark.parametrize(
    ("notice_id", "url"),
    [
        ("10.5555/x", "https://doi.org/10.5555/x"),
        ("pmid:123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("pmid:<b>", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_notice_leads_to_where_it_can_be_read(notice_id, url):
    assert Notice(notice_id=notice_id).url == url


def current(reference):
    return Reference.objects.get(pk=reference.pk)
