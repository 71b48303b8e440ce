"""Is this site empty, so that a backup may be brought back into it?"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection

from articles.keeping import media
from articles.keeping.problems import NotRestorable
from articles.keeping.tables import MIGRATIONS, count, passing_tables
from articles.models import Generation, Practice, SearchEntry

# What ``migrate`` fills by itself, with nothing of anybody's.
FILLED_BY_MIGRATE = {
    MIGRATIONS,
    *(
        model._meta.db_table
        for model in (
            ContentType,
            Permission,
            Group,
            Group.permissions.through,
            Generation,
        )
    ),
}
# SQLite's search index keeps its own books in tables that begin with its name.
INDEX = f"{SearchEntry._meta.db_table}_"
NAMED = 4


def demand_empty_database():
    """Raises NotRestorable, which names what is there."""
    try:
        found = own_rows()
    except DatabaseError as error:
        raise NotRestorable(
            "The database could not be looked at: "
            f"{' '.join(str(error).split())}. Nothing was changed."
        ) from error
    if found:
        named = ", ".join(f"{n:,} {called(table)}" for table, n in found[:NAMED])
        raise NotRestorable(
            f"The database is not empty ({named}{' …' if len(found) > NAMED else ''}). "
            "A backup is only brought back into an empty one, so that nothing is lost. "
            "Nothing was changed. docs/backup.md tells how to set the old one aside."
        )


def own_rows():
    """[(table, rows)] of all that somebody put there, the most rows first."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        known = {*FILLED_BY_MIGRATE, *passing_tables(tables)}
        asked = [t for t in tables if t not in known and not t.startswith(INDEX)]
        counted = {table: count(cursor, table) for table in asked}
    practice = Practice._meta.db_table
    if counted.get(practice) == 1 and Practice.objects.get().is_untouched:
        counted[practice] = 0
    found = [(table, rows) for table, rows in counted.items() if rows]
    return sorted(found, key=lambda row: -row[1])


def called(table):
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return model._meta.verbose_name_plural
    return f"rows in {table}"


def files_to_bring(wanted):
    """Which of the wanted files are not in the media folder yet.

    ``wanted``: {name: its size and SHA-256}. An interrupted restore leaves some that
    are whole; what else is there is somebody's, and raises NotRestorable.
    """
    there = set(media.stored_names())
    strange = sorted(
        name
        for name in there
        if name not in wanted or media.digest_of(name) != wanted[name].sha256
    )
    if strange:
        raise NotRestorable(
            f"The media folder is not empty: {', '.join(strange[:3])}"
            f"{' …' if len(strange) > 3 else ''}. A backup is only brought back beside "
            "an empty one, so that nothing is lost. Nothing was changed. "
            "docs/backup.md tells how to set the old one aside."
        )
    return [name for name in wanted if name not in there]
