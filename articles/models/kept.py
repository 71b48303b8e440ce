"""What is counted over everything, kept in the process until that changes.

A count reads every row, a list's page only its own. What is kept must be small,
whatever the library's size: numbers, not texts.
"""

from datetime import timedelta

from django.db.models import Max, Subquery

from articles.models.generation import Generation
from articles.models.prepared import NOW, prepared
from articles.models.publication import Publication
from articles.models.reference import Reference

# What was written longer ago is committed by now, whoever wrote it.
SETTLED = timedelta(minutes=1)


def moment(now):
    """What differs between any two states of what is live, None before the first."""
    return next(iter(state()(now=now)), None)


@prepared
def state():
    switches = Publication.objects.filter(at__lte=NOW).order_by("-at").values("at")
    return Generation.objects.filter(pk=1).values_list(
        "number", "at", Subquery(switches[:1])
    )


def last_edit_of_works(now):
    """What differs after a work was added or written; None shortly after it.

    Removing a work and merging it into another leave it as it is.
    """
    last = Reference.everything.aggregate(at=Max("edited_at"))["at"]
    return last if last and abs(now - last) > SETTLED else None


class Kept:
    """What was counted over all that is live while it was as ``as_of`` says."""

    newest = None
    moment = staticmethod(moment)

    def __init__(self, as_of):
        self.as_of, self.values = as_of, {}

    @classmethod
    def at(cls, now):
        """One query. Threads may meet here: each goes on with what it has got."""
        as_of, kept = cls.moment(now), cls.newest
        if kept is None or as_of is None or kept.as_of != as_of:
            kept = cls.newest = cls(as_of)
        return kept

    def get(self, count, now):
        """What ``count(now)`` gives, asked only after something has changed."""
        if count not in self.values:
            self.values[count] = count(now)
        return self.values[count]


class KeptOfWorks(Kept):
    """What was found in what works say of themselves, merged ones included."""

    newest = None
    moment = staticmethod(last_edit_of_works)
