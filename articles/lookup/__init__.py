"""Look-ups at fixed services, and whether a web page still answers.

Nothing here knows Django. ``Services`` asks; its answers are plain values, and every
failure is a ``LookupFailed`` whose text is a sentence for a lay reader.
"""

from articles.lookup.answers import Found, LinkState, LookupFailed, Notice
from articles.lookup.services import Services

__all__ = ["Found", "LinkState", "LookupFailed", "Notice", "Services"]
