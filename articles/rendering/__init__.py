"""An article's source, its cited works and its pictures become a page's parts.

Pure and deterministic: the same input gives the same bytes. No Django here.
"""

from articles.rendering.document import Answer, Document, Entry, Heading

__all__ = ["Answer", "Document", "Entry", "Heading"]
