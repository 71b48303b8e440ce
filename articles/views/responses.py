"""A reader's page is rendered without the request and revalidated by its ETag."""

from functools import partial, wraps

from django.http import HttpResponse
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django.views.decorators.http import require_safe

from articles.pages import Site, kept_for_all


def reader_page(view, *, declares=""):
    """Give ``view`` the present moment, and its answer an ETag and ``no-cache``.

    ``no-cache`` lets browsers keep the page but ask each time if it still stands.
    ``declares``: the parameters on which the page depends, separated by commas; all
    others are nothing to it.
    """

    @require_safe
    @wraps(view)
    def answer(request, **kwargs):
        response = view(request, now=timezone.now(), **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return offered(request, response, declares=declares)

    return answer


numbered_page = partial(reader_page, declares="page")


def offered(request, response, *, declares=""):
    """Offer ``response`` to the page cache, and answer a conditional request.

    The cache is told by practice_site, which knows both it and the views.
    """
    patch_vary_headers(response, ["Accept-Encoding"])
    if "no-store" not in response.headers.get("Cache-Control", ""):
        set_response_etag(response)
        if getattr(response, "is_kept", True):
            response.declares = declares
    return get_conditional_response(
        request, etag=response.headers.get("ETag"), response=response
    )


def unkept(response):
    """Keep ``response`` from the page cache: it depends on more than is declared."""
    response.is_kept = False
    return response


def site_of(request, now, **asked):
    """The Site; of a page that is made for the page cache, the same for all pages."""
    return Site.load(now, kept=kept_for_all(request), **asked)


def page(template, site, *, status=200, **context):
    # No number here is so long that it would be written in groups.
    values = Context({"site": site, **context}, use_l10n=False)
    html = get_template(template).template.render(values)
    return HttpResponse(html, status=status)
