"""The dashboard's lines about references, and the lists to which they lead."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Reference, WorksApart
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/reference/"
DESK = "/admin/"


def lines(client):
    """{text: address} of the dashboard."""
    groups = client.get(DESK).context["to_do"]
    return {item.text: item.url for _, items in groups for item in items}


def check(reference, state, kind="doi"):
    reference.checks.create(kind=kind, state=state, checked_at=timezone.now())


def test_every_line_counts_and_leads_to_its_list(therapist):
    retracted, dead, asked = (make_reference(f"Name {n}") for n in range(3))
    retracted.notices.create(kind="retraction", source="Crossref")
    check(dead, "dead")
    check(asked, "question", "identity")
    make_reference("Complete").confirm("person")
    incomplete = make_reference("Lacking", title="", DOI="")

    found = lines(therapist)

    expected = {
        "1 retracted: decide what that means": [retracted],
        "1 whose DOI or page is gone": [dead],
        "1 to ask about: have you seen this source?": [asked],
        "1 with something missing": [incomplete],
        "4 not confirmed": [retracted, dead, asked, incomplete],
    }
    for text, works in expected.items():
        shown = therapist.get(found[text]).context["cl"].result_list
        assert set(shown) == set(works), text


def test_urgent_lines_come_first(therapist):
    make_article("A draft")
    make_reference().notices.create(kind="retraction", source="Crossref")

    headings = [heading for heading, _ in therapist.get(DESK).context["to_do"]]

    assert headings[0] == "References: to look at first"
    assert headings[-1] == "References: to complete"


def test_drafts_that_cite_unknown_keys_are_named(therapist):
    known = make_reference()
    make_article("Unsure", body=f"[@{known.key}; @nobody1999] and @someone.")
    make_published_article("Fine", body=f"[@{known.key}]")

    groups = dict(therapist.get(DESK).context["to_do"])

    (item,) = groups["References: drafts that cite what is not in the library"]
    assert (item.text, item.detail) == ("Unsure", "@nobody1999")


def test_desk_takes_as_many_queries_for_many_references_as_for_few(
    therapist, django_assert_max_num_queries
):
    for number in range(3):
        make_reference(f"Name {number}", title="Twice", DOI="")
        make_article(f"Draft {number}", body="[@nobody1999]")
    therapist.get(DESK)

    with django_assert_max_num_queries(25) as few:
        therapist.get(DESK)
    for number in range(12):
        reference = make_reference(f"Name {number}", title="Twice", DOI="")
        make_article(f"More {number}", body=f"[@{reference.key}] [@nobody1999]")
        check(reference, "dead")

    with django_assert_max_num_queries(len(few)):
        therapist.get(DESK)


def test_desk_says_when_it_was_last_checked_and_checks_now(therapist):
    assert "References last checked: never" in therapist.get(DESK).text
    check(make_reference(), "ok")
    assert f"{timezone.localdate().year}, " in therapist.get(DESK).text

    response = therapist.post(
        reverse("admin:articles_reference_check_now"), follow=True
    )

    assert "Look-ups are off" in response.text


def test_desk_without_the_right_to_change_says_nothing_of_references(
    client, django_user_model
):
    make_reference()
    client.force_login(django_user_model.objects.create_user("new", is_staff=True))

    assert "last checked" not in client.get(DESK).text


@pytest.mark.parametrize(
    "name", ["uncited", "old", "page-unseen", "unknown", "nonsense"]
)
def test_list_opens_for_every_name(therapist, name):
    make_reference(year=1990)

    assert therapist.get(LIST, {"look": name}).status_code == 200


def test_what_a_work_lacks_has_a_cell_that_is_else_empty(therapist):
    """On a phone the style sheet writes “Missing: ” into each that is not."""
    for work in (make_reference("Whole"), make_reference("Lacking", title="")):
        page = therapist.get(LIST, {"q": work.key}).content.decode()
        [said] = re.findall(r'<td class="field-incomplete[^"]*">(.*?)</td>', page)
        assert bool(said) is work.is_incomplete


def test_duplicates_are_listed_and_said_to_be_two_works(owner):
    one, other = (make_reference(title="Sleep", DOI="") for _ in range(2))
    address = reverse("admin:articles_reference_duplicates")
    text = owner.get(address).text
    assert "Same title, author and year" in text
    assert f"?other={other.key}" in text

    pair = {"one": one.pk, "other": other.pk}
    owner.post(reverse("admin:articles_reference_apart"), pair)
    assert "No two references look like the same work" in owner.get(address).text
    assert WorksApart.objects.get().by == owner.user

    owner.post(reverse("admin:articles_reference_apart"), {**pair, "take_back": "1"})
    assert "Same title, author and year" in owner.get(address).text


@pytest.mark.parametrize("sent", [{}, {"one": "x", "other": "1"}, {"one": "1"}])
def test_half_a_pair_is_refused_with_a_sentence(therapist, sent):
    response = therapist.post(
        reverse("admin:articles_reference_apart"), sent, follow=True
    )

    assert "not in the library any more" in response.text


def test_duplicates_take_a_constant_number_of_queries(
    therapist, django_assert_max_num_queries
):
    address = reverse("admin:articles_reference_duplicates")
    therapist.get(address)
    for number in range(6):
        for _ in range(2):
            make_reference(title=f"Title {number}", DOI="")
    Reference.objects.update(edited_at=timezone.now() - timedelta(hours=1))
    # From here on it is kept what several of them share.
    therapist.get(address)

    with django_assert_max_num_queries(8):
        therapist.get(address)
    assert Reference.objects.count() == 12
