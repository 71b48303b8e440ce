import pytest

from articles.models import Article
from tests.admin.forms import form_data
from tests.factories import make_article, make_image, make_reference, make_series

pytestmark = pytest.mark.django_db
URL = "/admin/articles/article/preview/"


def opened(client, article):
    return form_data(client.get(f"/admin/articles/article/{article.pk}/change/")) | {
        "article": article.pk
    }


def test_preview_is_the_page_of_the_form_as_it_stands(therapist):
    reference, image, series = make_reference(), make_image(), make_series("A series")
    article = make_article(
        "Old title",
        figures=[{"name": "lamp", "image": image, "alt": "A lamp."}],
        faqs=[("First?", "1"), ("Second?", "2")],
        series=series,
    )
    data = opened(therapist, article) | {
        "title": "New title",
        "body": f"![](figure:lamp)\n\nAs [@{reference.key}] says.",
        "faqs-0-position": "1",
        "faqs-1-position": "0",
    }

    answer = therapist.post(URL, data).json()

    page = answer["html"]
    assert page.startswith("<!doctype html>") or "<html" in page
    assert "New title" in page
    assert 'alt="A lamp."' in page
    assert "Holt-Lunstad" in page
    assert page.index("Second?") < page.index("First?")
    assert answer["words"] > 0


def test_preview_writes_nothing(therapist):
    article = make_article("Old title", body="Old.")

    therapist.post(URL, opened(therapist, article) | {"body": "New."})

    article.refresh_from_db()
    assert (article.body, article.version) == ("Old.", 1)
    assert not article.revisions.exists()


def test_new_article_is_previewed_before_it_is_saved(therapist):
    answer = therapist.post(URL, {"title": "New", "body": "Words.", "kind": "page"})

    assert "Words." in answer.json()["html"]
    assert not Article.objects.exists()


def test_problems_lead_to_their_fields(therapist):
    article = make_article()
    data = opened(therapist, article) | {"title": "", "body": "As [@nobody2020] says."}

    problems = therapist.post(URL, data).json()["problems"]

    assert {p["url"] for p in problems if p["blocking"]} == {"#id_title", "#id_body"}


def test_row_taken_out_is_not_shown(therapist):
    article = make_article(faqs=[("First?", "1"), ("Second?", "2")])
    data = opened(therapist, article) | {"faqs-0-DELETE": "on"}

    page = therapist.post(URL, data).json()["html"]

    assert "First?" not in page
    assert "Second?" in page


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"article": "999999"},
        {"article": "x", "faqs-TOTAL_FORMS": "99999999999999"},
        {"body": "\x00\x00", "reviewed_on": "yesterday"},
        {"authorships-TOTAL_FORMS": "1", "authorships-0-clinician": "abc"},
        {"figures-TOTAL_FORMS": "1", "figures-0-name": "a", "figures-0-image": "0"},
    ],
)
def test_strange_forms_are_previewed(therapist, data):
    response = therapist.post(URL, data)

    assert response.status_code == 200
    assert "html" in response.json()


def test_200_kb_are_previewed(therapist):
    text = "A long sentence about *sleep*.\n\n" * 6500

    assert therapist.post(URL, {"body": text}).status_code == 200


def test_too_long_a_text_is_refused_with_a_sentence(therapist):
    response = therapist.post(URL, {"body": "x" * 1_100_000})

    assert response.status_code == 413
    assert "too long" in response.json()["error"]


def test_hostile_text_is_harmless(therapist):
    page = therapist.post(URL, {"body": "<script>alert(1)</script>"}).json()["html"]

    assert "<script>alert" not in page


def test_markdown_is_answered_as_markdownx_asks(therapist):
    response = therapist.post("/admin/preview/", {"content": "*Words*"})

    assert response.text.strip() == "<p><em>Words</em></p>"
