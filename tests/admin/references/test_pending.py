"""A change that waits: kept, looked at, taken into the form, published, dropped."""

import pytest
from django.urls import reverse

from articles.models import PendingChange, Reference
from tests.admin.forms import form_data
from tests.factories import make_published_article, make_reference

pytestmark = pytest.mark.django_db


def url(reference, view="change"):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk])


@pytest.fixture
def reference():
    reference = make_reference(family="Reyes", title="Old words")
    make_published_article("Sleep", body=f"As [@{reference.key}] says.")
    return reference


@pytest.fixture
def waiting(reference):
    item = {**reference.item, "title": "New words"}
    return PendingChange.keep(reference, item)


def test_change_is_kept_waiting_and_what_is_private_saved_at_once(therapist, reference):
    data = form_data(therapist.get(url(reference)))
    changes = {"work_title": "New words", "note": "Ask Ada", "_wait": "1"}

    response = therapist.post(url(reference), data | changes, follow=True)

    assert "This change waits." in response.text
    assert "A change waits since" in response.text
    stored = Reference.objects.get()
    assert (stored.title, stored.note) == ("Old words", "Ask Ada")
    assert stored.pending.item["title"] == "New words"
    assert stored.pending.by == therapist.user


def test_waiting_change_fills_the_form_and_is_published_from_it(
    therapist, client, waiting
):
    reference = waiting.reference
    address = f"{url(reference)}?waiting=1"
    opened = therapist.get(address)
    data = form_data(opened)
    assert "New words" in opened.text

    response = therapist.post(address, data | {"_confirmed": "1"})

    assert response.status_code == 302
    assert "New words" in client.get("/articles/sleep/").text
    assert not PendingChange.objects.exists()
    assert reference.changes.get().what == "pending"


def test_waiting_change_is_published_after_the_same_question(
    therapist, client, waiting
):
    reference = waiting.reference
    asked = therapist.post(url(reference, "waiting"), {"_publish": "1"})
    assert "<ins>New</ins> words" in asked.text
    assert PendingChange.objects.exists()

    data = dict(asked.context["hidden"]) | {"_confirmed": "1"}
    therapist.post(url(reference, "waiting"), data)

    assert "New words" in client.get("/articles/sleep/").text
    assert not PendingChange.objects.exists()


def test_another_waiting_change_is_asked_about_anew(therapist, waiting):
    reference = waiting.reference
    asked = therapist.post(url(reference, "waiting"), {"_publish": "1"})
    PendingChange.keep(reference, {**reference.item, "title": "Newest words"})

    data = dict(asked.context["hidden"]) | {"_confirmed": "1"}
    response = therapist.post(url(reference, "waiting"), data)

    assert "<ins>Newest</ins> words" in response.text
    assert Reference.objects.get().title == "Old words"


def test_outdated_change_is_refused_and_says_field_by_field_what_differs(
    therapist, waiting
):
    reference = waiting.reference
    reference.write({**reference.item, "volume": "99"})

    response = therapist.post(url(reference, "waiting"), {"_confirmed": "1"})

    assert "was changed after this change began to wait" in response.text
    labels = [field.label for field in response.context["fields"]]
    assert labels == ["Title", "Volume"]
    assert Reference.objects.get().title == "Old words"


def test_outdated_change_is_taken_into_the_form_beside_the_newer_one(
    therapist, waiting
):
    reference = waiting.reference
    reference.write({**reference.item, "volume": "99"})
    address = f"{url(reference)}?waiting=1"

    therapist.post(address, form_data(therapist.get(address)) | {"_confirmed": "1"})

    item = Reference.objects.get().item
    assert (item["title"], item["volume"]) == ("New words", "99")


def test_waiting_change_is_dropped(therapist, waiting):
    therapist.post(url(waiting.reference, "waiting"), {"_drop": "1"})
    assert not PendingChange.objects.exists()
    assert Reference.objects.get().title == "Old words"


def test_work_without_a_waiting_change_has_no_such_page(therapist, reference):
    assert therapist.get(url(reference, "waiting")).status_code == 404
    assert therapist.get(f"{url(reference)}?waiting=1").status_code == 200


def test_list_shows_the_works_with_a_waiting_change(therapist, waiting):
    make_reference(family="Okonkwo", title="Other words")
    address = reverse("admin:articles_reference_changelist")
    text = therapist.get(address, {"waiting": "yes"}).text
    assert waiting.reference.key in text
    assert "okonkwo" not in text


def test_hostile_title_is_text_where_it_waits(therapist, reference):
    item = {**reference.item, "title": "<script>alert(1)</script>"}
    PendingChange.keep(reference, item)
    for address in (url(reference, "waiting"), f"{url(reference)}?waiting=1"):
        assert "<script>alert" not in therapist.get(address).text
