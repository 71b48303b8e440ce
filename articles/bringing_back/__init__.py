"""An export of a site of this kind becomes the site's own again.

``read_export`` reads and checks files without writing anything; ``bring_back`` then
writes what they hold. What is here already stays as it is.
"""

from articles.bringing_back.export import (
    Export,
    Refused,
    is_ours,
    read_export,
    survey,
)
from articles.bringing_back.timeline import moments
from articles.bringing_back.whole import bring_back
from articles.bringing_back.zipped import is_export_zip, unpack

__all__ = [
    "Export",
    "Refused",
    "bring_back",
    "is_export_zip",
    "is_ours",
    "moments",
    "read_export",
    "survey",
    "unpack",
]
