"""The search: a form that works by GET, and whose questions are kept nowhere."""

from dataclasses import replace

from django.core.paginator import InvalidPage
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import CRISIS_CARDS
from articles.pages.lists import newest_listings
from articles.pages.numbered import Pages
from articles.search import MOST_RESULTS, ranked, results, topics_with_articles
from articles.structured_data import site_metadata
from articles.views.errors import not_found
from articles.views.lists import home_trail
from articles.views.responses import page, reader_page, site_of, unkept
from articles.words import LONGEST_QUESTION, read_question, suggests_crisis

PAGE_SIZE = 10
SMALL_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine".split()


@reader_page
def search(request, *, now):
    asked = read_question(request.GET.get("q", ""))
    is_literal = request.GET.get("exact") == "1"
    found = ranked(asked, now, mend=not is_literal)
    try:
        shown = Pages(found.keys, PAGE_SIZE).page(request.GET.get("page", "1"))
    except InvalidPage:
        return not_found(request, now=now)
    site = site_of(request, now)
    response = page(
        "articles/search.html",
        site,
        asked=asked,
        found=found,
        shown=shown,
        results=results(shown.object_list, found.weights),
        counted=counted(len(found.keys)),
        crisis_card=CRISIS_CARDS["suicide"] if suggests_crisis(asked.text) else None,
        longest=LONGEST_QUESTION,
        query=urlencode({"q": asked.text, **({"exact": 1} if is_literal else {})}),
        literal_query=urlencode({"q": asked.text, "exact": 1}),
        metadata=metadata(site, asked, shown.number),
        path=reverse("articles:search"),
        **({} if found.keys else leads(now)),
    )
    return kept_nowhere(response) if asked.text else unkept(response)


def leads(now):
    """Where to go from a page without results. Three queries."""
    return {"topics": topics_with_articles(now), "newest": newest_listings(now)}


def counted(number):
    """ "Three results", as a sentence begins."""
    if number == MOST_RESULTS:
        return f"The {number} best results"
    words = SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else number
    return f"{words} result{'' if number == 1 else 's'}"


def kept_nowhere(response):
    """What somebody searched for stays out of caches and search engines."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def metadata(site, asked, number):
    """The address of record is the search itself, whatever was asked."""
    title = f"“{asked.text}” – Search" if asked.text else "Search"
    if number > 1:
        title = f"{title}, page {number}"
    found = site_metadata(
        site, title="Search", path=reverse("articles:search"), trail=home_trail()
    )
    robots = "noindex" if asked.text else found.robots
    return replace(found, title=title, robots=robots)
