"""Is the process alive, and can it serve: for monitors, before anything else runs.

A monitor asks over plain HTTP and by whatever host name it knows, so the answers
come ahead of the checks on host and scheme.
"""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from practice_site.environment import BASE_DIR

LEAST_FREE = 0.05


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request):
        answer = self.answers.get(request.path_info)
        if answer is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = answer()
        response["Cache-Control"] = "no-store"
        return response


def healthz():
    return HttpResponse("ok\n", content_type="text/plain")


def readyz():
    checks = {
        "database": is_database_there(),
        "migrations": is_migrated(),
        "media": is_media_writable(),
        "disk": has_room(),
    }
    return JsonResponse(
        {name: "ok" if passed else "failed" for name, passed in checks.items()},
        status=200 if all(checks.values()) else 503,
    )


def is_database_there():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_migrated():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def is_media_writable():
    """Only a folder is tried; a bucket is somebody else's to watch."""
    if not has_media_folder():
        return True
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT):
            return True
    except OSError:
        return False


def has_media_folder():
    return "location" in settings.STORAGES["default"]["OPTIONS"]


def has_room():
    """At least a twentieth of each disk that this site writes to."""
    try:
        return all(has_room_at(folder) for folder in folders())
    except OSError:
        return False


def has_room_at(folder):
    usage = shutil.disk_usage(folder)
    return usage.free / usage.total > LEAST_FREE


def folders():
    yield BASE_DIR
    if has_media_folder():
        yield settings.MEDIA_ROOT
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        yield Path(connection.settings_dict["NAME"]).parent
