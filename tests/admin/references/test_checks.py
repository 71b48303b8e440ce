"""How a work is known, what was found of it, and what a person says to that."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from articles.models import Notice, PublishedPage, Reference
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db


def url(reference, view="checks", *more):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk, *more])


def notice_of(reference, kind="retraction", **fields):
    fields = {"notice_id": "10.5555/notice", "details": {"date": [2012, 3]}, **fields}
    return reference.notices.create(kind=kind, source="Crossref", **fields)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_person_says_that_they_have_seen_the_source(therapist):
    reference = make_reference()
    assert "Not confirmed" in therapist.get(url(reference)).text

    response = therapist.post(
        url(reference, "seen"), {"how": "person", "note": "book on my shelf"}
    )

    text = therapist.get(response.headers["Location"]).text
    assert "Seen by Therapists, " in text
    assert "“book on my shelf”" in text
    saved = Reference.objects.get()
    assert (saved.confirmation, saved.note) == ("person", "book on my shelf")
    assert saved.changes.first().what == "confirmed"


def test_note_is_kept_without_what_no_database_holds(therapist):
    reference = make_reference()
    therapist.post(url(reference, "seen"), {"how": "person", "note": "shelf\0\x1f 3"})
    assert Reference.objects.get().note == "shelf 3"


def test_what_is_no_web_address_is_no_link(therapist):
    reference = make_reference(URL="javascript:alert(1)")
    page = therapist.get(url(reference)).text
    assert "javascript:" not in page
    assert "I have looked at the page today" not in page


def test_page_is_seen_at_its_address(therapist):
    reference = make_reference(URL="https://example.org/sleep", DOI="")

    therapist.post(url(reference, "seen"), {"how": "page"})

    saved = Reference.objects.get()
    assert saved.confirmation == "page"
    assert saved.confirmed_on == timezone.localdate()


def test_work_without_an_address_has_no_page_to_look_at(therapist):
    reference = make_reference()

    response = therapist.post(url(reference, "seen"), {"how": "page"})

    assert "no web address" in said(response)
    assert Reference.objects.get().confirmation == "none"
    assert "looked at the page" not in therapist.get(url(reference)).text


def test_question_is_put_until_somebody_has_seen_the_work(therapist):
    reference = make_reference()
    sentence = "This DOI belongs to another title: “Tides”. Have you seen this source?"
    reference.checks.create(
        kind="identity", state="question", detail=sentence, checked_at=timezone.now()
    )
    assert sentence in therapist.get(url(reference)).text

    therapist.post(url(reference, "seen"), {"how": "person"})

    assert 'class="question"' not in therapist.get(url(reference)).text


def test_look_up_says_that_it_is_off(therapist):
    reference = make_reference()

    text = therapist.get(url(reference)).text

    assert "Look-ups are off" in text


def known_work(lookup_server, **fields):
    reference = make_reference(DOI="10.5555/known", title="Sleep and mood")
    author = [{"family": "Holt-Lunstad", "given": "Ada"}]
    fields = {"title": ["Sleep and mood"], "author": author, **fields}
    lookup_server.work("10.5555/known", **fields)
    return reference


def test_look_up_confirms_what_agrees(therapist, lookup_server):
    reference = known_work(lookup_server)

    response = therapist.post(url(reference, "look_up"))

    assert "Confirmed by its DOI" in said(response)
    saved = Reference.objects.get()
    assert (saved.confirmation, saved.confirmed_by) == ("doi", therapist.user)


def test_look_up_brings_what_was_published_since(therapist, lookup_server):
    reference = known_work(lookup_server)
    retraction = ("retraction", "10.5555/notice", (2012, 3))
    lookup_server.set_notices("10.5555/known", [retraction])

    response = therapist.post(url(reference, "look_up"), follow=True)

    assert "Retraction, March 2012" in response.text


def test_history_says_in_words_how_it_is_known(therapist):
    reference = make_reference()
    reference.confirm("person")

    text = therapist.get(url(reference, "history")).text

    assert "<del>Not confirmed</del> → <ins>Seen by a person</ins>" in text


def test_look_up_asks_where_the_doi_is_another_work_s(therapist, lookup_server):
    reference = known_work(lookup_server, title=["Tides"])

    response = therapist.post(url(reference, "look_up"), follow=True)

    sentence = "This DOI belongs to another title: “Tides”, Holt-Lunstad"
    assert response.text.count(sentence) >= 2
    assert Reference.objects.get().confirmation == "none"


def test_look_up_changes_nothing_while_the_service_is_down(therapist, lookup_server):
    reference = known_work(lookup_server)
    for host in ("doi.org", "api.crossref.org"):
        lookup_server.down(host)

    response = therapist.post(url(reference, "look_up"))

    assert "Nothing was changed." in said(response)
    assert Reference.objects.get().checks.count() == 0


def test_check_now_asks_in_the_background(therapist, lookup_server):
    reference = known_work(lookup_server)

    response = therapist.post(reverse("admin:articles_reference_check_now"))

    assert "in the background" in said(response)
    assert reference.checks.filter(state="ok").count() == 3


def test_work_without_a_number_is_a_question(therapist):
    reference = make_reference(DOI="", type="webpage")

    response = therapist.post(url(reference, "look_up"))

    assert "Have you seen this source?" in said(response)


def test_every_question_shows_its_answer_or_that_nobody_asked(therapist):
    reference = make_reference()
    reference.checks.create(
        kind="doi", state="dead", detail="No such DOI.", checked_at=timezone.now()
    )

    text = therapist.get(url(reference)).text

    assert "The DOI leads nowhere." in text
    assert "No such DOI." in text
    assert text.count("Not asked yet") == 2


def test_retraction_is_confirmed_and_printed(therapist):
    reference = make_reference()
    article = make_published_article(body=f"So [@{reference.key}].", slug="so")
    notice = notice_of(reference)
    assert (
        "has been retracted, March 2012" in therapist.get(url(reference, "change")).text
    )

    response = therapist.post(
        url(reference, "decide", notice.pk),
        {"decision": "confirmed", "mark": "Retraction published 2012, <i>Sleep</i>"},
    )

    assert "Confirmed" in said(response)
    reference.refresh_from_db()
    assert "(Retraction published 2012, <i>Sleep</i>)" in reference.entry
    page = PublishedPage.objects.get(publication__article=article)
    assert "Retraction published 2012" in page.document.references[0].html


def test_cited_on_purpose_is_kept_with_its_note_and_can_be_changed(therapist):
    reference = make_reference()
    notice = notice_of(reference)
    address = url(reference, "decide", notice.pk)

    therapist.post(address, {"decision": "on_purpose", "note": "The affair itself"})
    text = therapist.get(url(reference)).text
    assert "Checked, cited on purpose" in text
    assert "The affair itself" in text

    therapist.post(address, {"decision": "not_this"})
    assert Notice.objects.get().decision == "not_this"
    assert "has been retracted" not in therapist.get(url(reference, "change")).text


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("retraction", {"decision": "confirmed", "mark": " "}),
        ("correction", {"decision": "confirmed", "mark": "x"}),
        ("retraction", {"decision": "nonsense"}),
        ("retraction", {}),
    ],
)
def test_what_cannot_be_decided_so_changes_nothing(therapist, kind, sent):
    reference = make_reference()
    notice = notice_of(reference, kind)

    response = therapist.post(url(reference, "decide", notice.pk), sent)

    assert said(response)
    assert Notice.objects.get().decision == "open"


def test_reader_of_the_library_decides_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("reader", is_staff=True)
    client.force_login(user)
    reference = make_reference()
    notice = notice_of(reference)

    for view, more in (("decide", [notice.pk]), ("seen", []), ("look_up", [])):
        assert client.post(url(reference, view, *more)).status_code == 403


def test_unknown_notice_has_no_address(therapist):
    other = notice_of(make_reference())

    response = therapist.post(url(make_reference(), "decide", other.pk))

    assert response.status_code == 404


def test_banner_stands_on_every_article_that_cites_the_work(therapist):
    reference = make_reference("Wakefield")
    notice_of(reference)
    notice_of(make_reference("Other"))
    live = make_published_article(body=f"So [@{reference.key}].")
    live.body = "Without."
    live.save()
    live.settle_draft()
    cites, lists = make_article(body=f"[@{reference.key}]"), make_article("Free")

    def form(article):
        address = reverse("admin:articles_article_change", args=[article.pk])
        return therapist.get(address).text

    assert "Wakefield" in form(live)
    assert "has been retracted" in form(live)
    assert "has been retracted" in form(cites)
    assert "has been retracted" not in form(lists)


def test_hostile_words_of_a_service_are_text(therapist):
    reference = make_reference()
    notice_of(
        reference,
        notice_id="javascript:alert(1)",
        details={
            "date": [2012],
            "item": {"container-title": "<script>alert(1)</script>"},
        },
    )
    reference.checks.create(
        kind="doi",
        state="ok",
        detail="<script>alert(2)</script>",
        checked_at=timezone.now(),
    )

    text = therapist.get(url(reference)).text

    assert "<script>alert" not in text
    assert "javascript:" not in text
