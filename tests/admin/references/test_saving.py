"""Before a change reaches readers: what it changes is shown, and asked about."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import PublishedPage, Reference
from tests.admin.forms import form_data
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db
QUESTION = "Nothing has been saved yet."


def url(reference, view="change"):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk])


def typed(client, reference, **changes):
    return form_data(client.get(url(reference))) | changes


def sent_again(response, answer):
    """What the question's form sends for the button ``answer``."""
    data = {}
    for name, value in response.context["hidden"]:
        data.setdefault(name, []).append(value)
    return data | {answer: "1"}


def strings(data):
    return {name: str(value) for name, value in data.items()}


@pytest.fixture
def cited():
    reference = make_reference(family="Reyes", title="Old words")
    make_published_article("Sleep", body=f"As [@{reference.key}] says.")
    return reference


def test_what_live_articles_cite_is_shown_before_and_after(therapist, cited):
    data = typed(therapist, cited, work_title="New words")

    response = therapist.post(url(cited), data)

    assert QUESTION in response.text
    assert "<del>Old</del> words" in response.text
    assert "<ins>New</ins> words" in response.text
    assert "Save and change 1 article<" in response.text
    article = cited.citations.first().article
    assert reverse("admin:articles_article_change", args=[article.pk]) in response.text
    assert Reference.objects.get().title == "Old words"


def test_forms_in_the_text_are_shown_before_and_after(therapist, cited):
    data = typed(therapist, cited)
    old = cited.item["author"][0]["family"]
    data = {
        name: value.replace(old, "Okonkwo") if isinstance(value, str) else value
        for name, value in data.items()
    }

    response = therapist.post(url(cited), data)

    rows = {row["label"]: row for row in response.context["groups"][1][1]}
    assert rows["In parentheses"]["was"] == "(<del>Reyes</del>, 2015)"
    assert rows["In the sentence"]["becomes"] == "<ins>Okonkwo</ins> (2015)"


def test_answered_question_saves_and_leads_to_the_progress(therapist, client, cited):
    asked = therapist.post(url(cited), typed(therapist, cited, work_title="New words"))

    response = therapist.post(url(cited), sent_again(asked, "_confirmed"))

    assert (response.status_code, response.url) == (302, url(cited))
    assert "New words" in client.get("/articles/sleep/").text
    assert not PublishedPage.objects.filter(is_stale=True).exists()
    assert cited.changes.get().by == therapist.user


def test_going_back_loses_nothing_typed(therapist, cited):
    data = typed(therapist, cited, work_title="New words", note='A <b>, "B"')
    asked = therapist.post(url(cited), data)

    back = therapist.post(url(cited), sent_again(asked, "_back"))

    assert strings(form_data(back)) == strings(data)
    assert "errornote" not in back.text.split('id="desk-alert"')[0]
    assert Reference.objects.get().title == "Old words"


def test_second_window_is_noticed_at_the_question_and_at_its_answer(therapist, cited):
    data = typed(therapist, cited, work_title="From this tab")
    asked = therapist.post(url(cited), data)
    cited.write({**cited.item, "title": "From the other tab"})

    for response in (
        therapist.post(url(cited), sent_again(asked, "_confirmed")),
        therapist.post(url(cited), data),
    ):
        assert "changed in another window" in response.text
        assert "From this tab" in response.text
    assert Reference.objects.get().title == "From the other tab"


def test_private_fields_are_saved_at_once(therapist, cited):
    response = therapist.post(url(cited), typed(therapist, cited, note="On my shelf"))
    assert response.status_code == 302
    assert Reference.objects.get().note == "On my shelf"


def test_what_only_drafts_cite_is_saved_at_once(therapist):
    reference = make_reference()
    make_article(body=f"As [@{reference.key}] says.")
    data = typed(therapist, reference, work_title="New words")
    assert therapist.post(url(reference), data).status_code == 302


def test_scheduled_article_asks_too(therapist):
    soon = timezone.now() + timedelta(hours=1)
    reference = make_reference()
    make_published_article(body=f"As [@{reference.key}] says.", at=soon)
    data = typed(therapist, reference, work_title="New words")
    response = therapist.post(url(reference), data)
    assert QUESTION in response.text
    assert "Scheduled for" in response.text


def test_mistakes_are_said_before_the_question(therapist, cited):
    data = typed(therapist, cited, work_title="New words", doi="eleven")
    response = therapist.post(url(cited), data)
    assert "A DOI begins with 10." in response.text
    assert QUESTION not in response.text


def test_hostile_title_is_text_in_the_question(therapist, cited):
    title = "<script>alert(1)</script>\"'</textarea><img src=x onerror=alert(1)>"
    response = therapist.post(url(cited), typed(therapist, cited, work_title=title))
    assert QUESTION in response.text
    assert "<script>alert" not in response.text
    assert "<img" not in response.text.partition("<main")[2]


def test_incomplete_record_is_first_offered_to_wait(therapist, cited):
    data = typed(therapist, cited, container="")
    response = therapist.post(url(cited), data)
    assert "Still missing for APA: journal." in response.text
    waits = response.text.index("Keep as a waiting change")
    assert waits < response.text.index("Save and change 1 article<")


def test_without_the_engine_the_question_is_still_asked(therapist, cited, monkeypatch):
    data = typed(therapist, cited, work_title="New words")
    monkeypatch.setattr("articles.citations.pandoc.pandoc_path", lambda: "/nowhere")
    response = therapist.post(url(cited), data)
    assert "How it will look cannot be shown now." in response.text
    assert "Save and change 1 article<" in response.text


def test_question_asks_the_database_as_often_for_many_articles(
    therapist, django_assert_max_num_queries
):
    reference = make_reference()
    for number in range(25):
        make_published_article(f"No. {number}", body=f"As [@{reference.key}] says.")
    data = typed(therapist, reference, work_title="New words")
    with django_assert_max_num_queries(25):
        response = therapist.post(url(reference), data)
    assert "Save and change 25 articles" in response.text
    assert "And 15 more" in response.text
