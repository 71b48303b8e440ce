"""What a person decides: about notices, and about works that look alike."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.references.checks import LONGEST_NOTE, back
from articles.admin.references.history import allowed_reference
from articles.admin.removal import as_pk
from articles.citations.records import clean_text
from articles.lookup.sentences import OFF
from articles.models import Notice, Reference, WorksApart
from articles.models.reference_apart import duplicate_pairs
from articles.tasks import check_references, services

PER_PAGE = 25
LONGEST_MARK = 500
CHECKING = (
    "The references are being checked in the background. What is found appears here "
    "as it comes."
)
SAID = {
    "confirmed": "Confirmed. The entry now says so, and the pages that cite it are "
    "being made anew.",
    "on_purpose": "Noted: you have checked it.",
    "not_this": "Noted: it does not concern this work.",
    "open": "The decision is open again.",
}


def decide_view(model_admin, renew, request, object_id, notice_id):
    reference = allowed_reference(request, object_id, "change")
    notice = reference.notices.filter(pk=as_pk(notice_id)).first()
    if notice is None:
        raise Http404
    decision = request.POST.get("decision", "")
    mark = clean_text(request.POST.get("mark"))[:LONGEST_MARK]
    sentence = refusal_of(notice, decision, mark)
    if sentence:
        messages.error(request, sentence)
        return back(reference)
    note = clean_text(request.POST.get("note"))[:LONGEST_NOTE]
    if notice.decide(decision, by=request.user, note=note, mark=mark):
        reference.refresh_from_db()
        renew(request, reference)
    messages.success(request, SAID[decision])
    return back(reference)


def refusal_of(notice, decision, mark):
    """Why this cannot be decided so, or "" """
    if decision not in Notice.Decision.values:
        return "Choose one of the buttons."
    if decision != Notice.Decision.CONFIRMED:
        return ""
    if not notice.is_serious:
        return "Only a retraction is confirmed; a correction needs no mark."
    return "" if mark else "Say how it is to be printed: “Retraction published 2012”."


def duplicates_view(model_admin, renew, request):
    """Probable duplicates of the whole library, and what was found to be two works."""
    if not request.user.has_perm("articles.view_reference"):
        raise PermissionDenied
    page = Paginator(duplicate_pairs(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": "Probable duplicates",
        "page": page,
        "apart": WorksApart.objects.select_related("one", "other")[:PER_PAGE],
        "may_change": request.user.has_perm("articles.change_reference"),
        "may_merge": request.user.has_perm("articles.delete_reference"),
    }
    return TemplateResponse(
        request, "admin/articles/reference/duplicates.html", context
    )


def apart_view(model_admin, renew, request):
    """Say that two works are two, or take that back."""
    if not request.user.has_perm("articles.change_reference"):
        raise PermissionDenied
    keys = (as_pk(request.POST.get("one")), as_pk(request.POST.get("other")))
    works = list(Reference.objects.filter(pk__in=[key for key in keys if key]))
    if len(works) != 2:
        messages.error(request, "One of the two is not in the library any more.")
    elif "take_back" in request.POST:
        WorksApart.objects.filter(one__in=works, other__in=works).delete()
        messages.success(request, "Taken back.")
    else:
        WorksApart.say(*works, by=request.user)
        messages.success(request, "Noted: they are two works.")
    return HttpResponseRedirect(reverse("admin:articles_reference_duplicates"))


def check_now_view(model_admin, renew, request):
    """Begin to ask about what is due, in the background."""
    if not request.user.has_perm("articles.change_reference"):
        raise PermissionDenied
    if services().is_on:
        check_references.enqueue()
        messages.success(request, CHECKING)
    else:
        messages.warning(request, OFF)
    return HttpResponseRedirect(reverse("admin:index"))
