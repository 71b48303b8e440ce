"""A reader's page is rendered without the request and revalidated by its ETag."""

from functools import wraps

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe


def reader_page(view):
    """Give ``view`` the present moment, and its answer an ETag and ``no-cache``.

    ``no-cache`` lets browsers keep the page but ask each time if it still stands.
    """

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request, **kwargs):
        response = view(request, now=timezone.now(), **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response

    return answer


def page(template, site, *, status=200, **context):
    html = render_to_string(template, {"site": site, **context})
    return HttpResponse(html, status=status)
