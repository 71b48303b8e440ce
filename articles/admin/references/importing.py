"""Files of references: sent, read by the worker, looked through, decided."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.references.review import rows
from articles.admin.references.review_choices import Choices
from articles.citations.reading.record import LARGEST
from articles.models import ImportedRecord, ReferenceImport
from articles.tasks import (
    format_changed,
    format_imported,
    read_references_import,
    services,
)

PER_PAGE = 50
LISTED = 50
TOO_LARGE = "This file is larger than 5 MB. Please split it and try again."
ACCEPTED = ".bib,.bibtex,.ris,.json,.xml,.nbib,.txt"
Verdict = ImportedRecord.Verdict


class UploadForm(forms.Form):
    file = forms.FileField(
        label="A file from Zotero, EndNote, Mendeley or PubMed",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="BibTeX (.bib), RIS (.ris), CSL-JSON (.json), EndNote XML (.xml) or "
        "PubMed (.nbib), up to 5 MB. Nothing is added before you have looked through "
        "it. The same file may be brought in again later: then only what has changed "
        "is shown.",
        error_messages={"required": "Choose a file first."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError("This file is empty.")
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


def allow(request, *actions):
    for action in actions or ("add",):
        if not request.user.has_perm(f"articles.{action}_reference"):
            raise PermissionDenied


def imports_view(model_admin, request):
    """A file to send, and the imports so far. One query beside the session's."""
    allow(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            return begin(request, file.read(), file.name)
    waiting = Count("records", filter=Q(records__decision="open"))
    imports = ReferenceImport.objects.defer("content").annotate(waiting=waiting)
    context = {
        **page_context(model_admin, request, "Bring in a list of references"),
        "form": form,
        "imports": imports[:LISTED],
    }
    return TemplateResponse(request, "admin/articles/reference/imports.html", context)


def begin(request, content, name, *, at_once=False, **fields):
    """Keep what was sent and have it read, by the worker if it may take long."""
    batch = ReferenceImport.objects.create(
        name=tidy_name(name), content=content, by=request.user, **fields
    )
    if at_once:
        read_references_import.call(batch.pk)
    else:
        read_references_import.enqueue(batch.pk)
    return HttpResponseRedirect(address("import", batch.pk))


def tidy_name(name):
    return " ".join((name or "").replace("\0", "").split())[:200] or "File"


def progress_view(model_admin, request, batch_id):
    allow(request)
    batch = found_batch(batch_id)
    return JsonResponse(
        {
            "waiting": batch.is_being_read,
            "done": batch.done,
            "total": batch.total,
            "sentence": sentence(batch),
        }
    )


def sentence(batch):
    if not batch.total:
        return "The file is being read."
    return f"{batch.done:,} of {batch.total:,} references compared with your library."


def import_view(model_admin, request, batch_id):
    allow(request)
    batch = found_batch(batch_id)
    if batch.is_being_read or batch.state == batch.State.FAILED:
        return unread_page(model_admin, request, batch)
    if request.method == "POST":
        return act(model_admin, request, batch)
    return review_page(model_admin, request, batch, Choices({}))


def found_batch(batch_id):
    batch = ReferenceImport.objects.defer("content").filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    return batch


def unread_page(model_admin, request, batch):
    context = {
        **page_context(model_admin, request, batch.name),
        "batch": batch,
        "sentence": sentence(batch),
    }
    return TemplateResponse(
        request, "admin/articles/reference/import_waiting.html", context
    )


def act(model_admin, request, batch):
    """What a button of the review asks for; then the review again."""
    if "_add_new" in request.POST:
        add_new(request, batch)
    elif "_take_all" in request.POST:
        take_all(request, batch)
    elif "_finish" in request.POST:
        batch.finish(by=request.user)
        messages.success(request, "Done. What was left undecided was left out.")
        return HttpResponseRedirect(address("imports"))
    else:
        choices = Choices(request.POST)
        outcome = choices.carry_out(batch, by=request.user)
        report(request, batch, outcome)
        if outcome.problems:
            return review_page(model_admin, request, batch, choices)
    batch.finish_if_decided(by=request.user)
    return HttpResponseRedirect(where_to(request, batch))


def add_new(request, batch):
    with_titles = bool(request.POST.get("titles"))
    added, already_here = batch.add_new(
        by=request.user, with_proposed_titles=with_titles
    )
    format_imported.enqueue(batch.pk)
    said = f"{works(added)} added. They are marked “not confirmed”."
    if already_here:
        said = f"{said} {works(already_here)} had come here in the meantime."
    messages.success(request, said)


def take_all(request, batch):
    """What was changed only in the file, and shown above as such."""
    allow(request, "change")
    changed = batch.take_over_all(by=request.user)
    format_changed.enqueue(changed)
    messages.success(
        request,
        f"{works(len(changed))} changed. Each can be taken back in its history.",
    )


def report(request, batch, outcome):
    if outcome.added:
        format_imported.enqueue(batch.pk)
    if outcome.changed:
        format_changed.enqueue(outcome.changed)
    if outcome.decided:
        messages.success(request, f"{outcome.decided} decided and kept.")
    elif not outcome.problems:
        messages.info(request, "Nothing was chosen, so nothing was changed.")
    for problem in outcome.problems.values():
        messages.warning(request, problem)


def where_to(request, batch):
    """The same page and group again, or the next page."""
    number = request.POST.get("_next") or request.POST.get("p") or "1"
    show = request.POST.get("show", "")
    query = f"?show={show}" if show in Verdict.values else "?show="
    page = f"&p={number}" if number.isdecimal() and len(number) < 6 else ""
    return f"{address('import', batch.pk)}{query}{page}"


def review_page(model_admin, request, batch, choices):
    """Nine queries, however long the file and however large the library."""
    show = request.POST.get("show") or request.GET.get("show", "")
    counts = batch.counts()
    records = batch.records.for_review()
    if show in Verdict.values:
        records = records.filter(verdict=show)
    else:
        show, records = "", records.open()
    page = Paginator(records, PER_PAGE).get_page(
        request.POST.get("p") or request.GET.get("p")
    )
    new = batch.records.filter(verdict=Verdict.NEW).open()
    context = {
        **page_context(model_admin, request, batch.name),
        "batch": batch,
        "groups": groups(counts, show),
        "show": show,
        "waiting": sum(open for _, open in counts.values()),
        "new": counts[Verdict.NEW][1],
        "proposals": new.exclude(proposed_title="").count(),
        "page": page,
        "rows": rows(page.object_list, choices),
        "may_find": services().is_on,
        "changed_there": counts[Verdict.CHANGED_THERE][1],
    }
    return TemplateResponse(
        request, "admin/articles/reference/import_review.html", context
    )


def groups(counts, show):
    """(verdict, label, how many, how many undecided, is it shown?)."""
    return [
        (verdict.value, verdict.label, number, waiting, verdict.value == show)
        for verdict, (number, waiting) in counts.items()
        if number
    ]


def page_context(model_admin, request, title):
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": title,
    }


def address(view, *args):
    return reverse(f"admin:articles_reference_{view}", args=args)


def works(number):
    return "1 reference" if number == 1 else f"{number:,} references"
