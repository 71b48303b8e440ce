"""Wiped and restored: every row and every file, or nothing."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import MigrationExecutor
from django.db import connection
from django.utils import timezone

from articles.keeping.backing_up import back_up
from articles.models import Article, Backup, Generation, Practice, Topic
from articles.models.kept import Kept
from articles.search import ranked
from articles.words import read_question
from practice_site.freshness import generation_number, switches
from practice_site.page_cache import Freshness, Unavailable
from tests.factories import make_article, make_topic
from tests.keeping.sites import all_files, all_rows, sequences

PASSING = {"articles_failedbackup", "articles_workersign", "django_session"}


def restore(path, *options):
    call_command("restore", str(path), *options)


def rows_of(original):
    return {t: [] if t in PASSING else rows for t, rows in original.rows.items()}


@pytest.mark.parametrize("kind", ["new_site", "small_site"])
def test_every_row_and_file_comes_back(original, archive, request, kind):
    media = request.getfixturevalue(kind)

    restore(archive)

    assert all_rows() == rows_of(original)
    assert all_files(media) == original.files
    assert original.files


def test_a_new_row_gets_a_number_that_was_never_given(original, archive, new_site):
    restore(archive)

    assert sequences() == original.sequences
    assert make_topic("New").pk == Topic.objects.get(name="Sleep").pk + 2
    assert make_article().pk > Article.objects.order_by("pk").first().pk


def test_the_search_finds_what_is_restored(archive, new_site):
    restore(archive)
    found = ranked(read_question("quarrels"), timezone.now())
    assert len(found.keys) == 1


def test_nobody_stays_signed_in_and_the_password_is_the_same(archive, new_site):
    restore(archive)
    assert not Session.objects.exists()
    assert User.objects.get(username="dana").check_password("a long pass phrase")


def test_pictures_can_be_read_by_a_web_server(archive, new_site):
    restore(archive)
    [mode] = {p.stat().st_mode & 0o777 for p in new_site.rglob("*") if p.is_file()}
    assert mode == 0o644


def test_an_older_backup_is_brought_up_to_date(small_site, folder, databases):
    Topic.objects.create(name="Sleep", slug="sleep")
    call_command("migrate", "articles", "0004", verbosity=0)
    made = back_up(folder, product="Practice Site 0.0.1", at=timezone.now())
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)

    restore(made.path)

    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert Topic.objects.get().name == "Sleep"
    assert not Backup.objects.exists()


def test_a_process_that_runs_on_drops_its_pages(original, archive, small_site):
    """Also where the numbers are the same: a generation has its moment as well."""
    known = Freshness(generation_number, switches, period=None)
    [(_, number, _)] = original.rows[Generation._meta.db_table]
    Generation.objects.update_or_create(pk=1, defaults={"number": number})
    kept = Kept.at(timezone.now())
    assert kept.get(topics, timezone.now()) == 0
    before = known.ask()
    restore(archive)
    after = known.ask()

    assert before.number[0] == after.number[0]
    assert before is not after
    assert Kept.at(timezone.now()).get(topics, timezone.now()) == 1


def topics(now):
    return Topic.objects.count()


def test_a_process_that_runs_on_takes_an_empty_database_for_an_outage(
    archive, new_site
):
    known = Freshness(generation_number, switches, period=None)
    with pytest.raises(Unavailable):
        known.ask()
    restore(archive)

    assert known.ask().number == generation_number()


def an_article():
    make_article()


def words_of_the_practice():
    Practice.objects.update(name="Harbor Street")


def an_account():
    User.objects.create_user("lee")


@pytest.mark.parametrize("made", [an_article, words_of_the_practice, an_account])
def test_a_database_with_anything_in_it_is_left_as_it_is(archive, small_site, made):
    made()
    before = all_rows()

    with pytest.raises(CommandError, match="The database is not empty"):
        restore(archive)

    assert all_rows() == before
    assert not all_files(small_site)


@pytest.mark.parametrize("name", ["images/of-somebody.png", "images/{known}"])
def test_a_media_folder_with_other_files_is_left_as_it_is(
    archive, original, small_site, name
):
    known = next(iter(original.files)).removeprefix("images/")
    path = small_site / name.format(known=known)
    path.parent.mkdir()
    path.write_bytes(b"mine")
    before = all_rows()

    with pytest.raises(CommandError, match="The media folder is not empty"):
        restore(archive)

    assert all_files(small_site) == {str(path.relative_to(small_site)): b"mine"}
    assert all_rows() == before


@pytest.mark.parametrize("name", [".DS_Store", "lost+found/x"])
def test_what_a_system_leaves_in_a_folder_is_no_picture(archive, small_site, name):
    path = small_site / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    restore(archive)
    assert path.read_bytes() == b"x"


def test_checking_alone_changes_nothing(archive, small_site, capsys):
    make_article()
    before = all_rows()
    restore(archive, "--check")
    assert "is whole: articles and pages: 1, references: 1" in capsys.readouterr().out
    assert all_rows() == before
    assert not all_files(small_site)


@pytest.mark.parametrize("name", ["nothing.tar", ".", "notes.txt", "empty"])
def test_what_is_no_backup_is_refused_in_a_sentence(small_site, tmp_path, name):
    (tmp_path / "notes.txt").write_text("x" * 5000)
    (tmp_path / "empty").touch()
    with pytest.raises(CommandError, match="Nothing was changed"):
        restore(tmp_path / name)
