"""An article's source, its cited works and its pictures become a page's parts.

Pure and deterministic: the same input gives the same bytes. No Django here.

Ids on the page are ``section-…`` (headings), ``faq-…`` (questions), ``cite-1``
(citations), ``ref-KEY`` (entries), ``note-1`` and ``noteref-1``; the sanitiser
leaves these alone, so what a ``Document`` names is what stands in its HTML.
"""

from articles.rendering.composition import render
from articles.rendering.differences import marked_differences
from articles.rendering.document import Answer, Document, Entry, Heading
from articles.rendering.inputs import (
    RENDER_VERSION,
    candidate_keys,
    inputs_digest,
    written_keys,
)
from articles.rendering.listing import Listing, listing_of
from articles.rendering.mentions import Mention, meant_keys, mentions, named_keys
from articles.rendering.reference_list import reference_list
from articles.rendering.sanitizer import sanitize

__all__ = [
    "RENDER_VERSION",
    "Answer",
    "Document",
    "Entry",
    "Heading",
    "Listing",
    "Mention",
    "candidate_keys",
    "inputs_digest",
    "listing_of",
    "marked_differences",
    "meant_keys",
    "mentions",
    "named_keys",
    "reference_list",
    "render",
    "sanitize",
    "written_keys",
]
