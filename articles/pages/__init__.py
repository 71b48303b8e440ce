"""From a publication, or an unsaved draft, to what a page's template needs.

Everything here is a frozen value made by a stated number of queries; templates ask
the database for nothing. Views, feeds and the admin's preview share it, so a preview
is the page. Only ``Publication.objects.live()`` decides what readers see.
"""

from articles.pages.article import ArticlePage, live_page
from articles.pages.links import Link
from articles.pages.lists import (
    Listing,
    article_list,
    home_lists,
    reading_minutes,
    series_list,
    series_parts,
    topic_listings,
    year_listings,
)
from articles.pages.preview import preview_html
from articles.pages.questions import questions_page
from articles.pages.reference_rows import Asked
from articles.pages.references import public_items, references_page
from articles.pages.site import Site, kept_for_all

__all__ = [
    "ArticlePage",
    "Asked",
    "Link",
    "Listing",
    "Site",
    "article_list",
    "home_lists",
    "kept_for_all",
    "live_page",
    "preview_html",
    "public_items",
    "questions_page",
    "reading_minutes",
    "references_page",
    "series_list",
    "series_parts",
    "topic_listings",
    "year_listings",
]
