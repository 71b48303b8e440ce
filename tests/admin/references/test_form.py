import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles.admin.sent_rows import INCOMPLETE
from articles.models import PublishedPage, Reference
from tests.admin.forms import form_data
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/reference/add/"
BOOK = {
    "kind": "book",
    "author-TOTAL_FORMS": "2",
    "author-INITIAL_FORMS": "0",
    "author-0-family": "Bowlby",
    "author-0-given": "John",
    "author-1-is_group": "1",
    "author-1-literal": "National Institute of Mental Health",
    "author-1-abbreviation": "NIMH",
    "issued_year": "1988",
    "work_title": "A secure base",
    "publisher": "Routledge",
    "confirmation": "none",
}


def url(reference, view="change"):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk])


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def save(client, reference, **changes):
    data = form_data(client.get(url(reference))) | changes
    return client.post(url(reference), data)


def test_reference_is_added_in_plain_words(therapist):
    response = therapist.post(ADD, BOOK)

    reference = Reference.objects.get()
    assert response.status_code == 302
    assert reference.key == "bowlby1988"
    assert reference.item["author"] == [
        {"family": "Bowlby", "given": "John"},
        {"literal": "National Institute of Mental Health", "abbreviation": "NIMH"},
    ]
    assert reference.item["issued"] == {"date-parts": [[1988]]}
    assert "Bowlby, J." in reference.entry
    assert "<i>A secure base</i>" in reference.entry


def test_saving_an_unchanged_reference_changes_nothing(therapist):
    item = {
        "author": [
            {"family": "Berg", "given": "Ada", "non-dropping-particle": "van den"},
            {"literal": "World Health Organization", "abbreviation": "WHO"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
        ],
        "issued": {"date-parts": [[2015, 3, 2]]},
        "volume": 10,
        "PMID": "123",
        "custom": {"zotero": ["x"]},
        "original-date": {"date-parts": [[1901]]},
    }
    reference = make_reference(**item)
    before = reference.item

    response = save(therapist, reference)

    assert response.status_code == 302, response.context["errors"]
    reference.refresh_from_db()
    assert reference.item == before


def test_change_keeps_what_the_form_does_not_show(therapist):
    reference = make_reference(PMID="123", **{"original-title": "Zuvor"})

    save(therapist, reference, work_title="Another title")

    reference.refresh_from_db()
    assert reference.item["title"] == "Another title"
    assert reference.item["PMID"] == "123"
    assert reference.item["original-title"] == "Zuvor"


def test_change_reaches_the_pages_that_cite_it(therapist, client):
    reference = make_reference(family="Reyes", title="Old words")
    make_published_article("Sleep", body=f"As [@{reference.key}] says.")

    save(therapist, reference, work_title="New words", _confirmed="1")

    page = client.get("/articles/sleep/").text
    assert "New words" in page
    assert "Old words" not in page
    assert not PublishedPage.objects.filter(is_stale=True).exists()


def test_second_tab_does_not_overwrite(therapist):
    reference = make_reference()
    opened = form_data(therapist.get(url(reference)))
    save(therapist, reference, work_title="From the other tab")

    response = therapist.post(url(reference), opened | {"work_title": "From this tab"})

    reference.refresh_from_db()
    assert reference.item["title"] == "From the other tab"
    assert "changed in another window" in response.text
    assert "From this tab" in response.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("doi", "eleven", "A DOI begins with 10."),
        ("url", "javascript:alert(1)", "A web address begins with https://"),
        ("issued_year", "MMXV", "The year is a number"),
        ("issued_day", "31", "Give the month as well."),
        ("issued_month", "9" * 5000, "is a number, for example 12"),
        ("issued_month", "s", "is a number, for example 12"),
        ("issued_month", "spring", "is a number, for example 12"),
        ("issued_words", "2015–present", "in numbers or in words, not both"),
        ("issued_end_year", "1987", "The last day comes before the first."),
        ("pmid", "PMC12", "A PubMed number has digits only"),
        ("author-0-family", "", "Give the name here, or take this row out."),
        ("other", "[1, 2]", "This must be one object"),
        ("other", "{", "This is not CSL-JSON."),
        ("other", '{"volume-title": NaN}', "This is not CSL-JSON."),
        ("other", '{"number": 1e999}', "This is not CSL-JSON."),
        ("other", '{"status": "\\ud800"}', "This is not CSL-JSON."),
        ("other", '{"status": "a\\u0000b"}', "This is not CSL-JSON."),
        ("other", '{"custom": ' + "[" * 20_000, "This is not CSL-JSON."),
        ("other", '{"title": "x"}', "title: this has a field of its own above."),
    ],
)
def test_impossible_values_are_refused_at_their_field(
    therapist, field, typed, sentence
):
    response = therapist.post(ADD, BOOK | {field: typed})

    assert response.status_code == 200
    assert sentence in response.text
    assert "A secure base" in response.text
    assert not Reference.objects.exists()


def test_reference_needs_a_title_or_an_author(therapist):
    response = therapist.post(ADD, BOOK | {"work_title": "", "author-TOTAL_FORMS": "0"})

    assert "Give at least a title or an author." in response.text


def test_doi_is_kept_without_its_address(therapist):
    therapist.post(ADD, BOOK | {"doi": "https://doi.org/10.1000/abc"})

    assert Reference.objects.get().item["DOI"] == "10.1000/abc"


def test_one_work_is_not_described_twice(therapist):
    known = make_reference(DOI="10.1000/ABC")

    response = therapist.post(ADD, BOOK | {"doi": "10.1000/abc"})

    assert "already in the library" in response.text
    assert url(known) in response.text


def test_button_pressed_twice_adds_one_work(therapist):
    therapist.post(ADD, BOOK)
    response = therapist.post(ADD, BOOK)

    assert "already in the library" in response.text
    assert url(Reference.objects.get()) in response.text

    therapist.post(ADD, BOOK | {"issued_year": "1989"})
    assert Reference.objects.count() == 2


@pytest.mark.parametrize("place", ["9" * 5000, "²", "-1", "x", "\0"])
def test_impossible_place_of_a_name_leaves_the_names_as_they_stand(therapist, place):
    sent = BOOK | {"author-0-position": place, "_more": "author.person"}
    response = therapist.post(ADD, sent)
    assert response.status_code == 200
    assert "National Institute of Mental Health" in response.text


def test_blank_name_sent_without_its_place_names_nobody(therapist):
    rows = {"author-TOTAL_FORMS": "1", "author-INITIAL_FORMS": "0"}
    therapist.post(ADD, {"work_title": "Tides", **rows, "author-0-family": " "})
    assert Reference.objects.get().item["title"] == "Tides"


def test_form_opens_whatever_its_address_asks(therapist):
    response = therapist.get(url(make_reference()), {"_to_field": ""})
    assert response.status_code == 200


def test_cited_reference_is_not_deleted_and_the_articles_are_named(owner):
    reference = make_reference()
    make_article("Sleep", body=f"As [@{reference.key}] says.")
    make_article("Grief", further_reading=[reference])

    response = owner.post(url(reference, "delete"), {"post": "yes"})

    assert "“Sleep”" in said(response)
    assert "“Grief”" in said(response)
    assert Reference.objects.exists()


def test_uncited_reference_is_deleted(administrator):
    reference = make_reference()

    administrator.post(url(reference, "delete"), {"post": "yes"})

    assert not Reference.objects.exists()


def test_reference_says_where_it_is_used_and_how_to_cite_it(therapist):
    reference = make_reference()
    make_article("Sleep", body=f"As [@{reference.key}] says.")

    text = therapist.get(url(reference)).text

    assert "Sleep" in text
    assert f"[@{reference.key}]" in text


def test_list_shows_entry_uses_and_what_is_missing(therapist):
    reference = make_reference()
    make_article("Sleep", body=f"As [@{reference.key}] says.")
    Reference.add({"type": "book", "title": "Nobody's book"})

    text = therapist.get("/admin/articles/reference/").text

    assert "1 article" in text
    assert "author, date, publisher" in text


@pytest.mark.parametrize("words", ["reyes", "2019", "reyes sleep", "reyes2019"])
def test_library_is_searched_by_author_title_year_and_key(therapist, words):
    make_reference(family="Reyes", year=2019, title="Sleep and grief")
    make_reference(family="Okonwe", year=2020, title="Other matters")

    works = therapist.get("/admin/cite/", {"q": words}).json()["works"]

    assert [work["key"] for work in works] == ["reyes2019"]


def test_found_works_are_plain_text(therapist):
    therapist.post(ADD, BOOK | {"work_title": "Stop & <i>go</i>"})

    (work,) = therapist.get("/admin/cite/").json()["works"]

    assert "Bowlby, J., & National Institute of Mental Health." in work["entry"]
    assert "Stop & " in work["entry"]


@pytest.mark.parametrize("words", ["", "%", "\x00", "’", "x" * 5000, "２０１９"])
def test_any_search_is_answered(therapist, words):
    make_reference()

    assert therapist.get("/admin/cite/", {"q": words}).status_code == 200


def test_hostile_title_is_shown_as_text(therapist):
    title = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    therapist.post(ADD, BOOK | {"work_title": title})

    listing = therapist.get("/admin/articles/reference/").text
    form = therapist.get(url(Reference.objects.get())).text

    assert "<script>alert" not in listing + form
    assert "<img src=x" not in listing + form


def test_other_fields_are_shown_as_json(therapist):
    reference = make_reference(**{"original-title": "Zuvor"})

    form = therapist.get(url(reference)).context["adminform"].form

    assert json.loads(form["other"].value()) == {"original-title": "Zuvor"}


@pytest.mark.parametrize("missing", ["TOTAL", "INITIAL", ""])
def test_names_whose_counts_did_not_arrive_are_kept_to_be_sent_again(
    therapist, missing
):
    counts = [
        f"author-{name}_FORMS" for name in ("TOTAL", "INITIAL") if missing in name
    ]
    data = {name: value for name, value in BOOK.items() if name not in counts}

    response = therapist.post(ADD, data)

    assert INCOMPLETE in response.text
    assert "ManagementForm" not in response.text
    assert not Reference.objects.exists()
    again = form_data(response)
    assert again["author-0-family"] == "Bowlby"
    assert therapist.post(ADD, again).status_code == 302
    assert [n for n in Reference.objects.get().item["author"] if "family" in n]
