"""The database is gone: a friendly page with what every page must show."""

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, ProgrammingError, connection
from django.test import RequestFactory
from django.utils import timezone

from articles.models import Practice
from articles.models.generation import after_commit
from practice_site import full_disk
from practice_site.freshness import with_page_cache
from practice_site.known_site import (
    AWAY,
    NAME,
    UNKNOWN,
    Keeper,
    away_page,
    known_site,
)
from practice_site.outage import busy
from tests.factories import make_clinician, make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STATE_FOLDER = tmp_path / "state"
    return settings.STATE_FOLDER


@pytest.fixture
def gone(client):
    """Every query fails, as without a server."""

    def refuse(execute, sql, params, many, context):
        raise OperationalError("no connection")

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def kept():
    make_practice(name="Two Trees", phone="510-555-0100", accent="#8a3b12")
    make_clinician()
    keeper = Keeper()
    keeper.keep(object())
    return keeper


def shown(client, path="/articles/"):
    response = client.get(path)
    return response, BeautifulSoup(response.content.decode(), "html.parser")


def test_readers_get_a_friendly_page_with_licences_and_help(kept, gone, client):
    response, page = shown(client)
    text = page.get_text()

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert response.headers["Cache-Control"] == "no-store"
    assert "X-Page-Cache" not in response.headers
    assert "License No. 12345" in text
    assert "back in a moment" in text
    assert [a["href"] for a in page.select(".help-lines a")][:3] == [
        "tel:988",
        "sms:988",
        "tel:911",
    ]


def test_its_look_is_the_practices_own_and_of_this_release(kept, client, gone):
    _, page = shown(client)
    sheets = [link["href"] for link in page.select("link[rel=stylesheet]")]

    assert len(sheets) == 2
    assert [client.get(sheet).status_code for sheet in sheets] == [200, 200]


@pytest.mark.parametrize("path", ["/", "/none/", "/articles/x/", "/feed/", "/search/"])
def test_every_page_of_readers_answers_so(kept, gone, client, path):
    assert shown(client, path)[0].status_code == 503


def test_the_admin_says_what_to_do(kept, client, admin_user, gone):
    client.cookies["sessionid"] = 32 * "s"
    response, page = shown(client, "/admin/articles/article/")

    assert response.status_code == 503
    assert "reload it in a minute" in page.get_text()


def test_without_a_file_the_crisis_notice_stands(gone, client):
    response, page = shown(client)

    assert response.status_code == 503
    assert "988" in page.get_text()


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"name": 1}', b"\xff"])
def test_a_damaged_file_is_as_good_as_none(folder, gone, client, damaged):
    folder.mkdir()
    (folder / NAME).write_bytes(damaged)

    assert shown(client)[0].status_code == 503


def asked(application, path="/articles/", **environ):
    """What a WSGI application answers: status, headers, page."""
    begun = []
    body = application(
        {**RequestFactory().get(path).environ, **environ},
        lambda *given: begun.append(given[:2]),
    )
    [(status, headers)] = begun
    return status, dict(headers), BeautifulSoup(b"".join(body), "html.parser")


def test_who_has_waited_too_long_gets_the_same_page(kept, gone, client):
    cookie = f"{settings.SESSION_COOKIE_NAME}={32 * 's'}"
    status, headers, page = asked(busy(get_wsgi_application()), HTTP_COOKIE=cookie)
    outage = client.get("/articles/")

    assert status == "503 Service Unavailable"
    assert page == BeautifulSoup(outage.content.decode(), "html.parser")
    assert headers.items() >= dict(outage.headers).items()


def test_the_page_cache_knows_that_page(kept):
    cache = with_page_cache(get_wsgi_application())
    after_commit.pop()
    # Without a thread that would go on asking after this test.
    cache.freshness.period, cache.makers.patience = None, 0
    # Two are at work on the page, and nobody else may join them.
    with cache.makers.turn("/articles/"), cache.makers.turn("/articles/"):
        status, _, page = asked(cache, HTTP_HOST=cache.host)

    assert status == "503 Service Unavailable"
    assert "License No. 12345" in page.get_text()


def test_nobody_can_pretend_to_have_waited(client):
    response = client.get("/articles/", HTTP_PRACTICE_SITE_BUSY="1")

    assert response.status_code == 200


def test_the_page_for_a_site_without_processes_needs_no_other_file(kept, folder):
    text = (folder / AWAY).read_text()
    page = BeautifulSoup(text, "html.parser")

    assert "License No. 12345" in page.get_text()
    assert "Two Trees" in page.title.string
    assert page.select_one("#help-now")
    assert not page.select("link, script, img, [src]")
    assert {a["href"].partition(":")[0] for a in page.select("a")} == {
        "#help-now",
        "sms",
        "tel",
    }


def test_the_page_for_every_practice_is_the_same_without_a_name():
    """Where they differ: write what ``away_page(UNKNOWN)`` gives into that file."""
    file = settings.BASE_DIR / "deploy" / AWAY

    assert file.read_text().split() == away_page(UNKNOWN).split()


def test_the_files_follow_every_generation(kept, folder):
    Practice.objects.update(name="Three Trees")
    kept.keep(object())

    assert json.loads((folder / NAME).read_bytes())["name"] == "Three Trees"
    assert "Three Trees" in (folder / AWAY).read_text()


def test_nothing_is_written_while_nothing_changes(kept, folder, monkeypatch):
    (folder / NAME).unlink()
    kept.keep(kept.generation)
    kept.keep(None)
    kept.keep(object())

    assert not (folder / NAME).exists()


def test_a_folder_that_cannot_be_written_stops_nobody(settings, folder, caplog):
    folder.write_text("a file where the folder should be")
    Keeper().keep(object())

    assert "could not be kept" in caplog.text


def test_a_dated_notice_is_shown_only_on_its_days():
    today = timezone.localdate()
    make_practice(notice="Away", notice_until=today)
    Keeper().keep(object())
    assert known_site().notice == "Away"

    Practice.objects.update(notice_until=today - timezone.timedelta(days=1))
    Keeper().keep(object())
    assert known_site().notice == ""


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        OSError(122, "Disk quota exceeded"),
        OperationalError("database or disk is full"),
        OperationalError('could not extend file "base/1": No space left on device'),
    ],
    ids=str,
)
def test_a_full_disk_is_named_to_the_staff_and_excused_to_readers(
    kept, client, admin_user, error
):
    def refuse(execute, sql, params, many, context):
        raise error

    client.raise_request_exception = False
    client.cookies["sessionid"] = 32 * "s"
    with connection.execute_wrapper(refuse):
        staff, page = shown(client, "/admin/articles/article/")
        reader, other = shown(client)

    assert (staff.status_code, reader.status_code) == (503, 503)
    assert page.h1.string == "The site’s disk is full"
    assert "back in a moment" in other.h1.string


@pytest.mark.parametrize(
    ("has_room", "title"),
    [
        (False, "The site’s disk is full"),
        (True, "The site’s database can’t be reached just now"),
    ],
)
def test_what_sqlite_has_no_word_for_is_a_full_disk_where_there_is_no_room(
    kept, client, admin_user, monkeypatch, caplog, has_room, title
):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(full_disk, "has_room", lambda: has_room)
    client.raise_request_exception = False
    client.cookies["sessionid"] = 32 * "s"
    with connection.execute_wrapper(refuse):
        _, page = shown(client, "/admin/articles/article/")

    assert page.h1.string == title
    assert ("A disk is full" in caplog.text) is not has_room


@pytest.mark.parametrize(
    "error", [OSError(13, "No access"), ValueError("disk is full")]
)
def test_an_error_that_is_no_full_disk_is_none(client, error):
    def refuse(execute, sql, params, many, context):
        raise error

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        assert client.get("/articles/").status_code == 500


def test_other_errors_are_errors_still(client):
    def refuse(execute, sql, params, many, context):
        raise ProgrammingError("no such column")

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        assert client.get("/articles/x/").status_code == 500
