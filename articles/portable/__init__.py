"""One text of the site as a file that other programs read too: data, then Markdown.

What ``manage.py export_site`` writes and ``import_article`` reads back. The names in
front are Hugo's where it has one (``date``, ``lastmod``, ``publishDate``,
``expiryDate``, ``draft``, ``slug``, ``tags``, ``aliases``), because most other programs
know those. Pure and without a database.
"""

from articles.portable.data import dump, load
from articles.portable.front_matter import MARK, is_portable, joined, split
from articles.portable.text import Change, PortableText, read_text, written
from articles.portable.unusable import SHOWN, Unusable

__all__ = [
    "SHOWN",
    "MARK",
    "Change",
    "PortableText",
    "Unusable",
    "dump",
    "is_portable",
    "joined",
    "load",
    "read_text",
    "split",
    "written",
]
