"""The screens of a work's history, and of merging."""

import pytest
from django.urls import reverse

from articles.models import Reference
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db


def url(view, reference, *more):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk, *more])


def test_history_shows_who_changed_what_and_takes_it_back(administrator):
    reference = make_reference()
    was = reference.title
    change = reference.write(
        {**reference.item, "title": "<b>Another</b>"}, by=administrator.user
    )

    page = administrator.get(url("history", reference))
    assert was in page.text
    assert "Reference administrators" in page.text
    response = administrator.post(url("undo", reference, change.pk), follow=True)

    assert "Taken back." in response.text
    assert Reference.objects.get().title == was


def test_change_below_a_later_one_is_refused_with_a_sentence(administrator):
    reference = make_reference()
    change = reference.write({**reference.item, "title": "One"})
    reference.write({**reference.item, "title": "Two"})

    response = administrator.post(url("undo", reference, change.pk), follow=True)

    assert "has been changed since" in response.text
    assert Reference.objects.get().title == "Two"


def test_hostile_title_stays_text_in_the_history(administrator):
    reference = make_reference()
    reference.write({**reference.item, "title": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in administrator.get(url("history", reference)).text


def test_duplicate_is_offered_compared_merged_and_parted(administrator):
    stays = make_reference(PMID="123")
    goes = make_reference(title="The same, once more", PMID="123", DOI="")
    make_published_article(body=f"People need people [@{goes.key}].")

    assert "same PubMed number" in administrator.get(url("merge", stays)).text
    compared = administrator.get(url("merge", stays), {"other": f"[@{goes.key}]"})
    assert "The same, once more" in compared.text
    merged = administrator.post(url("merge", stays), {"other": goes.key}, follow=True)
    assert "Merged." in merged.text
    assert list(Reference.objects.all()) == [stays]

    change = stays.changes.get(what="merged")
    administrator.post(url("undo", stays, change.pk))
    assert set(Reference.objects.all()) == {stays, goes}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nobody1999", "No reference has the key"),
        ("\x1f<script>", "No reference has the key"),
        ("own", "That is this reference itself"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_impossible_merge_is_refused_with_a_sentence(
    administrator, typed, sentence, method
):
    reference = make_reference()
    asked = reference.key if typed == "own" else typed
    response = getattr(administrator, method)(url("merge", reference), {"other": asked})
    assert sentence in response.text
    assert "<script>alert" not in response.text


def test_article_that_recommends_a_merged_work_is_saved_as_before(owner, write):
    stays, goes = make_reference(), make_reference()
    article = make_article(body="Alone.", further_reading=[goes])
    change = stays.absorb(goes)
    assert write(article, client=owner, title="Another").status_code == 302
    change.undo()
    article.refresh_from_db()
    assert article.title == "Another"
    assert article.citations.get().reference == goes


def test_merging_with_nothing_shows_the_choice_again(administrator):
    reference = make_reference()
    for sent in ({}, {"other": ""}, {"other": "\0"}):
        response = administrator.post(url("merge", reference), sent)
        assert "Which is the other reference?" in response.text


def test_other_work_is_found_by_words_too(administrator):
    stays, goes = make_reference("Reyes"), make_reference("Okonkwo", title="On sleep")
    text = administrator.get(url("merge", stays), {"other": "sleep okonkwo"}).text
    assert f"?other={goes.key}" in text
    assert f"?other={stays.key}" not in text


def test_therapist_takes_back_but_does_not_merge(therapist):
    reference = make_reference()
    change = reference.write({**reference.item, "title": "One"})
    assert therapist.get(url("merge", reference)).status_code == 403
    assert therapist.post(url("merge", reference)).status_code == 403
    assert therapist.post(url("undo", reference, change.pk)).status_code == 302


def test_stranger_sees_neither(anonymous):
    reference = make_reference()
    for view in ("history", "merge"):
        assert anonymous.get(url(view, reference)).status_code == 302


def test_nothing_is_taken_back_by_following_a_link(administrator):
    reference = make_reference()
    change = reference.write({**reference.item, "title": "One"})
    assert administrator.get(url("undo", reference, change.pk)).status_code == 405


@pytest.mark.parametrize("count", [1, 20])
def test_history_asks_as_often_however_long_it_is(
    administrator, count, django_assert_max_num_queries
):
    reference = make_reference()
    for number in range(count):
        reference.write({**reference.item, "title": f"Title {number}"})
    with django_assert_max_num_queries(11):
        administrator.get(url("history", reference))
