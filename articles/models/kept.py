"""What is counted over all that is live, kept in the process until that changes.

A count reads every row, a list's page only its own. What is kept must be small,
whatever the library's size: numbers, not texts.
"""

from django.db.models import Subquery

from articles.models.generation import Generation
from articles.models.publication import Publication


class Kept:
    """What was counted while the site was as ``as_of`` says."""

    newest = None

    def __init__(self, as_of):
        self.as_of, self.values = as_of, {}

    @classmethod
    def at(cls, now):
        """One query. Threads may meet here: each goes on with what it has got."""
        as_of, kept = moment(now), cls.newest
        if kept is None or as_of is None or kept.as_of != as_of:
            kept = cls.newest = cls(as_of)
        return kept

    def get(self, count, now):
        """What ``count(now)`` gives, asked only after something has changed."""
        if count not in self.values:
            self.values[count] = count(now)
        return self.values[count]


def moment(now):
    """What differs between any two states of what is live, None before the first."""
    switches = Publication.objects.filter(at__lte=now).order_by("-at").values("at")
    return (
        Generation.objects.filter(pk=1)
        .values_list("number", "at", Subquery(switches[:1]))
        .first()
    )
