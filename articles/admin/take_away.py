"""“Take everything with me”: the whole site as one file, made aside and kept a day.

Not streamed while it is made: the copy of the site takes minutes in a large library,
and a download that breaks off would begin from nothing. The worker makes the file,
this page says when it is ready, and only who may change the practice can have it.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponseRedirect, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.worker import why_waiting
from articles.models import SiteExport
from articles.models.site_export import machine_name
from articles.tasks import make_site_export

ELSEWHERE = (
    "The file was made on another machine, {machine}. Whoever looks after the site can "
    "let all machines share the folder EXPORT_ROOT."
)
GONE = "The file is not there any more. Ask for it again."


def may_take(user):
    return user.has_perm("articles.change_practice")


@require_http_methods(["GET", "HEAD", "POST"])
def take_away_view(request):
    if not may_take(request.user):
        raise PermissionDenied
    now = timezone.now()
    export = SiteExport.latest(now)
    if request.method != "POST":
        return show(request, export, now)
    if export is None or not export.is_coming(now):
        made = SiteExport.objects.create(asked_at=now, asked_by=request.user)
        make_site_export.enqueue(made.pk)
    return HttpResponseRedirect(reverse("admin:take_away"))


def show(request, export, now):
    context = {
        **admin.site.each_context(request),
        "title": "Take everything with me",
        "export": export,
        "is_coming": export is not None and export.is_coming(now),
        "sentence": sentence(export, now),
        "size": filesizeformat(export.size) if export else "",
    }
    return TemplateResponse(request, "admin/desk/take_away.html", context)


@require_safe
def take_away_file_view(request):
    if not may_take(request.user):
        raise PermissionDenied
    export = SiteExport.latest(timezone.now())
    try:
        file = export.path.open("rb") if export and export.ready_at else None
    except OSError:
        file = None
    if file is None:
        messages.warning(request, where_it_is(export))
        return HttpResponseRedirect(reverse("admin:take_away"))
    day = timezone.localtime(export.asked_at)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"site-{day:%Y-%m-%d}.zip",
        content_type="application/zip",
    )


def where_it_is(export):
    is_elsewhere = export and export.ready_at and export.machine != machine_name()
    return ELSEWHERE.format(machine=export.machine) if is_elsewhere else GONE


@require_safe
def take_away_state_view(request):
    """JSON for the page that waits."""
    if not may_take(request.user):
        raise PermissionDenied
    now = timezone.now()
    export = SiteExport.latest(now)
    is_coming = export is not None and export.is_coming(now)
    return JsonResponse({"waiting": is_coming, "sentence": sentence(export, now)})


def sentence(export, now):
    if export and export.is_stuck(now):
        return f"Nobody has begun with it yet. {why_waiting(now)}"
    if export is None or export.begun_at is None:
        return "The file is about to be made."
    return "The file is being made. With many pictures this takes some minutes."
