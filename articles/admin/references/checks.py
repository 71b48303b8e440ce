"""How a work is known, what was found of it, and what a person says to that."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.admin.references.history import allowed_reference
from articles.admin.references.notice_lines import banner
from articles.admin.wording import day
from articles.citations.coins import web_address
from articles.citations.records import clean_text
from articles.lookup import LookupFailed
from articles.lookup.sentences import OFF
from articles.models import Notice, ReferenceCheck
from articles.models.attention import SEEN
from articles.models.identifying import identify
from articles.models.reference_health import identifier_of, subject_of
from articles.tasks import services

LONGEST_NOTE = 300
NO_NUMBER = (
    "It has no DOI, PubMed number or ISBN by which it could be looked up. Have you "
    "seen this source?"
)
STATES = {
    ("doi", "ok"): "The DOI leads to the work.",
    ("doi", "dead"): "The DOI leads nowhere.",
    ("url", "ok"): "The page answers.",
    ("url", "failing"): "Not found lately; it is asked again each day.",
    ("url", "dead"): "Not found on three days in a row.",
    ("url", "blocked"): "Blocked by the site: only a person can look.",
    ("notices", "ok"): "Asked. What is known stands under “Notices”.",
    ("identity", "ok"): "It is the work.",
    ("identity", "question"): "Have you seen this source?",
}


def checks_view(model_admin, renew, request, object_id):
    reference = allowed_reference(request, object_id, "view")
    notices = reference.notices.select_related("decided_by", "reference")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "reference": reference,
        "title": "How it is known, and what was checked",
        "known": known_sentence(reference),
        "question": open_question(reference),
        "address": web_address(reference.item),
        "asked": asked_lines(reference),
        "notices": banner(notices),
        "may_change": request.user.has_perm("articles.change_reference"),
        "lookups_off": "" if services().is_on else OFF,
    }
    return TemplateResponse(request, "admin/articles/reference/checks.html", context)


def known_sentence(reference):
    """Confirmed by what or seen by whom, and when."""
    how, on = reference.confirmation, reference.confirmed_on
    if how == "none":
        return "Not confirmed"
    by = reference.confirmed_by
    who = (by.get_short_name() or by.get_username()) if by else ""
    words = reference.get_confirmation_display()
    if how == "person" and who:
        words = f"Seen by {who}"
    elif who:
        words = f"{words}, by {who}"
    return f"{words}, {date_format(on, 'F j, Y')}" if on else words


def open_question(reference):
    """What a look-up could not settle, as long as nobody has said more."""
    if reference.confirmation in SEEN:
        return ""
    check = reference.checks.filter(kind="identity", state="question").first()
    return check.detail if check else ""


def asked_lines(reference):
    """Each question that this work asks, with the last answer."""
    known = {check.kind: check for check in reference.checks.all()}
    return [
        asked_line(kind, known.get(kind))
        for kind in ReferenceCheck.Kind
        if subject_of(reference, kind)
    ]


def asked_line(kind, check):
    if check is None:
        return {"label": kind.label, "answer": "Not asked yet", "at": "", "detail": ""}
    words = STATES.get((check.kind, check.state), check.get_state_display())
    is_question = check.state == "question"
    return {
        "label": kind.label,
        "answer": check.detail if is_question and check.detail else words,
        "at": day(check.checked_at),
        "detail": "" if is_question else check.detail,
        "is_bad": check.state in ("dead", "failing"),
    }


def seen_view(model_admin, renew, request, object_id):
    """Somebody says that they have seen the work, or its page, today."""
    reference = allowed_reference(request, object_id, "change")
    note = clean_text(request.POST.get("note"))[:LONGEST_NOTE]
    how = "page" if request.POST.get("how") == "page" else "person"
    if how == "page" and not web_address(reference.item):
        messages.error(request, "It has no web address at which to look.")
        return back(reference)
    reference.confirm(how, by=request.user, note=note)
    messages.success(request, f"Noted. {known_sentence(reference)}.")
    return back(reference)


def look_up_view(model_admin, renew, request, object_id):
    """Ask the services whether this is the work; the answer is kept either way."""
    reference = allowed_reference(request, object_id, "change")
    asked = services()
    refusal = NO_NUMBER if not identifier_of(reference)[0] else ""
    refusal = refusal or ("" if asked.is_on else OFF)
    if refusal:
        messages.warning(request, refusal)
        return back(reference)
    try:
        identity = identify(asked, reference)
    except LookupFailed as failure:
        messages.warning(request, f"Nothing was changed. {failure}")
        return back(reference)
    ReferenceCheck.objects.note(
        reference,
        "identity",
        identity.state,
        identity.detail,
        subject=subject_of(reference, "identity"),
        now=timezone.now(),
    )
    if identity.how:
        subject = subject_of(reference, "notices")
        Notice.objects.note(reference, identity.notices, subject=subject)
        reference.confirm(identity.how, by=request.user)
        messages.success(request, f"{known_sentence(reference)}. {identity.detail}")
    else:
        messages.warning(request, identity.detail)
    return back(reference)


def back(reference):
    return HttpResponseRedirect(
        reverse("admin:articles_reference_checks", args=[reference.pk])
    )
