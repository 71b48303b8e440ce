import pytest
from django.contrib.auth.models import User

from articles.demo import login

pytestmark = pytest.mark.django_db


def test_a_trial_site_gets_an_owner_whose_password_can_be_told_again(settings):
    settings.DEBUG = True
    login.make()
    assert User.objects.get().has_perm("articles.change_practice")
    assert login.is_valid()


def test_a_public_site_gets_none(settings):
    settings.DEBUG = False
    login.make()
    assert not User.objects.exists()
    assert not login.is_valid()


def test_a_site_with_an_owner_gets_none(settings, admin_user):
    settings.DEBUG = True
    login.make()
    assert User.objects.get() == admin_user


def test_every_installation_has_a_password_of_its_own(settings):
    here = login.password()
    settings.SECRET_KEY = "another"
    assert login.password() != here
    assert len(here) >= 15


def test_clearing_removes_the_demos_owner_and_nobody_else(settings, admin_user):
    User.objects.create_user(login.EMAIL, login.EMAIL)
    login.remove()
    assert list(User.objects.all()) == [admin_user]


def test_an_owner_who_took_the_account_over_stays(settings):
    User.objects.create_user(login.EMAIL, "ann@example.com")
    login.remove()
    assert User.objects.count() == 1
