"""Saving a work: what live articles cite is shown before and after, and asked about.

The first press of Save shows the question, with all that was typed in hidden fields;
its answer is sent to the form's own address, which checks everything again.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.admin.references.before_after import (
    is_same_for_readers,
    question_page,
    shown_articles,
)
from articles.models import PendingChange, Reference
from articles.models.reference_changing import EDITED_COLUMNS

ANSWERS = ("_confirmed", "_back")
KEPT = (
    "This change waits. Readers go on seeing the work as it was, until you publish the "
    "change."
)


class AskingAdmin:
    """For the admin of references: asks before readers' pages change."""

    def get_object(self, request, object_id, from_field=None):
        """The work; filled with the change that waits, where that was asked for."""
        reference = super().get_object(request, object_id, from_field or None)
        if reference and "waiting" in request.GET:
            take_in_waiting(reference)
        return reference

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (Reopened, form), {}) if goes_back(request) else form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        answer = None
        if request.method == "POST" and object_id and not is_answered(request):
            answer = self.question(request, object_id)
        return answer or super().changeform_view(
            request, object_id, form_url, extra_context
        )

    def question(self, request, object_id):
        """What is to be decided first, or done instead of saving; else None."""
        reference = self.get_object(request, object_id)
        if reference is None or not self.has_change_permission(request, reference):
            return None
        stored = Reference.objects.get(pk=reference.pk)
        form = self.get_form(request, reference, change=True)(
            request.POST, request.FILES, instance=reference
        )
        # The form holds the work's row for a moment to compare the version.
        with transaction.atomic():
            is_valid = form.is_valid()
        if not is_valid:
            return None
        item = {**form.item, "id": stored.key}
        if item == stored.item:
            return None
        if "_wait" in request.POST:
            return self.let_wait(request, stored, item, reference)
        articles = shown_articles(stored)
        if is_same_for_readers(stored.item, item) or not articles:
            return None
        return question_page(
            self,
            request,
            stored,
            item,
            articles=articles,
            hidden=typed(request.POST),
            may_wait=True,
        )

    def let_wait(self, request, stored, item, edited):
        """What no reader sees is saved at once."""
        columns = {name: getattr(edited, name) for name in EDITED_COLUMNS}
        PendingChange.keep(stored, item, by=request.user, **columns)
        messages.success(request, KEPT)
        return HttpResponseRedirect(change_url(stored))

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        if "_confirmed" in request.POST:
            return HttpResponseRedirect(change_url(obj))
        return response


def take_in_waiting(reference):
    """Give the work in hand the item of the change that waits, if one does."""
    pending = PendingChange.objects.filter(reference=reference).first()
    if pending:
        pending.reference = reference
        reference.item = pending.taken_in()


class Reopened:
    """Comes back as it was typed, to go on with."""

    def is_valid(self):
        super().is_valid()
        return False


def goes_back(request):
    return request.method == "POST" and "_back" in request.POST


def is_answered(request):
    return any(name in request.POST for name in ANSWERS)


def typed(post):
    """(name, value) of everything that was typed, without the buttons."""
    return [
        (name, value)
        for name, values in post.lists()
        for value in values
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    ]


def write_typed(request, reference, form):
    """Write what the valid form holds; it may be the change that waited."""
    columns = {name: getattr(reference, name) for name in EDITED_COLUMNS}
    pending = PendingChange.objects.filter(reference=reference)
    takes_in = "waiting" in request.GET and pending.exists()
    what = "pending" if takes_in else "edited"
    reference.write(form.item, by=request.user, what=what, **columns)
    if takes_in:
        pending.delete()


def change_url(reference):
    return reverse("admin:articles_reference_change", args=[reference.pk])
