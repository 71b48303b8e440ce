"""The demo practice: an invented practice with original articles and real sources.

``read_demo`` reads the texts, ``draw`` makes the pictures; ``loading`` brings both
into the database.
"""

from articles.demo.drawings import DRAWINGS, draw
from articles.demo.front_matter import DemoError
from articles.demo.reading import Demo, DemoArticle, read_demo

__all__ = ["DRAWINGS", "Demo", "DemoArticle", "DemoError", "draw", "read_demo"]
