"""Whole sites for these tests: a database and a media folder of their own each."""

import itertools
import os
import shutil
import sqlite3
import threading
from collections import defaultdict
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections, transaction
from django.test import override_settings

from articles.keeping.emptiness import FILLED_BY_MIGRATE
from articles.models import Practice, Series, Topic

FILES = "django.core.files.storage.FileSystemStorage"


class Databases:
    """New databases beside the tests' own, on the same server; gone at the end."""

    # Of all in this process: each folder of tests has Databases of its own.
    numbers = itertools.count(1)

    def __init__(self, folder):
        self.folder = Path(folder)
        self.made = []
        self.free = defaultdict(list)

    def copy_of_the_tests_own(self):
        """It was migrated already, and no test is running in it yet."""
        if connection.vendor == "sqlite":
            name = self.new()
            connection.ensure_connection()
            with closing(sqlite3.connect(name)) as copy:
                connection.connection.backup(copy)
            return name
        connection.close()
        return self.new(like=connection.settings_dict["NAME"])

    def new(self, like=None):
        """The name of a new database: without tables, or a copy of another."""
        if self.free[like]:
            return self.free[like].pop()
        name = f"keeping_{os.getpid()}_{next(self.numbers)}"
        if connection.vendor == "sqlite":
            path = self.folder / f"{name}.sqlite3"
            if like:
                shutil.copyfile(like, path)
            return path
        self.ask(f'CREATE DATABASE "{name}" TEMPLATE "{like or "template0"}"')
        self.made.append(name)
        return name

    def take_back(self, name, like=None):
        """Make the database that is in use as good as new, for another test.

        PostgreSQL takes long to make a database, and longer to drop it.
        """
        if connection.vendor == "sqlite":
            return
        with connection.cursor() as cursor:
            if like is None:
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            else:
                found = set(connection.introspection.table_names(cursor))
                names = ", ".join(sorted(found - FILLED_BY_MIGRATE))
                cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
                Practice.current()
        self.free[like].append(name)

    def drop(self):
        for name in self.made:
            self.ask(f'DROP DATABASE "{name}" WITH (FORCE)')

    def ask(self, sql):
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)


@contextmanager
def site(database, media, storage=FILES, **options):
    """Django runs on this database and with this media folder while the block runs."""
    before = connections["default"]
    own = before.copy()
    own.settings_dict["NAME"] = database
    own.settings_dict["TEST"]["NAME"] = None
    connections["default"] = own
    if storage == FILES or options:
        options |= {"location": media, "base_url": "/media/"}
    storages = {"default": {"BACKEND": storage, "OPTIONS": options}}
    storages["staticfiles"] = {"BACKEND": FILES}
    try:
        with override_settings(MEDIA_ROOT=media, STORAGES=storages):
            yield media
    finally:
        own.close()
        connections["default"] = before


@contextmanager
def written_to():
    """Meanwhile somebody adds topics and series, one of each together, and again."""
    began, is_over = threading.Event(), threading.Event()
    others = connection.copy()

    def write():
        connections["default"] = others
        for number in itertools.count():
            if is_over.is_set():
                return others.close()
            with transaction.atomic():
                Topic.objects.create(name=f"{number}", slug=f"n-{number}")
                Series.objects.create(title=f"{number}", slug=f"n-{number}")
            began.set()

    others.inc_thread_sharing()
    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert began.wait(60)
        yield
    finally:
        is_over.set()
        writer.join()


def all_rows():
    """{table: its rows, in an order of their own} of everything in the database."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows


def sequences():
    """{table or sequence: the last number that it gave}."""
    asked = {
        "sqlite": "SELECT name, seq FROM sqlite_sequence",
        "postgresql": "SELECT sequencename, last_value FROM pg_sequences",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return dict(cursor.fetchall())


def all_files(folder):
    """{name: content} of every file below a folder."""
    folder = Path(folder)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
