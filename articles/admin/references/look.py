"""How a work will look, what it lacks and where it may be already, as one types."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from articles.admin.editor import LONGEST_TEXT, TOO_LONG
from articles.admin.references.in_text import FORMS, printed
from articles.admin.references.layout import NAME_OF, anchor_of
from articles.admin.references.saving import take_in_waiting
from articles.admin.references.unfinished import SketchForm
from articles.admin.removal import as_pk
from articles.citations import EngineError, format_citations
from articles.citations.isbn import isbn_is_odd
from articles.citations.kinds import kind_of, missing_in
from articles.citations.records import clean_text, creators
from articles.citations.sentence_case import is_title_case, propose
from articles.models import Practice, Reference
from articles.rendering import sanitize

TEMPLATE = "admin/articles/reference/look.html"
MOST_DUPLICATES = 3
READY = "The entry is up to date."


def look_urls(model_admin):
    view = model_admin.admin_site.admin_view(require_POST(look_view))
    return [path("look/", view, name="articles_reference_look")]


def look_view(request):
    """JSON: the panel's HTML, and a sentence for who cannot see that it changed."""
    if not request.user.has_perm("articles.view_reference"):
        raise PermissionDenied
    if sum(map(len, request.POST.values())) > LONGEST_TEXT:
        return JsonResponse({"error": TOO_LONG}, status=413)
    look = look_of_post(request)
    html = render_to_string(TEMPLATE, {"look": look}, request)
    return JsonResponse({"html": html, "said": look["error"] or said(look)})


def said(look):
    hints = [*look["duplicates"], *look["proposals"]]
    lacks = ", ".join(point["name"] for point in look["missing"])
    parts = [READY, f"Still missing: {lacks}." if lacks else ""]
    parts.append(f"{len(hints)} to look at." if hints else "")
    return " ".join(filter(None, parts))


def look_of_post(request):
    """``look`` at what a sent form holds, finished or not. Three queries."""
    post = request.POST
    pk = as_pk(post.get("reference", ""))
    stored = Reference.objects.filter(pk=pk).first() if pk else None
    if stored and "waiting" in request.GET:
        take_in_waiting(stored)
    form = SketchForm(post, instance=stored)
    form.is_valid()
    return look(form.item)


def look(item):
    """Everything that is said beside the form. Starts pandoc; two queries."""
    kind = kind_of(item)
    shown = {"entry": "", "forms": [], "error": ""}
    if creators(item) or clean_text(item.get("title")):
        shown = printed_forms(item, Practice.style())
    is_text_only = kind.type == "personal_communication"
    if is_text_only:
        shown["entry"] = ""
    return {
        **shown,
        "is_text_only": is_text_only,
        "missing": missing_points(item, kind),
        "proposals": title_proposals(item, kind),
        "duplicates": duplicates(item),
    }


def printed_forms(item, style):
    """The entry and the in-text forms; a sentence where pandoc could not make them."""
    item = {**item, "id": clean_text(item.get("id")) or "new"}
    try:
        entry, texts = printed(item, partial(format_citations, style=style))
    except EngineError as error:
        return {"entry": "", "forms": [], "error": str(error)}
    forms = [{"label": FORMS[name], "html": safe(texts[name])} for name in texts]
    return {"entry": safe(entry), "forms": forms, "error": ""}


def safe(html):
    return mark_safe(sanitize(html))  # noqa: S308


def missing_points(item, kind):
    points = [
        {"name": name, "anchor": anchor_of(variable)}
        for variable, name in missing_in(item, kind).items()
    ]
    if isbn_is_odd(clean_text(item.get("ISBN"))):
        points.append({"name": "an ISBN without a slip", "anchor": "id_isbn"})
    return points


def title_proposals(item, kind):
    """Titles with a headline's capitals, and how APA writes them; never forced."""
    titles = {
        known.variable: clean_text(item.get(known.variable))
        for known in kind.fields
        if known.case
    }
    return [
        {"field": NAME_OF[variable], "title": propose(title)}
        for variable, title in titles.items()
        if title and is_title_case(title) and propose(title) != title
    ]


def duplicates(item):
    found = Reference.objects.probable_duplicates(item)
    return [
        {"work": work, "evidence": evidence}
        for work, evidence in found[:MOST_DUPLICATES]
    ]
