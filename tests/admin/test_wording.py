"""The small words of the screens: their apostrophes and capitals."""

import json

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib import admin

from tests.factories import make_clinician

pytestmark = pytest.mark.django_db


def texts_of_models():
    for model in apps.get_app_config("articles").get_models():
        yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
        for field in model._meta.fields:
            yield from (str(field.verbose_name), str(field.help_text))


def texts_of_forms(rf, user):
    request = rf.get("/")
    request.user = user
    for model, screen in admin.site._registry.items():
        if model._meta.app_label != "articles":
            continue
        for form in [
            screen.get_form(request),
            *(rows.form for rows, _ in screen.get_formsets_with_inlines(request)),
        ]:
            for field in form.base_fields.values():
                yield from (str(field.label), str(field.help_text))


def test_apostrophes_are_curly(rf, owner):
    texts = [*texts_of_models(), *texts_of_forms(rf, owner.user)]

    assert len(texts) > 200
    assert [text for text in texts if "'" in text] == []


def test_another_row_is_named_in_small_letters(owner):
    url = f"/admin/articles/clinician/{make_clinician().pk}/change/"
    page = BeautifulSoup(owner.get(url).content, "html.parser")

    told = json.loads(page.select_one("[data-inline-formset]")["data-inline-formset"])

    assert told["options"]["addText"] == "Add another license or registration"
    assert told["options"]["prefix"] == "licences"
