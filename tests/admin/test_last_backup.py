import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.admin.last_backup import told
from articles.models import Backup, FailedBackup
from articles.models.backup import SILENT
from tests.factories import make_article, make_published_article

NOW = timezone.now()


def ago(**times):
    return NOW - timedelta(**times)


@pytest.mark.parametrize(
    ("made", "since", "is_late"),
    [
        (None, None, False),
        (None, ago(hours=47), False),
        (None, ago(hours=49), True),
        (None, NOW + timedelta(days=3), False),
        (ago(hours=1), ago(days=9), False),
        (ago(hours=48), None, False),
        (ago(hours=49), None, True),
        (ago(days=400), ago(days=500), True),
        (NOW + timedelta(hours=1), None, False),
    ],
)
def test_a_backup_is_late_after_two_days_of_something_to_lose(made, since, is_late):
    assert told(made, since, NOW).is_late is is_late


@pytest.mark.parametrize(("made", "published"), [(None, None), (ago(days=3), None)])
def test_it_says_where_to_read_how(made, published):
    assert "docs/backup.md" in told(made, published, NOW).advice


def test_a_fresh_one_needs_no_advice():
    assert not told(ago(hours=3), ago(days=9), NOW).advice


def test_owners_see_the_newest_on_the_first_page(owner):
    for days in (9, 5):
        Backup.objects.create(at=ago(days=days), name="x.tar", size=1)
    page = owner.get("/admin/").content.decode()
    assert "Last backup: " in page
    assert "more than two days ago" in page


def first_page(client, joined):
    """The class of the line says whether it is marked."""
    User.objects.update(date_joined=joined)
    page = client.get("/admin/").content.decode()
    return re.search(r'class="last-backup(.*?)"', page)[1]


def test_a_site_without_a_backup_is_marked_once_it_is_used(owner):
    assert first_page(owner, ago(days=9)) == ""
    make_published_article(now=ago(days=3))
    assert first_page(owner, ago(days=9)) == " question"


def test_a_late_one_stands_before_all_that_waits(owner):
    make_article("Not ready")
    early = owner.get("/admin/").content.decode()
    Backup.objects.create(at=ago(days=3), name="x.tar", size=1)
    late = owner.get("/admin/").content.decode()

    assert early.index("Last backup") > early.index("Not ready")
    assert late.index("Last backup") < late.index("Not ready")


def test_a_new_site_with_old_texts_is_not_marked(owner):
    make_published_article(now=ago(days=300))
    assert first_page(owner, ago(hours=1)) == ""


def test_others_are_not_bothered(therapist, administrator):
    for person in (therapist, administrator):
        assert "Last backup" not in person.get("/admin/").content.decode()


# The command may take a new connection, which a test's transaction would not outlive.
@pytest.mark.django_db(transaction=True)
def test_a_failed_one_is_told_at_once_and_until_the_next_good_one(owner, tmp_path):
    make_article("Not ready")
    Backup.objects.create(at=ago(hours=5), name="x.tar", size=1)
    with pytest.raises(CommandError):
        call_command("backup", str(tmp_path / "none"), stderr=StringIO())

    page = owner.get("/admin/").content.decode()
    assert re.search(r"The backup of .* failed\.", page)
    assert re.search(r">[^<]+ mkdir -p [^<]*/none</span>", page)
    assert re.search(r"The one of [^.]+ [ap]\.m\. is good\.", page)
    assert page.index("failed.") < page.index("Not ready")

    FailedBackup.note(NOW, "Once more.")
    assert FailedBackup.objects.count() == 1


@pytest.mark.parametrize(
    ("silence", "is_told"), [(SILENT / 2, False), (SILENT * 2, True)]
)
def test_one_that_has_been_silent_for_long_was_killed(owner, silence, is_told):
    """One that gave a sign lately may be at work, however long ago it began."""
    Backup.objects.create(at=ago(hours=5), name="x.tar", size=1)
    FailedBackup.note_begun(ago(hours=3))
    # The tests before this one may have taken longer than a killed one's silence.
    FailedBackup.give_sign(timezone.now() - silence)

    page = owner.get("/admin/").content.decode()

    assert ("It was killed, or the machine stopped" in page) is is_told
    assert ("Last backup: " in page) is not is_told
