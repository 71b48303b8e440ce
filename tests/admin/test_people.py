import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from articles.login_links import password_link
from articles.models.roles import OWNERS, THERAPISTS

pytestmark = pytest.mark.django_db
ADD = "/admin/auth/user/add/"
PASSWORD = "a long walk by the river"
NEW = {"email": "Noor@Example.com", "first_name": "Noor", "role": THERAPISTS}


def url(user, view="change"):
    return reverse(f"admin:auth_user_{view}", args=[user.pk])


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_person_is_added_with_a_role_and_no_password(owner):
    response = owner.post(ADD, NEW | {"is_active": "on"})

    user = User.objects.get(email="noor@example.com")
    assert response.headers["Location"] == url(user)
    assert [group.name for group in user.groups.all()] == [THERAPISTS]
    assert user.is_staff
    assert not user.is_superuser
    assert not user.has_usable_password()


def test_address_is_taken_once(owner):
    User.objects.create_user("noor@example.com")

    response = owner.post(ADD, NEW)

    assert "Somebody else signs in with this address." in response.text


def test_sign_in_link_lets_the_person_in(owner, client):
    owner.post(ADD, NEW | {"is_active": "on"})
    user = User.objects.get(email="noor@example.com")

    link = owner.post(url(user, "link")).context["link"]
    client.post(link.removeprefix("http://testserver"))

    assert client.get("/admin/").status_code == 200


def test_nobody_gets_a_link_who_may_not_sign_in(owner):
    owner.post(ADD, NEW)
    user = User.objects.get(email="noor@example.com")

    response = owner.post(url(user, "link"))

    assert response.context["link"] == ""
    assert "may not sign in" in response.text


@pytest.mark.parametrize("change", [{"role": THERAPISTS}, {"is_active": ""}])
def test_last_owner_stays(owner, change):
    fields = {"email": owner.user.email, "role": OWNERS, "is_active": "on"}

    response = owner.post(url(owner.user), fields | change)

    assert "This is the only owner." in response.text
    owner.user.refresh_from_db()
    assert owner.user.is_active
    assert owner.user.groups.filter(name=OWNERS).exists()


def test_last_owner_is_not_deleted(owner):
    response = owner.post(url(owner.user, "delete"), {"post": "yes"})

    assert "This is the only owner." in said(response)
    assert User.objects.filter(pk=owner.user.pk).exists()


def test_second_owner_may_leave(owner):
    other = User.objects.create_user("b", email="b@example.com", is_staff=True)
    other.groups.add(Group.objects.get(name=OWNERS))

    owner.post(
        url(other), {"email": other.email, "role": THERAPISTS, "is_active": "on"}
    )

    other.refresh_from_db()
    assert [group.name for group in other.groups.all()] == [THERAPISTS]


def test_owner_cannot_touch_a_superuser(owner):
    boss = User.objects.create_superuser("boss", "boss@example.com")

    assert owner.post(url(boss), NEW).status_code == 403
    assert owner.post(url(boss, "link")).status_code == 403
    assert owner.post(url(boss, "delete"), {"post": "yes"}).status_code == 403


def test_form_offers_no_single_permissions(owner):
    text = owner.get(url(owner.user)).text

    assert "is_superuser" not in text
    assert "user_permissions" not in text


def test_posted_permissions_are_ignored(owner):
    owner.post(ADD, NEW | {"is_superuser": "on", "user_permissions": ["1"]})

    user = User.objects.get(email="noor@example.com")
    assert not user.is_superuser
    assert not user.user_permissions.exists()


@pytest.mark.parametrize("lookup", ["password__startswith=argon2", "pk__in=1"])
def test_list_is_not_searched_by_what_it_does_not_offer(owner, lookup):
    assert owner.get(f"/admin/auth/user/?{lookup}").status_code == 400


def test_former_address_signs_nobody_in(owner, client):
    user = User.objects.create_user("noor", "old@example.com", is_staff=True)
    choose = client.get(password_link(user).removeprefix(settings.SITE_URL))
    client.post(choose["Location"], {"password1": PASSWORD, "password2": PASSWORD})

    owner.post(url(user), NEW | {"email": "new@example.com", "is_active": "on"})

    arrivals = {
        address: Client()
        .post("/accounts/login/", {"login": address, "password": PASSWORD})
        .status_code
        for address in ("old@example.com", "new@example.com")
    }
    assert arrivals == {"old@example.com": 200, "new@example.com": 302}


def test_therapist_learns_nothing_of_who_there_is(therapist):
    answers = [
        therapist.post(f"/admin/auth/user/{pk}/link/").status_code
        for pk in (therapist.user.pk, 999_999)
    ]
    assert answers == [403, 403]
