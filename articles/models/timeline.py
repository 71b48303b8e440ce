"""Which row of an article's timeline is in force: a condition for queries.

For ``way``, the relations from a query's own rows to a publication, such as
"publication__": what asks for a few works or pages then looks at their publications
alone, not at all that are live.
"""

from django.db.models import Exists, Func, OuterRef, Q
from django.db.models.lookups import LessThanOrEqual


class BesideIndex(Func):
    """A column that leads into no index: nearly every row fulfils what is asked of it.

    SQLite, which keeps no figures of its tables, would take the opposite for granted.
    """

    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def is_in_force(publications, now, way=""):
    """The latest row with ``at <= now`` of its article, a withdrawal perhaps."""
    later = publications.objects.filter(
        article=OuterRef(f"{way}article"), at__gt=OuterRef(f"{way}at"), at__lte=now
    )
    return Q(~Exists(later), LessThanOrEqual(BesideIndex(f"{way}at"), now))


def is_live(publications, now, way=""):
    return is_in_force(publications, now, way) & Q(**{f"{way}revision__isnull": False})
