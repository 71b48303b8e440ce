"""The change of a work that waits: looked at, taken into the form, published, dropped.

The list's filter for such works stands here too.
"""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.references.before_after import (
    is_same_for_readers,
    question_page,
    shown_articles,
)
from articles.admin.references.saving import change_url
from articles.admin.wording import moment
from articles.citations import missing_fields
from articles.models import PendingChange, ReferenceChanged

CHANGED = (
    "The work itself was changed after this change began to wait, so it is not "
    "published as it stands. Below is what differs; take it into the form to decide."
)


class WaitingFilter(admin.SimpleListFilter):
    title = "waiting changes"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "A change waits")]

    def queryset(self, request, queryset):
        return queryset.filter(pending__isnull=False) if self.value() else queryset


def waiting_view(model_admin, request, renew, reference):
    """Show what waits; publish it, with the same question as saving; drop it."""
    pending = PendingChange.objects.filter(reference=reference).select_related("by")
    pending = pending.first()
    if pending is None:
        raise Http404
    pending.reference = reference
    if request.method == "POST" and "_drop" in request.POST:
        return drop(request, pending)
    if request.method == "POST" and not pending.is_outdated:
        answer = publish(model_admin, request, renew, pending)
        if answer:
            return answer
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "reference": reference,
        "title": "A change that waits",
        "since": since(pending),
        "fields": pending.compared().fields,
        "lacking": missing_fields(pending.item),
        "sentence": CHANGED if pending.is_outdated else "",
        "may_change": request.user.has_perm("articles.change_reference"),
    }
    return TemplateResponse(request, "admin/articles/reference/waiting.html", context)


def publish(model_admin, request, renew, pending):
    """A redirect once it is published, or the question; None to show it again."""
    reference = pending.reference
    if "_back" in request.POST:
        return None
    articles = shown_articles(reference)
    is_asked = articles and not is_same_for_readers(reference.item, pending.item)
    # Another window may have let another change wait since the question.
    seen = pending.at.isoformat()
    is_answered = "_confirmed" in request.POST and request.POST.get("seen") == seen
    if is_asked and not is_answered:
        return question_page(
            model_admin,
            request,
            reference,
            pending.item,
            articles=articles,
            hidden=[("seen", seen)],
            may_wait=False,
        )
    try:
        pending.publish(by=request.user)
    except ReferenceChanged:
        return HttpResponseRedirect(waiting_url(reference))
    renew(request, pending.reference)
    messages.success(request, "Published. The pages that cite it are being made anew.")
    return HttpResponseRedirect(change_url(reference))


def drop(request, pending):
    pending.delete()
    messages.success(request, "Dropped. The work stands as it was.")
    return HttpResponseRedirect(change_url(pending.reference))


def standing_change(reference):
    """What a work's page says of a change that waits, None without one. One query."""
    pending = PendingChange.objects.filter(reference=reference).first()
    return pending and {"since": since(pending), "url": waiting_url(reference)}


def since(pending):
    by = pending.by
    name = f", {by.get_short_name() or by.get_username()}" if by else ""
    return f"{moment(pending.at)}{name}"


def waiting_url(reference):
    return reverse("admin:articles_reference_waiting", args=[reference.pk])
