"""Bringing an article in: a text, a web page or a Word file becomes a draft.

``read_source`` turns bytes into lines; ``bring_in`` finds the parts, the references
and the citations, and reports each of its guesses. Both are pure and deterministic:
the same bytes, library and corrections give the same import. No Django here.
"""

from articles.importing.bringing_in import bring_in
from articles.importing.corrections import AS_TYPED, NEW_WORK, Corrections, LineRole
from articles.importing.imports import Import
from articles.importing.read import read_source
from articles.importing.report import (
    CERTAIN,
    CitationFound,
    Difference,
    LostEmphasis,
    NotUsed,
    OpenPoint,
    Part,
    PictureFound,
    ReferenceFound,
    Report,
)
from articles.importing.roles import Role
from articles.importing.source_text import ImportRefused, SourceText

__all__ = [
    "AS_TYPED",
    "CERTAIN",
    "NEW_WORK",
    "CitationFound",
    "Corrections",
    "Difference",
    "Import",
    "ImportRefused",
    "LineRole",
    "LostEmphasis",
    "NotUsed",
    "OpenPoint",
    "Part",
    "PictureFound",
    "ReferenceFound",
    "Report",
    "Role",
    "SourceText",
    "bring_in",
    "read_source",
]
