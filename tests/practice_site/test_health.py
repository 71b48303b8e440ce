import json
import os
import subprocess

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

URLS = ["/healthz", "/readyz"]


@pytest.mark.django_db
@pytest.mark.parametrize("url", URLS)
def test_a_healthy_site_says_so(client, media_root, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("url", URLS)
def test_a_monitor_may_ask_by_any_host_and_without_https(client, settings, url):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(url, headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_the_process_answers_without_a_database(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_pending_migration_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="articles").latest("id").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] == "failed"


@pytest.mark.django_db
def test_media_that_cannot_be_written_is_not_ready(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("not a folder")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["media"] == "failed"


@pytest.mark.django_db
def test_no_secret_is_told(client, settings):
    told = json.dumps(client.get("/readyz").json())
    assert set(client.get("/readyz").json()) == {
        "database",
        "migrations",
        "media",
        "disk",
    }
    assert settings.SECRET_KEY not in told


def test_only_reading_is_answered(client):
    assert client.post("/healthz").status_code != 200


@pytest.fixture
def disk(tmp_path):
    """A disk of 2 MB of its own; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["/usr/bin/umount", folder], check=True)


@pytest.mark.django_db
@pytest.mark.parametrize(("full", "state"), [(0.90, "ok"), (0.97, "failed")])
def test_a_disk_that_is_nearly_full_is_not_ready(client, settings, disk, full, state):
    settings.MEDIA_ROOT = disk
    (disk / "filler").write_bytes(bytes(int(full * 2 * 2**20)))
    assert client.get("/readyz").json()["disk"] == state


@pytest.mark.django_db
def test_a_disk_that_is_read_only_is_not_ready(client, settings, disk):
    settings.MEDIA_ROOT = disk
    subprocess.run(["/usr/bin/mount", "-o", "remount,ro", disk], check=True)
    assert client.get("/readyz").json()["media"] == "failed"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="its files are elsewhere")
def test_the_disk_of_the_database_is_looked_at(client, media_root, disk, monkeypatch):
    (disk / "filler").write_bytes(bytes(int(0.97 * 2 * 2**20)))
    assert client.get("/readyz").json()["disk"] == "ok"
    monkeypatch.setitem(connection.settings_dict, "NAME", disk / "db.sqlite3")
    assert client.get("/readyz").json()["disk"] == "failed"
