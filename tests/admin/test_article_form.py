import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Generation,
    Image,
    Revision,
    Series,
)
from tests.factories import (
    make_article,
    make_clinician,
    make_image,
    make_png,
    make_published_article,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def rows(prefix, *values):
    """Form fields of new rows, in order."""
    data = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": 0}
    for number, fields in enumerate(values):
        data[f"{prefix}-{number}-position"] = fields.pop("position", number)
        data |= {f"{prefix}-{number}-{name}": text for name, text in fields.items()}
    return data


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def test_new_article_is_a_draft_by_the_usual_author(write, therapist):
    clinician = make_clinician()

    response = write(title="Why we argue", body="Two people.\r\n\r\nOne kitchen.")

    article = Article.objects.get()
    assert response.headers["Location"] == change_url(article)
    assert article.body == "Two people.\n\nOne kitchen."
    assert article.draft().authors == (clinician.slug,)
    assert article.revisions.get().reason == Revision.Reason.SAVED
    assert article.edited_by == therapist.user
    assert not article.publications.exists()


def test_page_is_begun_as_a_page(therapist):
    response = therapist.get(reverse("admin:articles_article_add") + "?kind=page")

    assert response.context["adminform"].form["kind"].value() == "page"


def test_saving_never_changes_what_readers_see(write, client):
    article = make_published_article("Why we argue", slug="why-we-argue")
    before = client.get("/articles/why-we-argue/").content

    write(article, title="Something else", body="New words.")

    assert client.get("/articles/why-we-argue/").content == before
    state = Article.objects.with_state(timezone.now()).get().state
    assert state.stage.value == "Live with unpublished changes"


def test_saving_an_unchanged_form_changes_nothing(write):
    article = make_published_article(
        body="One.\n\nTwo.", faqs=[("Why?", "Because.\n\nYes.")]
    )
    digest = article.draft_digest

    write(article)

    article.refresh_from_db()
    assert article.draft_digest == digest
    assert article.revisions.count() == 1
    assert article.version == 2


def test_questions_are_kept_in_the_order_of_their_places(write):
    article = make_article(faqs=[("First?", "1"), ("Second?", "2")])

    write(article, **{"faqs-0-position": 1, "faqs-1-position": 0})

    assert [faq.question for faq in article.faqs.all()] == ["Second?", "First?"]


def test_row_marked_for_taking_out_is_gone(write):
    article = make_article(faqs=[("First?", "1"), ("Second?", "2")])

    write(article, **{"faqs-0-DELETE": "on"})

    assert [faq.question for faq in article.faqs.all()] == ["Second?"]


def test_empty_row_is_ignored(write):
    article = make_article()

    write(article, **rows("faqs", {"question": "", "answer": ""}))

    assert not article.faqs.exists()


def test_answer_without_question_is_an_error_and_stays_in_the_form(write):
    article = make_article()

    response = write(article, **rows("faqs", {"question": "", "answer": "Because."}))

    assert response.status_code == 200
    assert "Write the question." in response.text
    assert "Because." in response.text


def test_author_named_twice_is_refused(write):
    person = make_clinician()
    article = make_article()

    response = write(
        article,
        **rows("authorships", {"clinician": person.pk}, {"clinician": person.pk}),
    )

    assert "This author is named twice." in response.text


def test_second_tab_is_told_and_loses_nothing(write, therapist):
    article = make_article(body="As it was.")
    first = therapist.get(change_url(article))
    write(article, body="From the other tab.")

    response = write(article, opened=first, body="From this tab.")

    article.refresh_from_db()
    assert article.body == "From the other tab."
    assert response.status_code == 200
    assert "Nothing was overwritten." in response.text
    assert "From this tab." in response.text


def test_second_tab_may_win_and_the_other_version_is_kept(write, therapist):
    article = make_article(body="As it was.", faqs=[("Why?", "Because.")])
    first = therapist.get(change_url(article))
    write(article, body="From the other tab.")
    refused = write(article, opened=first, body="From this tab.")
    conflict = refused.context["adminform"].form.conflict

    write(article, opened=first, body="From this tab.", keep_mine=conflict)

    article.refresh_from_db()
    assert article.body == "From this tab."
    kept = [revision.source.body for revision in article.revisions.all()]
    assert "From the other tab." in kept


def test_conflict_survives_rows_that_were_replaced(write, therapist):
    article = make_article(faqs=[("Why?", "Because.")])
    opened = therapist.get(change_url(article))
    article.write_draft(article.draft(), version=article.version)

    response = write(article, opened=opened, **{"faqs-0-answer": "My long answer."})

    assert response.status_code == 200
    assert "My long answer." in response.text


def test_picture_sent_with_the_form_becomes_a_figure(write):
    article = make_article()
    file = SimpleUploadedFile("Lamp_at night.png", make_png(), "image/png")

    write(
        article,
        **rows("figures", {"upload": file, "alt": "A lamp.", "caption": "At night."}),
    )

    figure = article.figures.get()
    assert figure.image.title == "Lamp at night"
    assert (figure.name, figure.alt) == ("lamp-at-night", "A lamp.")


@pytest.mark.parametrize("data", [b"", b"not a picture", b"<svg onload='x()'/>"])
def test_file_that_is_no_picture_is_refused_at_its_field(write, data):
    article = make_article()
    file = SimpleUploadedFile("picture.png", data, "image/png")

    response = write(
        article, body="Kept.", **rows("figures", {"upload": file, "alt": "A lamp."})
    )

    assert response.status_code == 200
    assert "Kept." in response.text
    formset = response.context["inline_admin_formsets"][1].formset
    assert formset.forms[0].errors["upload"]
    assert not Image.objects.exists()


def test_picture_stays_chosen_when_the_form_comes_back(write):
    article = make_article()
    file = SimpleUploadedFile("lamp.png", make_png(), "image/png")

    response = write(
        article,
        **rows("figures", {"upload": file, "alt": "A lamp.", "decorative": "on"}),
    )

    assert "Clear one of the two." in response.text
    assert f'<option value="{Image.objects.get().pk}" selected' in response.text


def test_two_pictures_of_one_name_are_refused(write):
    article = make_article()
    image = make_image()

    response = write(
        article,
        **rows(
            "figures",
            {"image": image.pk, "name": "lamp"},
            {"image": image.pk, "name": "lamp"},
        ),
    )

    assert "Two pictures of this article have the same name." in response.text


def test_pictures_without_names_get_different_ones(write):
    article = make_article()
    image = make_image("Lamp")

    write(article, **rows("figures", {"image": image.pk}, {"image": image.pk}))

    assert [figure.name for figure in article.figures.all()] == ["lamp", "lamp-2"]


def test_further_reading_keeps_its_order(write):
    article = make_article()
    first, second = make_reference(), make_reference()

    write(
        article,
        **rows(
            "further_reading",
            {"reference": first.pk, "position": 1},
            {"reference": second.pk, "position": 0},
        ),
    )

    assert article.draft().further_reading == (second.key, first.key)


def test_place_takes_effect_at_once(write):
    article, series, topic = make_published_article(), make_series(), make_topic()
    before = Generation.current()

    write(article, in_series=series.pk, topics=[topic.pk], crisis_card="suicide")

    article.refresh_from_db()
    assert (article.series, article.position) == (series, 1)
    assert list(article.topics.all()) == [topic]
    assert article.crisis_card == "suicide"
    assert Generation.current() > before


def test_saving_a_draft_alone_bumps_nothing(write):
    article = make_published_article()
    before = Generation.current()

    write(article, body="New words.")

    assert Generation.current() == before


def test_article_leaves_its_series_without_a_gap(write):
    series = make_series()
    first, second = make_article("One", series=series), make_article("Two")
    series.add(second)

    write(first, in_series="")

    second.refresh_from_db()
    assert (Series.objects.get().article_ids(), second.position) == ([second.pk], 1)


def test_page_cannot_join_a_series(write):
    page, series = make_article(kind="page"), make_series()

    response = write(page, in_series=series.pk)

    assert "A page cannot be part of a series." in response.text


def test_open_points_are_ticked_off_with_the_save(write):
    article = make_article()
    done = article.open_points.create(code="x", message="Look at the title.")
    still = article.open_points.create(code="x", message="Look at the end.")

    write(article, open_point=[done.pk, still.pk], done=[done.pk])

    states = article.open_points.values_list("pk", "is_done")
    assert dict(states) == {done.pk: True, still.pk: False}


def test_open_points_of_another_article_cannot_be_ticked(write):
    article, other = make_article(), make_article("Other")
    point = other.open_points.create(code="x", message="Look.")

    write(article, open_point=[point.pk], done=[point.pk])

    point.refresh_from_db()
    assert not point.is_done


def test_200_kb_are_saved(write):
    article = make_article()
    text = "A long sentence about sleep. " * 7000

    write(article, body=text)

    article.refresh_from_db()
    assert article.body == text.strip()


@pytest.mark.parametrize("title", ["😀 Feelings 😀", "feed", "x" * 200, "<b>“&”</b>"])
def test_unusual_titles_are_saved_and_listed(write, therapist, title):
    article = make_article()

    write(article, title=title)

    article.refresh_from_db()
    assert article.title == title
    listing = therapist.get(reverse("admin:articles_article_changelist"))
    assert listing.status_code == 200
    assert "<b>“" not in listing.text


def test_draft_may_have_no_title(write, therapist):
    article = make_article()

    write(article, title="")

    assert "Untitled" in therapist.get(change_url(article)).text


def test_save_and_publish_leads_to_the_publishing_page(write):
    article = make_article()

    response = write(article, _publish="1")

    publish = reverse("admin:articles_article_publish", args=[article.pk])
    assert response.headers["Location"] == publish
    assert not article.publications.exists()


def test_live_article_is_not_deleted(owner):
    article = make_published_article()
    url = reverse("admin:articles_article_delete", args=[article.pk])

    response = owner.post(url, {"post": "yes"})

    assert Article.objects.filter(pk=article.pk).exists()
    assert "Withdraw it first" in str(next(iter(get_messages(response.wsgi_request))))


def test_draft_is_deleted(therapist):
    article = make_article(faqs=[("Why?", "Because.")])
    url = reverse("admin:articles_article_delete", args=[article.pk])

    assert "Why?" not in therapist.get(url).text
    therapist.post(url, {"post": "yes"})

    assert not Article.objects.exists()


def test_withdrawn_article_is_deleted(therapist):
    article = make_published_article()
    article.withdraw()
    url = reverse("admin:articles_article_delete", args=[article.pk])

    therapist.post(url, {"post": "yes"})

    assert not Article.objects.exists()


def test_editor_has_none_of_the_stock_scripts(therapist):
    text = therapist.get(change_url(make_article())).text

    assert "markdownx.js" not in text
    assert "markdownx.min.js" not in text
    assert "desk/editor.js" in text
