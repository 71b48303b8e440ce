"""A work's history: what was changed, taking it back, and merging a duplicate."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.references.before_after import field_changes, shown_articles
from articles.admin.references.pending import waiting_view
from articles.admin.references.progress import progress_line, progress_view
from articles.admin.removal import as_pk
from articles.admin.wording import moment
from articles.citations.comparing import compare
from articles.citations.records import clean_text
from articles.models import CannotMerge, CannotUndo, Reference

PER_PAGE = 50
FOUND_SHOWN = 10
COLUMNS = {"confirmation": "How it is known", "note": "Note"}


def reference_urls(model_admin, renew):
    """Addresses of a work's own screens; ``renew`` makes entry and pages anew."""

    def served(view):
        def shown(request, **where):
            return view(model_admin, request, renew, **where)

        return model_admin.admin_site.admin_view(shown)

    return [
        path(
            "<path:object_id>/undo/<int:change_id>/",
            served(undo_view),
            name="articles_reference_undo",
        ),
        path(
            "<path:object_id>/merge/",
            served(merge_view),
            name="articles_reference_merge",
        ),
        path(
            "<path:object_id>/waiting/",
            served(waiting_of),
            name="articles_reference_waiting",
        ),
        path(
            "<path:object_id>/anew/",
            served(progress_view),
            name="articles_reference_anew",
        ),
        path(
            "anew/",
            served(progress_view),
            name="articles_reference_all_anew",
        ),
    ]


def waiting_of(model_admin, request, renew, object_id):
    action = "change" if request.method == "POST" else "view"
    reference = allowed_reference(request, object_id, action)
    return waiting_view(model_admin, request, renew, reference)


def allowed_reference(request, object_id, action):
    """The work, for whoever may do this with it."""
    if not request.user.has_perm(f"articles.{action}_reference"):
        raise PermissionDenied
    reference = Reference.objects.filter(pk=as_pk(object_id)).first()
    if reference is None:
        raise Http404
    return reference


def history_view(model_admin, request, object_id):
    """Every change, newest first, each with a button that takes it back."""
    reference = allowed_reference(request, object_id, "view")
    changes = reference.changes.select_related("by", "other")
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **page_context(model_admin, request, reference, f"History of “{reference}”"),
        "page": page,
        "progress": progress_line(reference.pk),
        "changes": [change_line(change) for change in page],
        "may_change": request.user.has_perm("articles.change_reference"),
    }
    return TemplateResponse(request, "admin/articles/reference/history.html", context)


def change_line(change):
    by = change.by
    return {
        "pk": change.pk,
        "at": moment(change.at),
        "by": (by.get_short_name() or by.get_username()) if by else "",
        "what": change.get_what_display(),
        "other": change.other,
        "note": change.note,
        "fields": changed_fields(change),
        "undone_at": change.undone_at and moment(change.undone_at),
        "can_be_undone": change.can_be_undone,
    }


def changed_fields(change):
    """[(label, text before, text after)] of what the change touched."""
    if not (change.before and change.after):
        return []
    columns = [
        (label, column_words(change.before, name), column_words(change.after, name))
        for name, label in COLUMNS.items()
    ]
    rows = field_changes(change.before["item"], change.after["item"])
    return rows + [row for row in columns if row[1] != row[2]]


def column_words(state, name):
    value = str(state[name] or "")
    if name == "confirmation":
        return dict(Reference.Confirmation.choices).get(value, value)
    return value


def undo_view(model_admin, request, renew, object_id, change_id):
    reference = allowed_reference(request, object_id, "change")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    change = reference.changes.select_related("other").filter(pk=change_id).first()
    if change is None:
        raise Http404
    try:
        change.undo(by=request.user)
    except CannotUndo as refusal:
        messages.error(request, str(refusal))
    else:
        for changed in filter(None, (change.reference, change.other)):
            renew(request, changed)
        messages.success(
            request, "Taken back. The pages that cite it are being made anew."
        )
    return HttpResponseRedirect(address("history", reference))


def merge_view(model_admin, request, renew, object_id):
    """Choose the work that this one turns out to be twice, look, and merge."""
    reference = allowed_reference(request, object_id, "delete")
    asked = clean_text(request.POST.get("other") or request.GET.get("other"))
    other = find_work(asked)
    sentence = refusal_of(reference, other, asked)
    if request.method == "POST" and other and not sentence:
        try:
            reference.absorb(other, by=request.user)
        except CannotMerge as refusal:
            sentence = str(refusal)
        else:
            renew(request, reference)
            messages.success(request, MERGED.format(other.key))
            return HttpResponseRedirect(address("history", reference))
    shown = other if other and not sentence else None
    context = {
        **page_context(model_admin, request, reference, "Merge with another reference"),
        "asked": asked,
        "sentence": sentence,
        "other": shown,
        "rows": compare(reference.item, shown.item) if shown else [],
        "count": len(shown_articles(shown)) if shown else 0,
        "duplicates": Reference.objects.probable_duplicates(reference.item),
        "found": found_works(reference, asked) if asked and not other else [],
    }
    return TemplateResponse(request, "admin/articles/reference/merge.html", context)


MERGED = (
    "Merged. Texts that cite “{}” lead here now, and this can be taken back below. "
    "The pages that cite it are being made anew."
)


def find_work(asked):
    """The work whose key or alias was typed, with or without its @."""
    key = asked.strip().strip("[]").removeprefix("@")[:80]
    return Reference.objects.filter(keys__key=key).first() if key else None


def found_works(reference, asked):
    """What else can have been meant: works found by the words that were typed."""
    works = Reference.objects.matching(asked).exclude(pk=reference.pk)
    return list(works[:FOUND_SHOWN])


def refusal_of(reference, other, asked):
    """Why these two cannot be merged, or "" """
    if asked.strip() and other is None:
        return f"No reference has the key “{asked.strip()[:80]}”."
    if other == reference:
        return "That is this reference itself. Choose another."
    return "" if other or not asked else "Choose a reference."


def page_context(model_admin, request, reference, title):
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "reference": reference,
        "title": title,
        "media": model_admin.media,
    }


def address(view, reference):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk])
