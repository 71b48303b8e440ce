"""Citations: their syntax, the records they point to, and their engine.

``format_citations`` runs pandoc's citation processor over CSL-JSON items with a
mended APA style, or one of the others by name; everything else here is plain Python
and starts nothing.
"""

from articles.citations.clusters import CitationItem, Cluster, EngineError, Formatted
from articles.citations.completeness import missing_fields
from articles.citations.engine import format_citations
from articles.citations.export import (
    biblatex_parts,
    csl_json_parts,
    to_biblatex,
    to_csl_json,
    to_ris,
)
from articles.citations.fingerprints import fingerprint
from articles.citations.json_input import read_clusters, read_items
from articles.citations.keys import KEY, make_key
from articles.citations.records import author_line
from articles.citations.records import issued_year as year
from articles.citations.style import STYLES
from articles.citations.syntax import (
    match_group,
    match_narrative,
    parse_group,
    words_behind_at,
)

__all__ = [
    "KEY",
    "STYLES",
    "CitationItem",
    "Cluster",
    "EngineError",
    "Formatted",
    "author_line",
    "biblatex_parts",
    "csl_json_parts",
    "fingerprint",
    "format_citations",
    "make_key",
    "match_group",
    "match_narrative",
    "missing_fields",
    "parse_group",
    "read_clusters",
    "read_items",
    "to_biblatex",
    "to_csl_json",
    "to_ris",
    "words_behind_at",
    "year",
]
