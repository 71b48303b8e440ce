"""Retractions and the like, as they are said before a work is added."""

from articles.models import Notice
from articles.models.reference_notice import day_of

SENTENCES = {
    "retraction": "This work has been retracted.",
    "partial_retraction": "A part of this work has been retracted.",
    "withdrawal": "This work has been withdrawn.",
    "removal": "This work has been removed by its publisher.",
    "expression_of_concern": "Its publisher has expressed concern about this work.",
    "correction": "A correction of this work has been published.",
}
GRAVE = tuple(SENTENCES)[:-1]


def notices_said(found):
    """[(sentence, is it grave?)] of what a service reported with a record."""
    said = []
    for notice in found.get("notices", ()):
        kind = notice["kind"]
        day = day_of(notice["date"])
        sources = ", ".join(
            filter(None, (notice["source"], day and str(day.year), notice["notice_id"]))
        )
        sentence = SENTENCES.get(kind, Notice.Kind(kind).label)
        said.append((f"{sentence} ({sources})" if sources else sentence, kind in GRAVE))
    return said
