"""One filled site and its backup for all of these tests; an empty site for each."""

import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

from articles.keeping.backing_up import Made, back_up
from tests import factories
from tests.keeping.sites import (
    Databases,
    all_files,
    all_rows,
    sequences,
    site,
)

SECRET = "whoever-has-this-is-signed-in"


@dataclass(frozen=True)
class Original:
    """A site as it was when it was backed up."""

    made: Made
    rows: dict
    sequences: dict
    files: dict


@pytest.fixture(scope="session")
def databases(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        databases = Databases(tmp_path_factory.mktemp("databases"))
        yield databases
        databases.drop()


@pytest.fixture(scope="session")
def migrated(databases):
    """The name of a database as ``migrate`` leaves it; for copies only."""
    return databases.copy_of_the_tests_own()


@pytest.fixture(scope="session")
def original(databases, migrated, tmp_path_factory):
    media, folder = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("kept")
    with site(databases.new(like=migrated), media):
        fill()
        rows, numbers = all_rows(), sequences()
        made = back_up(folder, product="Practice Site 1.2.3", at=timezone.now())
    return Original(made, rows, numbers, all_files(media))


def fill():
    factories.numbers = itertools.count(5001)
    work = factories.make_reference()
    factories.make_published_article(
        "On quarrels",
        body=f"Kitchens are loud [@{work.key}].\n\n![](figure:lamp)",
        figures=[{"name": "lamp", "image": factories.make_image(), "alt": "A lamp."}],
        faqs=[("Why?", "Because.")],
        series=factories.make_series(),
        topics=[factories.make_topic()],
        slug="on-quarrels",
    )
    # The newest row is gone; its number may not be given again.
    factories.make_topic("Gone").delete()
    User.objects.create_user("dana", password="a long pass phrase")
    Session.objects.create(
        session_key="k" * 32, session_data=SECRET, expire_date=timezone.now()
    )


@pytest.fixture
def archive(original):
    return original.made.path


@pytest.fixture
def new_site(db, databases, tmp_path):
    """A database without tables, and a media folder that is not there yet."""
    name = databases.new()
    with site(name, tmp_path / "media") as media:
        yield media
        databases.take_back(name)


@pytest.fixture(scope="module")
def spare(databases, migrated, tmp_path_factory):
    """A migrated site for those who change nothing in it."""
    return databases.new(like=migrated), tmp_path_factory.mktemp("spare")


@pytest.fixture
def spare_site(db, spare):
    with site(*spare) as media:
        yield media


@pytest.fixture
def small_site(db, databases, migrated, tmp_path):
    """A site that was only migrated."""
    media = tmp_path / "media"
    media.mkdir()
    name = databases.new(like=migrated)
    with site(name, media):
        yield media
        databases.take_back(name, like=migrated)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return Path(folder)
