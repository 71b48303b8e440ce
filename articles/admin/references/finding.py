"""Works that services know for what was only typed: a choice, never taken by itself."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles.admin.references.importing import (
    address,
    allow,
    found_batch,
    page_context,
)
from articles.admin.references.shown import Shown
from articles.citations.matching import first_family
from articles.citations.records import issued_year, text
from articles.citations.reference_text import parse_reference
from articles.lookup import LookupFailed
from articles.lookup.pasted import OFF
from articles.tasks import services

NOT_CHOSEN = "None was chosen; the entry is as it was."


def candidates_page(model_admin, request, shown):
    """For the box: ``shown`` is what was typed, as far as it could be read."""
    found, problem = candidates(shown.item)
    has_more = shown.item.keys() - {"title"}
    context = {
        **page_context(model_admin, request, "Which of these is it?"),
        "shown": shown,
        "travelling": shown.signed() if has_more else "",
        "candidates": [Shown.of_answer(answer, shown.typed) for answer in found],
        "problem": problem,
        "action": address("add_from"),
    }
    return TemplateResponse(
        request, "admin/articles/reference/add_candidates.html", context
    )


def find_view(model_admin, request, batch_id, record_id):
    """For one entry of a list that was brought in."""
    allow(request)
    batch = found_batch(batch_id)
    record = batch.records.open().filter(pk=record_id).first()
    if record is None:
        raise Http404
    if "_show" in request.POST:
        return take(request, batch, record)
    item = record.item or parse_reference(record.raw[:3000])
    found, problem = candidates(item)
    context = {
        **page_context(model_admin, request, "Which of these is it?"),
        "shown": Shown(item, record.raw),
        "candidates": [Shown.of_answer(answer, record.raw) for answer in found],
        "problem": problem,
        "action": address("find", batch.pk, record.pk),
        "back": back(batch, record),
    }
    return TemplateResponse(
        request, "admin/articles/reference/add_candidates.html", context
    )


def take(request, batch, record):
    try:
        shown = Shown.unsigned(request.POST.get("found", ""))
    except signing.BadSignature:
        messages.info(request, NOT_CHOSEN)
        return HttpResponseRedirect(back(batch, record))
    batch.replace_record(record, shown.item, shown.proposed_title, shown.found)
    messages.success(
        request,
        f"{shown.found.get('service', 'The service')}'s record stands in the list now. "
        "It is added when you say so.",
    )
    return HttpResponseRedirect(back(batch, record))


def back(batch, record):
    return f"{address('import', batch.pk)}#record-{record.pk}"


def candidates(item):
    """(what services know that may be meant, a sentence where there is nothing)."""
    if not services().is_on:
        return [], OFF
    try:
        by_doi = services().by_doi(text(item, "DOI")) if text(item, "DOI") else None
        found = [by_doi] if by_doi else by_words(item)
    except LookupFailed as failure:
        return [], str(failure)
    return found, "" if found else "No service knows a work like this."


def by_words(item):
    title, author = text(item, "title"), first_family(item)
    return services().by_title(title, author, issued_year(item)) if title else []
