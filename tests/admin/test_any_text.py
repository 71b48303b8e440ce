"""What pages cannot hold is gone after a form is saved; the rest stays as typed."""

import pytest

from articles.models import Article, Clinician, Practice
from tests.admin.forms import form_data
from tests.factories import make_article, make_clinician, make_practice

pytestmark = pytest.mark.django_db
HELD, CLEAN = "Two\x01 “herons”\x0b& <b>\x1f\x80\ufffe", "Two “herons” & <b>"
UNHELD = set("\x01\x0b\x1f\x80\ufffe")
PRACTICE = "/admin/articles/practice/1/change/"


def test_practice_and_its_places_are_clean(owner, client):
    make_practice()
    texts = ("name", "tagline", "introduction", "disclaimer", "footer_note", "notice")
    data = form_data(owner.get(PRACTICE)) | dict.fromkeys(texts, HELD)
    data |= {"places-0-city": HELD, "places-0-directions": HELD}

    assert owner.post(PRACTICE, data).status_code == 302

    practice = Practice.current()
    assert {getattr(practice, name) for name in texts} == {CLEAN}
    place = practice.places.get()
    assert (place.city, place.directions) == (CLEAN, CLEAN)
    assert not UNHELD & set(client.get("/").text)


def test_clinician_is_clean(owner):
    url = f"/admin/articles/clinician/{make_clinician().pk}/change/"
    names = ("name_as_filed", "name_as_used", "biography")
    data = form_data(owner.get(url)) | dict.fromkeys(names, HELD)

    assert owner.post(url, data).status_code == 302

    clinician = Clinician.objects.get()
    assert {getattr(clinician, name) for name in names} == {CLEAN}


def test_article_with_its_questions_and_captions_is_clean(write):
    article = make_article(faqs=[("Why?", "")], figures=[{"name": "lamp"}])
    row = {"faqs-0-question": HELD, "figures-0-caption": HELD, "figures-0-alt": HELD}

    assert write(article, title=HELD, body=HELD, **row).status_code == 302

    source = Article.objects.get().draft()
    assert {source.title, source.body, source.faqs[0].question} == {CLEAN}
    assert {source.figures[0].caption, source.figures[0].alt} == {CLEAN}


def test_preview_is_clean(therapist):
    typed = {"title": HELD, "body": HELD, "faqs-TOTAL_FORMS": "1"}
    typed |= {"faqs-0-question": HELD, "faqs-0-answer": HELD}

    response = therapist.post("/admin/articles/article/preview/", typed)

    html = response.json()["html"]
    assert "Two “herons” &amp; &lt;b&gt;</h1>" in html
    assert not UNHELD & set(html)


def test_null_character_is_refused_with_a_sentence(owner):
    make_practice()
    data = form_data(owner.get(PRACTICE)) | {"name": "Two\0 herons"}

    response = owner.post(PRACTICE, data)

    assert "Null characters are not allowed." in response.text


def test_text_of_nothing_else_counts_as_empty(owner):
    make_practice()
    data = form_data(owner.get(PRACTICE)) | {"name": "\x01\ufffe"}

    response = owner.post(PRACTICE, data)

    assert "This field cannot be blank." in response.text
    assert Practice.current().name == "My practice"
