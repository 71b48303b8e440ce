"""One box: what is typed is looked up or read, shown, and added once confirmed."""

import json
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles.admin.editor import TextArea
from articles.admin.references.finding import candidates_page
from articles.admin.references.importing import (
    address,
    allow,
    begin,
    page_context,
)
from articles.admin.references.shown import Shown
from articles.citations import EngineError
from articles.citations.asked import is_file, read_asked
from articles.citations.reading import read_list
from articles.lookup import LookupFailed
from articles.lookup.pasted import look_up, unknown
from articles.models import Generation, Reference, cite
from articles.models.import_library import PASTED
from articles.models.import_writing import note_notices
from articles.rendering import sanitize
from articles.tasks import services

LONGEST = 200_000
LOST = "The record got lost on the way. Please start again; what you typed is below."
OFF = (
    "Looking up is off, because this site has no contact address yet (CONTACT_EMAIL). "
    "What you paste is read as it stands."
)
MEANWHILE = "This work is in the library by now; see below. Nothing was added."
NOT_CHOSEN = "None of the works was chosen. What you typed is below."
CANNOT_ASK = (
    "This can’t be looked up, because looking up is off (see above). Paste the whole "
    "reference instead, or type it in by hand below."
)
# The variable, and the kind of work that an identifier is typed in as.
VARIABLES = {
    "doi": ("DOI", "article-journal"),
    "pmid": ("PMID", "article-journal"),
    "pmcid": ("PMCID", "article-journal"),
    "isbn": ("ISBN", "book"),
}


class AskForm(forms.Form):
    asked = forms.CharField(
        label="What do you want to add?",
        max_length=LONGEST,
        strip=False,
        widget=TextArea(attrs={"rows": 5, "class": "vLargeTextField", "autofocus": ""}),
        help_text="A DOI, a PubMed number, an ISBN, a web address, a reference in APA "
        "form, or a whole list pasted from Word. Nothing is added before you have seen "
        "it.",
        error_messages={
            "required": "Type or paste something first.",
            "max_length": "This is too long for the box. Save it as a file and bring "
            "that in.",
        },
    )


def add_from_view(model_admin, request):
    allow(request)
    if request.method != "POST":
        return box_page(model_admin, request, AskForm())
    if "_again" in request.POST:
        typed = request.POST.get("typed", "")
        return box_page(model_admin, request, AskForm(initial={"asked": typed}))
    if "typed" in request.POST:
        return settle(model_admin, request)
    form = AskForm(request.POST)
    if not form.is_valid():
        return box_page(model_admin, request, form)
    return read(model_admin, request, form)


def read(model_admin, request, form):
    typed = form.cleaned_data["asked"]
    if is_file(typed):
        return begin(request, typed.encode(), "Pasted from a file")
    everything = read_asked(typed)
    if len(everything) > 1:
        name = f"Pasted list of {len(everything)}"
        at_once = not any(asked.is_identifier for asked in everything)
        return begin(request, typed.encode(), name, at_once=at_once, format=PASTED)
    asked = next(iter(everything), None)
    if asked is None:
        form.add_error("asked", form.fields["asked"].error_messages["required"])
        return box_page(model_admin, request, form)
    if asked.kind == "url":
        return to_web_page(request, asked.value)
    if asked.kind == "text":
        return read_text(model_admin, request, form, asked)
    return read_identifier(model_admin, request, form, asked)


def read_identifier(model_admin, request, form, asked):
    variable, kind = VARIABLES[asked.kind]
    item = {"type": kind, variable: asked.value}
    problem, answer = asked.problem or (not services().is_on and CANNOT_ASK), None
    if not problem:
        try:
            answer = look_up(asked, services())
            problem = unknown(asked)
        except LookupFailed as failure:
            problem = str(failure)
    if answer is None:
        form.add_error("asked", problem)
        return box_page(model_admin, request, form, item if asked.value else None)
    return found_page(model_admin, request, Shown.of_answer(answer, asked.typed))


def read_text(model_admin, request, form, asked):
    (record, *_) = read_list(asked.value).records
    if record.item is None or record.problem:
        if services().is_on:
            shown = Shown({"title": asked.value}, asked.typed)
            return candidates_page(model_admin, request, shown)
        form.add_error("asked", record.problem)
        return box_page(model_admin, request, form, {"title": asked.value})
    shown = Shown(
        record.item, asked.typed, record.proposed_title, remarks=record.remarks
    )
    return found_page(model_admin, request, shown)


def to_web_page(request, url):
    """The form for a web page, with the address filled in."""
    bare = url.rstrip("/")
    for reference in Reference.objects.filter(item__URL__in=[bare, f"{bare}/"])[:3]:
        messages.warning(request, already(reference))
    messages.info(
        request,
        "No service knows who wrote a web page and when. Please look at the page and "
        "type it in.",
    )
    return HttpResponseRedirect(f"{address('add')}?{urlencode({'url': url})}")


def already(reference):
    return format_html(
        "This is here already: <a href='{}'>{}</a>.",
        address("change", reference.pk),
        reference,
    )


def box_page(model_admin, request, form, item=None):
    """``item``: with which the form for typing in opens, after a failure."""
    context = {
        **page_context(model_admin, request, "Add a reference"),
        "form": form,
        "prefill": json.dumps(item) if item else "",
        "off": "" if services().is_on else OFF,
    }
    return TemplateResponse(request, "admin/articles/reference/add_from.html", context)


def found_page(model_admin, request, shown):
    """What was found, as it will print, beside what it may be a duplicate of."""
    duplicates = shown.duplicates()
    sure = next((found for found in duplicates if found.is_sure), None)
    shown = replace(shown, seen=tuple(found.reference.key for found in duplicates))
    context = {
        **page_context(model_admin, request, "Is this the work?"),
        "shown": shown,
        "travelling": shown.signed(),
        "entry": sanitize(shown.entry()),
        "duplicates": duplicates,
        "sure": sure,
        "may_find": services().is_on and not shown.how,
    }
    return TemplateResponse(request, "admin/articles/reference/add_found.html", context)


def settle(model_admin, request):
    """What a button below the found record asks for."""
    try:
        shown = Shown.unsigned(request.POST["found"])
    except (signing.BadSignature, KeyError, TypeError):
        form = AskForm({"asked": request.POST["typed"]})
        form.full_clean()
        form.add_error("asked", LOST if "found" in request.POST else NOT_CHOSEN)
        return box_page(model_admin, request, form)
    if "_find" in request.POST:
        return candidates_page(model_admin, request, shown)
    if "_confirm" in request.POST:
        return confirm(request, shown)
    if "_add" in request.POST or "_look" in request.POST:
        return add(model_admin, request, shown)
    return found_page(model_admin, request, shown)


def add(model_admin, request, shown):
    takes_title = shown.proposed_title and request.POST.get("title")
    taken = shown.with_proposed_title() if takes_title else shown
    reference = added(taken, request.user)
    if reference is None:
        messages.warning(request, MEANWHILE)
        return found_page(model_admin, request, shown)
    show_entry(request, reference)
    said = "Added: {}. To cite it, type [@{}]."
    messages.success(request, format_html(said, reference, reference.key))
    if "_look" in request.POST:
        return HttpResponseRedirect(address("change", reference.pk))
    return HttpResponseRedirect(address("add_from"))


@transaction.atomic
def added(shown, by):
    """The new work; None if the library has it by now."""
    Generation.hold()
    came = shown.duplicates()
    if any(each.is_sure or each.reference.key not in shown.seen for each in came):
        return None
    item = {name: value for name, value in shown.item.items() if name != "id"}
    reference = Reference.add(item)
    reference.changes.create(what="added", after=reference.state(), by=by)
    if shown.how:
        reference.confirm(shown.how, by=by)
    note_notices(reference, shown.found)
    Generation.bump()
    return reference


def show_entry(request, reference):
    try:
        reference.format_entry(cite)
    except EngineError as error:
        messages.warning(request, f"The entry is not printed yet: {error}")


def confirm(request, shown):
    """The work is here already; note that a service knows it."""
    allow(request, "change")
    sure = next((found for found in shown.duplicates() if found.is_sure), None)
    if sure is None or not shown.how:
        return HttpResponseRedirect(address("add_from"))
    with transaction.atomic():
        sure.reference.confirm(shown.how, by=request.user)
        note_notices(sure.reference, shown.found)
    messages.success(request, "It is noted how this reference is known.")
    return HttpResponseRedirect(address("change", sure.reference.pk))
