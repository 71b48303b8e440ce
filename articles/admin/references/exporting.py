"""The library as a file: what the list shows, or the works marked in it."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import re_path, reverse
from django.views.decorators.http import require_safe

from articles.pages.files import LABELS, references_as_file

NAME = "references"


class MarkedForm(ActionForm):
    action = forms.ChoiceField(label="The marked works:")


def export_urls(model_admin):
    view = require_safe(partial(export_view, model_admin))
    return [
        re_path(
            r"^export\.(?P<ext>json|bib|ris)$",
            model_admin.admin_site.admin_view(view),
            name="articles_reference_export",
        )
    ]


def export_view(model_admin, request, ext):
    """Everything that the list finds for the same address, on all its pages."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    try:
        found = model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters:
        listed = reverse("admin:articles_reference_changelist")
        return HttpResponseRedirect(f"{listed}?e=1")
    return exported(found, ext)


def exported(works, ext):
    """The whole items, notes and the library's own settings included, by key."""
    items = works.order_by("key").values_list("item", flat=True)
    return references_as_file(items, name=NAME, ext=ext)


def export_action(ext):
    @admin.action(description=f"Save as {LABELS[ext]}", permissions=["view"])
    def save_marked(model_admin, request, works):
        return exported(works, ext)

    save_marked.__name__ = f"save_as_{ext}"
    return save_marked


EXPORTS = [export_action(ext) for ext in LABELS]
