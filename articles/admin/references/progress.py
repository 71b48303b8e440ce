"""How far the pages that cite a changed work are made anew, as a line that counts."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.removal import as_pk
from articles.admin.worker import why_waiting
from articles.models import PublishedPage
from articles.tasks import rerender_stale

# Rendering one page takes a second at most; after this long nobody is at work.
QUIET = timedelta(minutes=2)
DONE = "All articles are made anew."


def progress_view(model_admin, request, renew, object_id=None):
    """JSON for the line, of one work's articles or of all; a POST tries again."""
    action = "change" if request.method == "POST" else "view"
    if not request.user.has_perm(f"articles.{action}_reference"):
        raise PermissionDenied
    if request.method == "POST":
        rerender_stale.enqueue()
        return HttpResponseRedirect(back_to(model_admin, object_id))
    line = progress_line(as_pk(object_id) if object_id else None)
    answer = line or {"text": DONE, "is_done": True}
    response = JsonResponse(answer)
    response["Cache-Control"] = "no-store"
    return response


def back_to(model_admin, object_id):
    """Where the line stands that was asked to try again."""
    if as_pk(object_id or "") is None:
        return reverse("admin:index")
    return reverse("admin:articles_reference_change", args=[object_id])


def progress_line(reference_pk=None):
    """{"text", "note", "failed", "url"} while pages are made anew, else None."""
    pages = PublishedPage.objects.all()
    if reference_pk:
        pages = pages.citing(reference_pk)
    now = timezone.now()
    progress = pages.progress(now)
    if progress is None:
        return None
    is_quiet = progress.quiet_for > QUIET and not progress.failed
    return {
        "text": f"{progress.done} of {progress.total} article"
        f"{'' if progress.total == 1 else 's'} made anew.",
        "note": f"Nothing has been made anew for a while. {why_waiting(now)}"
        if is_quiet
        else "",
        "failed": [
            {
                "title": title,
                "why": why,
                "url": reverse("admin:articles_article_change", args=[pk]),
            }
            for pk, title, why in progress.failed
        ],
        "url": progress_url(reference_pk),
        "done": progress.done,
        "total": progress.total,
    }


def progress_url(reference_pk):
    if reference_pk:
        return reverse("admin:articles_reference_anew", args=[reference_pk])
    return reverse("admin:articles_reference_all_anew")
