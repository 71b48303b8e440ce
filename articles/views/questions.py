"""All questions that the site answers."""

from django.core.paginator import InvalidPage

from articles.models.reader_urls import url_of
from articles.pages import questions_page
from articles.structured_data import site_metadata
from articles.views.errors import not_found
from articles.views.lists import home_trail
from articles.views.responses import numbered_page, page, site_of

TITLE = "Questions people ask"


@numbered_page
def faqs(request, *, now):
    try:
        shown = questions_page(now, request.GET.get("page", "1"))
    except InvalidPage:
        return not_found(request, now=now)
    site = site_of(request, now)
    path, number = url_of("faqs"), shown.listed.number
    metadata = site_metadata(
        site,
        heading=TITLE,
        title=TITLE if number == 1 else f"{TITLE}, page {number}",
        path=path if number == 1 else f"{path}?page={number}",
        trail=home_trail(),
    )
    return page(
        "articles/faqs.html",
        site,
        shown=shown,
        listed=shown.listed,
        path=path,
        title=TITLE,
        metadata=metadata,
    )
