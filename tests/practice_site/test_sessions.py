import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from practice_site.sessions import REFRESH_AFTER, SEEN, STARTED, SessionStore

HOUR = 60 * 60


@pytest.fixture
def signed_in(client, owner, sign_in):
    sign_in()
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/accounts/password/").status_code == 200


def age(client, *, started=0, seen=0, expiry=0):
    """Make the session look as if time had passed."""
    store = SessionStore(client.cookies["sessionid"].value)
    store[STARTED] = store[STARTED] - started
    store[SEEN] = store[SEEN] - seen
    store.save()
    if expiry:
        row = Session.objects.get(pk=store.session_key)
        row.expire_date = row.expire_date - timedelta(seconds=expiry)
        row.save()


def test_twelve_hours_end_a_session_in_use(signed_in):
    age(signed_in, started=12 * HOUR + 1)
    assert not is_in(signed_in)


def test_eleven_hours_do_not(signed_in):
    age(signed_in, started=11 * HOUR)
    assert is_in(signed_in)


def test_an_ended_session_leaves_no_row(signed_in):
    age(signed_in, started=12 * HOUR + 1)
    key = signed_in.cookies["sessionid"].value
    signed_in.get("/accounts/password/")
    assert not Session.objects.filter(pk=key).exists()


def test_an_hour_without_a_request_ends_a_session(signed_in):
    age(signed_in, expiry=HOUR)
    assert not is_in(signed_in)


def test_a_request_pushes_the_idle_clock_on(signed_in):
    key = signed_in.cookies["sessionid"].value
    age(signed_in, seen=REFRESH_AFTER + 1, expiry=HOUR // 2)
    before = Session.objects.get(pk=key).expire_date
    assert is_in(signed_in)
    assert Session.objects.get(pk=key).expire_date > before


def test_requests_in_quick_succession_write_nothing(
    signed_in, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as queries:
        assert is_in(signed_in)
    assert not [q for q in queries if q["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.django_db
def test_a_reader_gets_no_session(client):
    response = client.get("/articles/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert not Session.objects.exists()


def test_signing_in_gives_a_new_key(client, owner, sign_in):
    client.get("/accounts/login/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in()
    assert client.cookies["sessionid"].value != session.session_key


def test_a_new_password_ends_all_other_sessions(signed_in, owner):
    other = Client()
    other.force_login(owner)
    assert is_in(other)
    signed_in.post(
        "/accounts/password/",
        {
            "oldpassword": "a long walk by the river",
            "password1": "a longer walk along the sea",
            "password2": "a longer walk along the sea",
        },
    )
    assert is_in(signed_in)
    assert not is_in(other)


@pytest.mark.parametrize("url", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_clears_what_the_browser_kept(signed_in, url):
    response = signed_in.post(url)
    assert response["Clear-Site-Data"] == '"cookies", "storage"'
    assert not is_in(signed_in)


def test_looking_at_the_sign_out_page_does_not(signed_in):
    assert "Clear-Site-Data" not in signed_in.get("/accounts/logout/")


def test_the_clock_starts_at_the_sign_in(client, owner, sign_in):
    before = int(time.time())
    sign_in()
    assert before <= client.session[STARTED] <= time.time()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ['"aaaaaaaaaaaa\\000b"', "short", "a" * 5000])
def test_forged_cookie_is_no_session(client, key):
    response = client.get("/admin/", headers={"cookie": f"sessionid={key}"})
    assert response.status_code == 302
