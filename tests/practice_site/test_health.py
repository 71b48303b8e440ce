import json

import pytest
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
