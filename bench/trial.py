"""Django for a bench: on a temporary SQLite database, unless DATABASE_URL names one."""

import atexit
import os
import shutil
import tempfile

import django


def set_up():
    folder = tempfile.mkdtemp(prefix="bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
