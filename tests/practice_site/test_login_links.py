from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.management import CommandError, call_command
from django.test import Client

from articles import login_links
from articles.login_links import sign_in_link


def run(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def path(link):
    return link.removeprefix("http://testserver")


def is_in(client):
    return client.get("/accounts/password/").status_code == 200


def test_the_link_signs_in_after_a_click(client, owner):
    link = path(run("login_link", "ANN@example.com"))
    assert b"ann@example.com" in client.get(link).content
    assert not is_in(client)
    assert client.post(link)["Location"] == "/admin/"
    assert is_in(client)


def test_it_works_once(client, owner):
    link = path(sign_in_link(owner))
    client.post(link)
    other = Client()
    assert other.get(link).status_code == 410
    assert other.post(link).status_code == 410
    assert not is_in(other)


def test_all_links_end_with_the_first_that_is_used(client, owner):
    links = [path(sign_in_link(owner)) for _ in range(2)]
    client.post(links[0])
    assert Client().post(links[1]).status_code == 410


def test_two_at_the_same_moment_are_not_both_let_in(owner):
    same = User.objects.get(pk=owner.pk)
    assert login_links.use_up(owner)
    assert not login_links.use_up(same)


def test_it_ends_after_half_an_hour(client, owner, monkeypatch):
    link = path(sign_in_link(owner))
    monkeypatch.setattr(login_links, "MINUTES", 0)
    assert client.post(link).status_code == 410


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"is_staff": False},
        {"email": "new@example.com"},
        {"password": "!"},
    ],
    ids=str,
)
def test_it_ends_when_the_account_changes(client, owner, change):
    link = path(sign_in_link(owner))
    User.objects.filter(pk=owner.pk).update(**change)
    assert client.post(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "x:y:z", "é", "a" * 5000])
def test_a_made_up_link_is_refused(client, db, token):
    assert client.post(f"/accounts/link/{token}/").status_code == 410


def test_a_signature_for_something_else_is_refused(client, owner):
    token = signing.dumps({"user": owner.pk, "state": ""}, salt="something else")
    assert client.post(f"/accounts/link/{token}/").status_code == 410


@pytest.mark.django_db
def test_an_unknown_address_is_said_in_a_sentence():
    with pytest.raises(CommandError, match=r"Nobody with the address zoe@example.com"):
        run("login_link", "zoe@example.com")


def test_an_address_of_two_accounts_is_refused(owner, django_user_model):
    django_user_model.objects.create_user("bo", "ann@example.com", is_staff=True)
    with pytest.raises(CommandError, match="2 accounts"):
        run("login_link", "ann@example.com")


@pytest.mark.django_db
def test_setup_makes_an_owner_who_chooses_a_password(client):
    link = path(run("setup_practice", "--email", "Ann@Example.com"))
    form = client.get(link, follow=True)
    assert b"Choose a password" in form.content
    new = {"password1": "a long walk by the river"}
    new["password2"] = new["password1"]
    client.post(form.request["PATH_INFO"], new)
    owner = User.objects.get()
    assert owner.email == "ann@example.com"
    assert owner.has_perm("articles.change_practice")
    assert owner.check_password(new["password1"])
    assert client.get("/admin/").status_code == 200


def test_setup_refuses_a_second_owner(owner):
    with pytest.raises(CommandError, match=r"has an owner already: ann@example.com"):
        run("setup_practice", "--email", "bo@example.com")


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["", "ann", "ann@", "a b@example.com"])
def test_setup_refuses_what_is_no_address(email):
    with pytest.raises(CommandError, match="not an e-mail address"):
        run("setup_practice", "--email", email)
    assert not User.objects.exists()
