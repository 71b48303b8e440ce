"""A practice's own look, and the icon for those who ask for it unasked."""

from django.http import HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.pages.look import look_css
from articles.views.errors import not_found
from articles.views.responses import offered, unkept

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def look(request, name):
    """An address of an older release leads to what the look is today, unkept.

    By the page cache as well: its digest can be anything, so there is no end of them.
    """
    try:
        css, is_exact = look_css(name)
    except ValueError:
        return not_found(request)
    headers = {"Cache-Control": FOR_EVER if is_exact else "no-cache"}
    content_type = "text/css; charset=utf-8"
    response = HttpResponse(css, content_type, headers=headers)
    return offered(request, response if is_exact else unkept(response))


@require_safe
def favicon(request):
    return HttpResponseRedirect(static("icon.svg"))
