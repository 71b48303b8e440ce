"""What machines read of a page: description, addresses, Open Graph, JSON-LD.

Everything is a plain value; templates print it by one tag. All addresses are absolute
and come from ``settings.SITE_URL``, never from the request. Nothing is said here that
the page doesn't show.
"""

from articles.structured_data.addresses import absolute_url
from articles.structured_data.descriptions import described, without_contact
from articles.structured_data.head import Metadata, article_metadata, site_metadata

__all__ = [
    "Metadata",
    "absolute_url",
    "article_metadata",
    "described",
    "site_metadata",
    "without_contact",
]
