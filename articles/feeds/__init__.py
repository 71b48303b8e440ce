"""The newest articles in full, as Atom (RFC 4287) and as JSON Feed 1.1."""

from articles.feeds.atom import atom
from articles.feeds.json_feed import json_feed

__all__ = ["atom", "json_feed"]
