"""No row holds a character that a page or a feed cannot, however it is written."""

import json
import unicodedata

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models import F

from articles.models import FAQ, Clinician, Figure, Practice, Reference, Revision, Topic
from articles.models.texts import Permitted
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource
from tests.factories import (
    make_article,
    make_clinician,
    make_practice,
    make_reference,
    make_topic,
)

pytestmark = pytest.mark.django_db
HELD, CLEAN = "one\x01\x0btwo\x1f\x80\ufffe\ud800", "one two"


def is_typed(field):
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and field.editable
        and not field.choices
    )


def test_every_text_of_a_form_is_cleaned():
    screens = [
        screen
        for model, screen in admin.site._registry.items()
        if model._meta.app_label == "articles"
    ]
    shown = {screen.model for screen in screens}
    shown |= {inline.model for screen in screens for inline in screen.inlines}
    typed = [f for model in shown for f in model._meta.get_fields() if is_typed(f)]
    # One is picked from a palette of #, digits and letters.
    unclean = {f.name for f in typed if not isinstance(f, Permitted)}

    assert len(typed) > 50
    assert unclean == {"accent"}


def test_columns_are_djangos_own():
    fields = [
        field
        for model in apps.get_app_config("articles").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Permitted)
    ]

    assert {field.deconstruct()[1].rpartition(".")[0] for field in fields} == {
        "django.db.models"
    }


def test_saving_cleans_the_row_and_the_instance():
    topic = make_topic(name=HELD)

    assert topic.name == CLEAN
    assert Topic.objects.get().name == CLEAN


def test_validating_cleans_too():
    topic = Topic(name=HELD, slug="one")

    topic.full_clean()

    assert topic.name == CLEAN


def test_rows_in_bulk_and_updates_are_cleaned():
    article = make_article()
    FAQ.objects.bulk_create([FAQ(article=article, question=HELD, answer=HELD)])
    Topic.objects.filter(pk=make_topic().pk).update(description=HELD)

    assert FAQ.objects.values_list("question", "answer").get() == (CLEAN, CLEAN)
    assert Topic.objects.get().description == CLEAN


def test_expressions_and_empty_texts_pass():
    topic = make_topic(name="Sleep")
    topic.description = F("name")
    topic.save()

    topic.refresh_from_db()

    assert topic.description == "Sleep"
    assert make_clinician().biography == ""


def test_addresses_keep_what_they_can():
    practice = make_practice(
        email='"a\x01"@example.com', booking_url="https://example.com/\x01book"
    )

    practice.full_clean()

    assert practice.email == '"a"@example.com'
    assert Practice.current().booking_url == "https://example.com/book"


def test_draft_and_its_revision_are_clean():
    article = make_article()
    source = ArticleSource(
        title=HELD,
        standfirst=HELD,
        body=HELD,
        faqs=(FAQSource(HELD, HELD),),
        figures=(FigureSource("lamp", alt=HELD, caption=HELD, credit=HELD),),
        call_to_action=CallToAction(HELD, HELD, HELD),
    )

    article.write_draft(source, version=article.version)
    article.take_revision(Revision.Reason.SAVED)

    kept = Revision.objects.get().source
    assert kept.title == kept.body == kept.faqs[0].question == CLEAN
    assert kept.figures[0].caption == kept.call_to_action.text == CLEAN
    assert kept == article.draft()
    assert article.draft_digest == kept.digest()


def test_record_of_a_work_is_clean():
    reference = make_reference(family=HELD, title=HELD)

    reference.write({**reference.item, "note": HELD})

    reference = Reference.objects.get()
    assert reference.title == reference.item["note"] == CLEAN
    assert reference.item["author"][0]["family"] == CLEAN


def test_any_string_is_a_name_and_a_caption(testdata):
    strings = json.loads((testdata / "strings" / "blns.json").read_text())
    article = make_article()
    Clinician.objects.all().update(slug="author")
    Clinician.objects.bulk_create(
        Clinician(name_as_filed=text[:120], slug=f"c{n}", position=1)
        for n, text in enumerate(strings)
    )
    Figure.objects.bulk_create(
        Figure(article=article, name=f"f{n}", caption=text, position=1)
        for n, text in enumerate(strings)
    )

    names = Clinician.objects.filter(position=1).values_list("name_as_filed", flat=True)
    captions = Figure.objects.values_list("caption", flat=True)

    assert list(names) == [in_page(text[:120]) for text in strings]
    assert list(captions) == [in_page(text) for text in strings]


def in_page(text):
    """What of it HTML can hold, told by Unicode's own categories."""
    text = text.translate(str.maketrans("\x0b\x0c\x85", "   "))
    unheld = ("Cc", "Cs", "Cn")
    return "".join(
        c for c in text if c in "\t\n\r" or unicodedata.category(c) not in unheld
    )
