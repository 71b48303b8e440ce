"""What a database holds, asked through any cursor: tables, rows, files' names."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField

from articles.models import FailedBackup, WorkerSign

MIGRATIONS = MigrationRecorder.Migration._meta.db_table


@dataclass(frozen=True)
class Contents:
    """Of one moment, as a backup has it. ``files``: what rows name among the media."""

    migrations: list[str]
    rows: dict[str, int]
    files: set[str]


def contents(cursor, tables):
    """``tables``: the names of all that are there."""
    passing = passing_tables(tables)
    applied = fetched(cursor, f"SELECT app, name FROM {MIGRATIONS} ORDER BY id")  # noqa: S608
    return Contents(
        migrations=[f"{app}.{name}" for app, name in applied],
        rows={
            table: 0 if table in passing else count(cursor, table)
            for table in sorted(tables)
        },
        files=files_named(cursor, set(tables)),
    )


def count(cursor, table):
    [[number]] = fetched(cursor, f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608
    return number


def files_named(cursor, tables):
    names = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField) and model._meta.db_table in tables:
                column, table = quoted(field.column), quoted(model._meta.db_table)
                rows = fetched(cursor, f"SELECT {column} FROM {table}")  # noqa: S608
                names.update(name for [name] in rows)
    return names - {"", None}


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def fetched(cursor, sql):
    cursor.execute(sql)
    return cursor.fetchall()


def cache_tables():
    return {
        cache["LOCATION"]
        for cache in settings.CACHES.values()
        if cache["BACKEND"].endswith(".DatabaseCache")
    }


def passing_tables(tables):
    """Those whose rows are worth nothing tomorrow, and which nobody should find in a
    backup: who is signed in at the moment, how often somebody failed to, whether the
    task worker runs, and whether the backup before failed.
    """
    models = {model._meta.db_table for model in (Session, WorkerSign, FailedBackup)}
    return sorted({*models, *cache_tables()} & set(tables))
