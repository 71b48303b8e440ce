"""Bringing an article in: choose a text, look at what was found, make a draft.

The text and every correction travel in the form, signed; nothing is stored before
the draft is made, so going back or closing the window does no harm.
"""

import json

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.admin import bring_in_export as export
from articles.admin import bring_in_screen as screen
from articles.admin.bring_in_choices import Choices, role_groups
from articles.admin.bring_in_forms import DraftForm, ReadForm
from articles.admin.bring_in_travel import packed, unpacked
from articles.importer import (
    AlreadyImported,
    LibraryChanged,
    import_article,
    order_by_neighbours,
    pick_author,
    refuse_second,
    understand,
)
from articles.importing import Corrections, ImportRefused
from articles.models import Article
from articles.portable import Unusable
from articles.tasks import make_renditions

LEFT_BEHIND = (
    "Of the pictures in this file {count} cannot come along, because together they are "
    "too large. Add them to the article afterwards."
)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in_view(request):
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return start_page(request, ReadForm())
    if "parcel" in request.POST:
        return go_on(request)
    if "source" not in request.POST:
        return read(request)
    try:
        source = unpacked(request.POST["source"])
    except ImportRefused as refusal:
        return refused(request, str(refusal))
    if "_text" in request.POST:
        return start_page(request, ReadForm(initial={"text": source.text}))
    return look(request, source)


def read(request):
    form = ReadForm(request.POST, request.FILES)
    if not form.is_valid():
        return start_page(request, form)
    if "parcel" in form.cleaned_data:
        return begin(request, form)
    source = form.cleaned_data["source"]
    try:
        refuse_second(source)
        travelling, left_behind = packed(source)
    except AlreadyImported as already:
        return start_page(request, form, existing=already.article)
    except ImportRefused as refusal:
        form.add_error("file" if source.name else "text", str(refusal))
        return start_page(request, form)
    if left_behind:
        messages.warning(request, LEFT_BEHIND.format(count=left_behind))
    return look_page(request, unpacked(travelling), travelling, Corrections())


def begin(request, form):
    try:
        return export.begin(request, form.cleaned_data["parcel"])
    except Unusable as problem:
        form.add_error("file", str(problem))
        return start_page(request, form)


def go_on(request):
    try:
        return export.go_on(request)
    except Unusable as problem:
        return refused(request, str(problem), field="file")


def refused(request, sentence, field="text"):
    form = ReadForm({"text": ""})
    form.full_clean()
    form.errors.clear()
    form.errors[field] = form.error_class([sentence])
    return start_page(request, form)


def look(request, source):
    choices = Choices(request.POST, earlier(request.POST))
    given = DraftForm(request.POST, as_found="")
    if "_draft" in request.POST and not choices.unknown and given.is_valid():
        try:
            return make_draft(request, source, choices.corrections, given.cleaned_data)
        except LibraryChanged as changed:
            messages.error(request, f"Nothing was stored. {changed}")
    return look_page(
        request,
        source,
        request.POST["source"],
        choices.corrections,
        chosen=request.POST,
        unknown=choices.unknown,
    )


def earlier(post):
    """The corrections of the looks before; none if the form was touched."""
    try:
        return Corrections.from_dict(json.loads(post.get("corrections", "{}")))
    except (ValueError, RecursionError):
        return Corrections()


def make_draft(request, source, corrections, given):
    try:
        article = import_article(
            source,
            corrections=corrections,
            author=given["author"],
            by=request.user,
        )
    except AlreadyImported as already:
        messages.warning(
            request,
            f"This text is here already, as “{already.article}”. Nothing was made a "
            "second time.",
        )
        return to_article(already.article)
    for figure in article.figures.filter(image__isnull=False):
        make_renditions.enqueue(figure.image_id)
    if given["series"]:
        given["series"].add(article)
        order_by_neighbours(given["series"])
    admin.site.get_model_admin(Article).log_addition(request, article, "Brought in.")
    messages.success(request, made_sentence(article))
    return to_article(article)


def made_sentence(article):
    waiting = article.open_points.count()
    made = f"“{article}” is a draft now. Readers don’t see it before you publish it."
    if not waiting:
        return made
    return f"{made} {things(waiting)} to look at: see below."


def things(count):
    return "1 thing" if count == 1 else f"{count} things"


def to_article(article):
    return HttpResponseRedirect(
        reverse("admin:articles_article_change", args=[article.pk])
    )


def start_page(request, form, *, existing=None):
    context = {
        **admin.site.each_context(request),
        "title": "Bring in an article",
        "form": form,
        "existing": existing,
    }
    return TemplateResponse(request, "admin/bring_in/start.html", context)


def look_page(request, source, travelling, corrections, *, chosen=None, unknown=None):
    """What was found; ``chosen``: the posted form, ``unknown``: see ``Choices``."""
    found = understand(source, corrections)
    report = found.report
    picked = pick_author(report.author, None)
    labels = screen.labels_of(report)
    context = {
        **admin.site.each_context(request),
        "title": found.source.title or "Bring in an article",
        "source": source,
        "travelling": travelling,
        "corrections": json.dumps(corrections.to_dict()),
        "found": found,
        "report": report,
        "summary": screen.summary(found),
        "to_look_at": things(len(report.open_points) + len(picked.open_points)),
        "open_points": (*report.open_points, *picked.open_points),
        "rows": screen.rows(source, report),
        "most_choices": screen.MOST_CHOICES,
        "role_options": render_to_string(
            "admin/bring_in/roles.html", {"role_groups": role_groups()}
        ),
        "references": screen.references(report, labels, unknown or {}),
        "mentions": screen.mentions(report, labels, unknown or {}),
        "library": screen.library(),
        "unknown": unknown,
        "draft": DraftForm(chosen, as_found=picked.clinician, auto_id="id_%s"),
    }
    return TemplateResponse(request, "admin/bring_in/look.html", context)
