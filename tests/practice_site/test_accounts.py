import threading

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from practice_site.accounts import deliver
from tests.practice_site.conftest import PASSWORD

WRONG = "not the right password"


def is_in(client):
    return client.get("/accounts/password/").status_code == 200


@pytest.mark.parametrize("login", ["ann@example.com", "ANN@example.com", "ann"])
def test_address_and_user_name_both_sign_in(client, owner, sign_in, login):
    assert sign_in(login)["Location"] == "/admin/"
    assert is_in(client)


def test_the_admin_asks_at_our_own_page(client, owner):
    response = client.get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


def test_a_right_password_sent_to_the_admins_own_page_does_nothing(client, owner):
    client.post("/admin/login/", {"username": "ann", "password": PASSWORD})
    assert not is_in(client)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(owner, sign_in, target):
    assert sign_in(QUERY_STRING=f"next={target}")["Location"] == "/admin/"


def test_a_sixth_guess_is_not_looked_at(client, owner, sign_in):
    for _ in range(5):
        assert sign_in(password=WRONG).status_code == 200
    answer = sign_in(password=PASSWORD)
    assert b"Too many" in answer.content
    assert not is_in(client)


def test_a_forged_forwarding_header_does_not_help_guessing(owner, sign_in):
    for number in range(5):
        sign_in(password=WRONG, headers={"x-forwarded-for": f"10.0.0.{number}"})
    answer = sign_in(headers={"x-forwarded-for": "10.0.0.99"})
    assert b"Too many" in answer.content


def test_guessing_from_many_addresses_is_limited_for_the_account(
    owner, sign_in, settings
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(5):
        sign_in(password=WRONG, headers={"x-forwarded-for": f"10.0.0.{number}"})
    answer = sign_in(headers={"x-forwarded-for": "10.0.0.99"})
    assert b"Too many" in answer.content


def test_guessing_many_names_from_one_address_is_limited(owner, sign_in):
    for number in range(10):
        sign_in(f"nobody{number}@example.com", WRONG)
    assert b"Too many" in sign_in().content


def test_unknown_names_get_the_same_answer(owner, sign_in):
    known, unknown = (
        sign_in(login, WRONG) for login in ("ann@example.com", "zoe@example.com")
    )
    assert known.status_code == unknown.status_code
    assert visible(known, "ann") == visible(unknown, "zoe")


def visible(response, name):
    lines = response.content.decode().splitlines()
    lines = [line for line in lines if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines).replace(name, "NAME")


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "social/signup/",
        "3rdparty/",
        "login/code/",
    ],
)
def test_what_staff_do_not_need_is_not_there(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_there_is_no_sign_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def outbox():
    """What was sent; mail goes out aside, in threads that are waited for."""
    for thread in threading.enumerate():
        if deliver.__name__ in thread.name:
            thread.join()
    return mail.outbox


def forget(client, email):
    return client.post("/accounts/password/forgotten/", {"email": email}, follow=True)


def test_a_forgotten_password_is_replaced_by_mail(client, owner, settings):
    settings.SITE_URL = "https://www.example.com"
    forget(client, "ann@example.com")
    (message,) = outbox()
    (link,) = [line for line in message.body.splitlines() if "://" in line]
    assert link.startswith("https://www.example.com/accounts/password/new/")
    form = client.get(link.removeprefix("https://www.example.com"), follow=True)
    new = {"password1": "another long walk home", "password2": "another long walk home"}
    client.post(form.request["PATH_INFO"], new)
    owner.refresh_from_db()
    assert owner.check_password("another long walk home")
    assert is_in(client)


def test_a_reset_link_works_once(client, owner):
    forget(client, "ann@example.com")
    body = outbox()[0].body
    path = next(s for s in body.split() if "://" in s).partition("testserver")[2]
    form = client.get(path, follow=True).request["PATH_INFO"]
    new = {"password1": "another long walk home", "password2": "another long walk home"}
    client.post(form, new)
    assert b"no longer valid" in Client().get(path, follow=True).content


def test_a_stranger_gets_the_same_answer_and_no_mail(client, owner):
    known = forget(client, "ann@example.com")
    unknown = forget(Client(), "zoe@example.com")
    assert visible(known, "ann") == visible(unknown, "zoe")
    assert [message.to for message in outbox()] == [["ann@example.com"]]


def test_without_a_mail_server_the_page_says_whom_to_ask(client, owner, settings):
    settings.HAS_EMAIL = False
    for answer in (
        client.get("/accounts/password/forgotten/"),
        forget(client, "ann@example.com"),
    ):
        assert b"login_link" in answer.content
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("fourteen chars", False),
        ("123456789123456789", False),
        ("fifteen chars !", True),
        ("x7" * 64, True),
        ("only lower case letters", True),
    ],
)
def test_length_counts_and_composition_does_not(
    client, owner, sign_in, password, is_taken
):
    sign_in()
    change = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post("/accounts/password/", change)
    owner.refresh_from_db()
    assert owner.check_password(password) is is_taken


def test_an_account_that_is_no_member_of_staff_sees_nothing(client, owner, sign_in):
    owner.is_staff = False
    owner.save()
    sign_in()
    assert client.get("/admin/").status_code in (302, 403)


@pytest.mark.django_db
def test_endless_name_is_a_wrong_name(sign_in):
    answer = sign_in("x" * 100_000)
    assert answer.status_code == 200
    assert b"do not belong together" in answer.content


def test_nginx_is_told_who_may_send_something_large(client, owner, sign_in):
    assert client.get("/accounts/signed-in/").status_code == 401
    sign_in()
    assert client.get("/accounts/signed-in/").status_code == 204
