"""Rows that readers' pages show as they are, without anything being published.

Whoever writes such a row, in the admin, in a command or in a shell, one or many at a
time, raises the generation in the same transaction: here, and nowhere else. An
article's own row is none of them: its draft is not shown, and its place is changed by
methods that raise the generation themselves.
"""

from functools import wraps

from django.db import models, transaction

from articles.models.generation import Generation


def raising(write):
    """``write``, and the generation raised, both or neither."""

    @wraps(write)
    def written(self, *args, **kwargs):
        with transaction.atomic():
            result = write(self, *args, **kwargs)
            Generation.bump()
        return result

    return written


class ShownAtOnceQuerySet(models.QuerySet):
    """``bulk_update`` comes by way of ``update``, the rest by a row's ``save``."""

    update = raising(models.QuerySet.update)
    delete = raising(models.QuerySet.delete)
    bulk_create = raising(models.QuerySet.bulk_create)


class ShownAtOnce(models.Model):
    objects = ShownAtOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    save = raising(models.Model.save)
    delete = raising(models.Model.delete)
