"""Which row of an article's timeline is in force: a condition for queries.

What somebody does at once holds from then on, whatever the clock says later: set back
past a withdrawal, it must not show the text again. Only what was planned for a moment
goes by the clock, to and fro, for a clock may also be set right.

For ``way``, the relations from a query's own rows to a publication, such as
"publication__": what asks for a few works or pages then looks at their publications
alone, not at all that are live.
"""

from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.lookups import LessThanOrEqual


class BesideIndex(Func):
    """A column that leads into no index: nearly every row fulfils what is asked of it.

    SQLite, which keeps no figures of its tables, would take the opposite for granted.
    """

    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def has_come(now, way=""):
    """Does the row wait for no clock: it is past, or was made for at once?"""
    at, made_at = BesideIndex(f"{way}at"), F(f"{way}created_at")
    return Q(LessThanOrEqual(at, now)) | Q(LessThanOrEqual(at, made_at))


def is_in_force(publications, now, way=""):
    """The latest row of its article that has come, a withdrawal perhaps."""
    later = publications.objects.filter(
        has_come(now), article=OuterRef(f"{way}article"), at__gt=OuterRef(f"{way}at")
    )
    return Q(~Exists(later), has_come(now, way))


def is_live(publications, now, way=""):
    return is_in_force(publications, now, way) & Q(**{f"{way}revision__isnull": False})
