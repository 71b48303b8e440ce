"""Finished pages, kept in the process and handed out without asking the application.

A WSGI wrapper that knows nothing of the site: it is given the application and what
says when pages change. Only what a view offers by the header ``X-Page-Cache`` is kept.
"""

from practice_site.page_cache.cache import PageCache
from practice_site.page_cache.freshness import Freshness, Generation, Unavailable
from practice_site.page_cache.offers import HEADER, KEPT_FOR_ALL, without_header

__all__ = [
    "HEADER",
    "KEPT_FOR_ALL",
    "Freshness",
    "Generation",
    "PageCache",
    "Unavailable",
    "without_header",
]
