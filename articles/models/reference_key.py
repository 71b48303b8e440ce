"""The one namespace of keys that texts cite by, and the keys of new works."""

from django.db import models

from articles import citations


class ReferenceKey(models.Model):
    """A permanent key or alias of a work; never changed, never used twice."""

    key = models.CharField(max_length=80, primary_key=True)
    reference = models.ForeignKey(
        "articles.Reference", on_delete=models.CASCADE, related_name="keys"
    )

    def __str__(self):
        return self.key


def free_key(item):
    """A key for a new work that no other work has or had."""
    stem = citations.make_key(item, ())
    taken = ReferenceKey.objects.filter(key__startswith=stem)
    return citations.make_key(item, set(taken.values_list("key", flat=True)))


def references_by_key(keys):
    """{key as written: primary key of its reference}. One query."""
    rows = ReferenceKey.objects.filter(key__in=keys)
    return dict(rows.values_list("key", "reference_id"))
