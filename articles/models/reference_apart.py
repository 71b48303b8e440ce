"""Works that look like one and the same: found by what is indexed, or known apart."""

from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import CharField, Count, F, Q, Value
from django.utils import timezone

from articles.citations.identity import is_same_title
from articles.citations.matching import Matcher
from articles.models.kept import KeptOfWorks
from articles.models.reference import Reference

COLUMNS = ("doi_key", "pmid_key", "isbn_key", "title_key")
# More works than these under shared titles and numbers are looked at another day.
MOST_CANDIDATES = 600


class WorksApart(models.Model):
    """Two works that look alike and were found to be two; ``one`` came first."""

    one = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="apart_is_said_once")
        ]

    def __str__(self):
        return f"{self.one_id} is not {self.other_id}"

    @classmethod
    def say(cls, reference, other, *, by=None):
        first, second = sorted((reference, other), key=lambda work: work.pk)
        return cls.objects.get_or_create(one=first, other=second, defaults={"by": by})


def duplicate_pairs():
    """[(reference, other, evidence)] of probable duplicates, the surest first.

    Four queries at most: those of ``candidates``, and the pairs that are known apart.
    Only those few works are compared with one another.
    """
    works = {work.key: work for work in candidates()[:MOST_CANDIDATES]}
    known = WorksApart.objects.filter(one__in=[work.pk for work in works.values()])
    apart = set(known.order_by().values_list("one", "other"))
    matcher = Matcher(work.item for work in works.values())
    found = {}
    for key, work in works.items():
        for match in matcher.matches(work.item):
            other = works[match.key]
            pair = (work.pk, other.pk)
            if (
                pair[0] < pair[1]
                and pair not in apart
                and is_probable(work, other, match.evidence)
            ):
                found[key, match.key] = match
    ranked = sorted(found.items(), key=lambda pair: (-pair[1].certainty, pair[0]))
    return [(works[a], works[b], match.evidence) for (a, b), match in ranked]


def candidates():
    """Works that share a DOI, PubMed number, ISBN or folded title with another.

    Three queries, or two where nothing is shared; one fewer while no work is written.
    Merged and removed works fall away in the last.
    """
    now = timezone.now()
    values = KeptOfWorks.at(now).get(shared_marks, now)
    if not values:
        return Reference.objects.none()
    near = Q()
    for column, found in values.items():
        near |= Q(**{f"{column}__in": found})
    return Reference.objects.filter(near).order_by("title_key", "pk")


def shared_marks(now):
    """{column: values of it that several works have}. One query, of indexes alone."""
    first, *rest = map(shared_values, COLUMNS)
    values = defaultdict(list)
    for column, value in first.union(*rest, all=True)[:MOST_CANDIDATES]:
        values[column].append(value)
    return dict(values)


def shared_values(column):
    """(column, value) of what stands in it more than once; a query."""
    filled = Reference.everything.exclude(**{column: ""}).order_by()
    counted = filled.values(value=F(column)).annotate(works=Count("pk"))
    named = counted.filter(works__gt=1).annotate(
        column=Value(column, output_field=CharField())
    )
    return named.values_list("column", "value")


def is_probable(work, other, evidence):
    """The chapters of a book share its ISBN, and are not the book."""
    return evidence != "same ISBN" or is_same_title(work.title, other.title)
