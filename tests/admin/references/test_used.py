import pytest
from django.urls import reverse

from articles.models import Reference
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db


def url(reference, view="used"):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk])


def test_sentences_are_shown_live_and_draft_apart(therapist):
    reference = make_reference()
    article = make_published_article(
        "Alone", slug="alone", body=f"First. It *hurts* [@{reference.key}]. Last."
    )
    article.body = f"It may hurt [@{reference.key}, p. 3]."
    article.save()
    article.settle_draft()

    text = therapist.get(url(reference)).text

    assert "1 article." in text
    assert f"It hurts <mark>[@{reference.key}]</mark>." in text
    assert f"It may hurt <mark>[@{reference.key}, p. 3]</mark>." in text
    assert "Last" not in text
    assert 'href="/articles/alone/"' in text
    assert reverse("admin:articles_article_change", args=[article.pk]) in text


def test_form_shows_the_first_articles_and_how_many_more(therapist):
    reference = make_reference()
    for number in range(5):
        make_article(f"Article {number}", body=f"So [@{reference.key}].")

    text = therapist.get(url(reference, "change")).text

    assert text.count(f"<mark>[@{reference.key}]</mark>") == 3
    assert "and 2 more articles" in text


def test_parts_of_an_article_are_named(therapist):
    reference = make_reference()
    make_article(
        faqs=[("Why <us>?", f"Because [@{reference.key}].")],
        figures=[{"name": "sea", "caption": f"Sea [@{reference.key}]"}],
        cta_text=f"Call [@{reference.key}]",
    )
    make_article("Another", further_reading=[reference])

    text = therapist.get(url(reference)).text

    assert "In the answer to “Why &lt;us&gt;?”" in text
    assert "Under the picture “sea”" in text
    assert "In the closing invitation" in text
    assert "Under further reading" in text


def test_work_that_nobody_cites_says_so(therapist):
    assert "No article cites it" in therapist.get(url(make_reference())).text


def test_many_articles_are_paged(therapist):
    reference = make_reference()
    for number in range(21):
        make_article(f"Article {number:02}", body=f"[@{reference.key}]")

    assert "Article 20" not in therapist.get(url(reference)).text
    assert "Article 20" in therapist.get(url(reference), {"p": 2}).text


def test_merged_and_unknown_works_have_no_page(therapist):
    reference, twin = make_reference(), make_reference("Other")
    reference.absorb(twin)

    assert therapist.get(url(twin)).status_code == 404
    twin.pk = 10**17
    assert therapist.get(url(twin)).status_code == 404


def test_queries_stay_under_ten(therapist, django_assert_num_queries):
    reference = make_reference()
    Reference.objects.bulk_create(
        Reference(key=f"more{n}", item={"title": "More"}) for n in range(30)
    )
    for number in range(4):
        make_article(f"{number}", body=f"[@{reference.key}]", faqs=[("a", "b")])
        make_published_article(f"Live {number}", body=f"[@{reference.key}]")

    therapist.get(url(reference))  # Notes in the session that somebody is here.
    with django_assert_num_queries(9):
        therapist.get(url(reference))
