"""“Take everything with me”: made aside, had by who may, gone after a day."""

import os
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import SiteExport, WorkerSign
from articles.tasks import forget_old_exports, make_site_export
from tests.factories import make_published_article

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE, FILE, STATE = (f"admin:take_away{name}" for name in ("", "_file", "_state"))


@pytest.fixture(autouse=True)
def exports(settings, tmp_path):
    settings.EXPORT_ROOT = tmp_path / "exports"
    return settings.EXPORT_ROOT


@pytest.fixture
def worker(settings):
    """Tasks wait for a worker, as they do in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def page(client):
    return client.get(reverse(PAGE)).content.decode()


def test_owner_asks_for_everything_and_saves_it(owner, exports):
    make_published_article(slug="one")
    assert "Take everything with me</button>" in page(owner)

    response = owner.post(reverse(PAGE))

    assert response.headers["Location"] == reverse(PAGE)
    assert "Your file is ready" in page(owner)
    assert "<title>Ready: Take everything with me" in page(owner)
    answer = owner.get(reverse(FILE))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    names = zipfile.ZipFile(BytesIO(b"".join(answer))).namelist()
    folder = f"site-{timezone.localdate():%Y-%m-%d}"
    assert {f"{folder}/articles/one.md", f"{folder}/html/index.html"} <= set(names)
    assert [file.suffix for file in exports.iterdir()] == [".zip"]
    assert exports.stat().st_mode & 0o077 == 0


def test_its_line_stands_in_the_menu_of_who_may(owner, therapist):
    line = f'href="{reverse(PAGE)}"'
    assert line in owner.get(reverse("admin:index")).content.decode()
    assert line not in therapist.get(reverse("admin:index")).content.decode()


def test_while_it_is_made_the_page_says_so_and_no_second_one_begins(owner, worker):
    owner.post(reverse(PAGE))
    owner.post(reverse(PAGE))

    export = SiteExport.objects.get()
    assert "The file is about to be made." in page(owner)
    assert "<title>Being made: " in page(owner)
    assert owner.get(reverse(STATE)).json()["waiting"]
    export.begin(timezone.now())
    assert "The file is being made." in page(owner)


@pytest.mark.parametrize(
    ("silent_for", "sentence", "other"),
    [
        (timedelta(seconds=20), "is busy with something else", "may have stopped"),
        (timedelta(minutes=3), "may have stopped", "is busy"),
    ],
)
def test_what_does_not_begin_is_explained_by_the_workers_sign_of_life(
    owner, worker, silent_for, sentence, other
):
    owner.post(reverse(PAGE))
    now = timezone.now()
    SiteExport.objects.update(asked_at=now - timedelta(minutes=5))
    WorkerSign.give("web-1", now - silent_for)

    for said in (page(owner), owner.get(reverse(STATE)).json()["sentence"]):
        assert sentence in said
        assert other not in said


def test_what_nobody_finishes_can_be_asked_for_again(owner, worker):
    owner.post(reverse(PAGE))
    SiteExport.objects.update(asked_at=timezone.now() - timedelta(hours=4))

    owner.post(reverse(PAGE))

    assert SiteExport.objects.count() == 2


def test_a_problem_is_told_in_a_sentence(owner, exports):
    exports.write_text("not a folder")

    owner.post(reverse(PAGE))

    shown = page(owner)
    assert "<title>Not made: " in shown
    assert "The file could not be made. The file could not be written" in shown
    assert "Take everything with me</button>" in shown


def test_a_disk_that_fills_up_is_told_without_the_servers_folders(owner, monkeypatch):
    def fail(folder, now):
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr("articles.exporting.zipped.fill", fail)

    owner.post(reverse(PAGE))

    problem = SiteExport.objects.get().problem
    assert problem == "The file could not be written: No space left on device."


def test_too_little_room_is_told_before_anything_is_written(
    owner, exports, monkeypatch
):
    full = os.statvfs_result((4096, 4096, 1, 1, 1, 1, 1, 1, 0, 255))
    monkeypatch.setattr("os.statvfs", lambda path: full)

    owner.post(reverse(PAGE))

    assert "The server has room for 0 MB" in page(owner)
    assert list(exports.iterdir()) == []


def test_after_a_day_file_and_row_are_gone(owner):
    owner.post(reverse(PAGE))
    path = SiteExport.objects.get().path
    SiteExport.objects.update(asked_at=timezone.now() - DAY)
    yesterday = (timezone.now() - DAY - timedelta(minutes=1)).timestamp()
    os.utime(path, (yesterday, yesterday))

    assert "Your file is ready" not in page(owner)
    assert owner.get(reverse(FILE)).status_code == 302
    forget_old_exports.call()

    assert not path.exists()
    assert not SiteExport.objects.exists()


def test_what_was_left_behind_goes_after_a_day_and_nothing_else(exports):
    """Whoever names a folder with other files in it keeps them."""
    ours = {"7.zip", "parcel-3-0f", "making-a_b/site/7.zip", "looking-x/one.md"}
    others = {"photos.zip", "practice-site-2026-01-01-000000.tar", "Making of/a", ".x"}
    old = (timezone.now() - DAY - timedelta(minutes=1)).timestamp()
    for name in ours | others | {"8.zip"}:
        path = exports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for path in exports.iterdir():
        if path.name != "8.zip":
            os.utime(path, (old, old))

    forget_old_exports.call()

    found = {path.relative_to(exports).as_posix() for path in exports.rglob("*")}
    assert not ours & found
    assert others | {"8.zip"} <= found


def test_its_removal_is_planned_when_it_is_ready(owner, worker):
    owner.post(reverse(PAGE))
    export = SiteExport.objects.get()

    make_site_export.call(export.pk)

    planned = DBTaskResult.objects.get(task_path__endswith=".forget_old_exports")
    at = planned.run_after - export.asked_at
    assert DAY < at < DAY + timedelta(hours=1)


def test_a_file_that_another_machine_has_is_told(owner):
    owner.post(reverse(PAGE))
    export = SiteExport.objects.get()
    export.path.unlink()
    SiteExport.objects.update(machine="web-2")

    shown = owner.get(reverse(FILE), follow=True).content.decode()

    assert "made on another machine, web-2" in shown


def test_readers_can_reach_no_file_of_it(client, owner):
    owner.post(reverse(PAGE))
    name = SiteExport.objects.get().path.name

    for path in (f"/media/{name}", f"/media/exports/{name}", f"/exports/{name}"):
        assert client.get(path).status_code == 404


def test_a_task_that_runs_twice_makes_one_file(owner, exports):
    owner.post(reverse(PAGE))
    made = Path(SiteExport.objects.get().path).stat().st_mtime_ns

    make_site_export.call(SiteExport.objects.get().pk)

    assert [file.stat().st_mtime_ns for file in exports.iterdir()] == [made]
