"""Files of pictures that are made aside: after an upload, an upgrade, the demo."""

import subprocess
from contextlib import contextmanager
from datetime import timedelta
from errno import EIO, ENOMEM, ENOSPC
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import picture_files
from articles.models import Image, PublishedPage
from articles.tasks import fill_renditions, make_renditions, rerender_stale
from tests.factories import make_image, make_published_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def planned(image):
    plan = image.cuts()
    return {(cut.shape, cut.width, cut.format) for cut in plan}


def crops(image):
    rows = image.renditions.exclude(crop="")
    return set(rows.values_list("crop", "width", "format"))


def test_task_makes_every_size_and_crop_and_the_page_follows():
    image = make_image(width=60, height=40)
    article = make_published_article(
        body="![](figure:a)", figures=[{"name": "a", "image": image, "alt": "A lamp"}]
    )
    page = PublishedPage.objects.get(publication__article=article)
    assert "image/avif" not in page.document.body

    make_renditions.enqueue(image.pk)

    page.refresh_from_db()
    assert "image/avif" in page.document.body
    assert not page.is_stale
    assert crops(image) == planned(image)


def test_task_may_run_twice_and_after_the_picture_is_gone():
    image = make_image(width=60, height=40)
    for _ in range(2):
        make_renditions.enqueue(image.pk)
    assert crops(image) == planned(image)

    key = image.pk
    image.delete()
    make_renditions.enqueue(key)
    assert not Image.objects.exists()


def test_fill_makes_what_is_missing_and_passes_over_a_lost_file():
    lost, sound = (make_image(width=60, height=40) for _ in range(2))
    lost.file.storage.delete(lost.file.name)

    fill_renditions.enqueue()

    assert crops(sound) == planned(sound)
    assert crops(lost) == set()


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_comes_after_one_piece_of_one_picture(worker):
    lost, *sound = (make_image(width=60, height=40) for _ in range(3))
    lost.file.storage.delete(lost.file.name)

    def ask(names):
        if len(names) == 2:
            make_renditions.enqueue(sound[1].pk)
            rerender_stale.enqueue()

    fill_renditions.enqueue()
    names = worker(ask)

    assert names[:4] == [*2 * ["fill_renditions"], "rerender_stale", "make_renditions"]
    assert names.count("fill_renditions") > len(sound)
    assert all(crops(image) == planned(image) for image in sound)
    assert not any(image.missing_sizes() for image in sound)


@pytest.mark.django_db(transaction=True)
def test_a_worker_looks_at_its_start_for_files_that_are_missing(worker):
    assert worker() == []
    image = make_image(width=60, height=40)

    assert "fill_renditions" in worker()

    assert crops(image) == planned(image)


def lose(image, monkeypatch):
    image.file.storage.delete(image.file.name)


def cut_off(image, monkeypatch):
    path = Path(image.file.path)
    path.write_bytes(path.read_bytes()[:100])


def failing_disk(image, monkeypatch):
    """Of which this picture's part cannot be read any more."""
    usual = FileSystemStorage._open

    def opened(storage, name, mode="rb"):
        if name == image.file.name:
            raise OSError(EIO, "Input/output error")
        return usual(storage, name, mode)

    monkeypatch.setattr(FileSystemStorage, "_open", opened)


def no_process(image, monkeypatch):
    """While this picture is read, another program has taken the memory."""
    usual, data = subprocess.run, image.read()

    def run(*args, **kwargs):
        if kwargs.get("input") == data:
            raise OSError(ENOMEM, "Cannot allocate memory")
        return usual(*args, **kwargs)

    monkeypatch.setattr("articles.imaging.child.subprocess.run", run)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("happens", "reason", "hours"),
    [
        (lose, "This picture’s file is gone.", 24),
        (cut_off, "This picture cannot be read: the file is damaged", 24),
        (failing_disk, "Its file cannot be read (Input/output error).", 1),
        (no_process, "Other pictures are being read just now.", 1),
    ],
)
def test_a_picture_that_cannot_be_read_is_named_and_costs_no_other(
    worker, fresh_answers, monkeypatch, caplog, happens, reason, hours
):
    broken, *sound = (make_image(width=60, height=40) for _ in range(3))
    happens(broken, monkeypatch)

    make_renditions.enqueue(broken.pk)
    worker()

    said = {r.getMessage() for r in caplog.records if r.name == picture_files.__name__}
    assert all(f"{broken.pk}, “{broken}”" in line and reason in line for line in said)
    assert said
    assert all(crops(image) == planned(image) for image in sound)
    later = DBTaskResult.objects.get(status="READY")
    assert later.task_path == fill_renditions.module_path
    wait = later.run_after - timezone.now()
    assert timedelta(hours=hours - 1) < wait <= timedelta(hours=hours)


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_can_be_read_again_gets_its_sizes_when_the_time_has_come(
    worker, monkeypatch
):
    image = make_image(width=60, height=40)
    with monkeypatch.context() as patched:
        failing_disk(image, patched)
        worker()
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())

    worker()

    assert crops(image) == planned(image)
    assert not DBTaskResult.objects.filter(status="READY").exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_starts_does_not_wait_for_what_is_planned_for_tomorrow(worker):
    lost = make_image(width=60, height=40)
    lost.file.storage.delete(lost.file.name)
    worker()

    assert "fill_renditions" in worker()
    assert DBTaskResult.objects.filter(status="READY").count() == 1


@contextmanager
def full_disk(monkeypatch):
    def full(*_):
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("articles.models.image_files.keep", full)
        yield


@pytest.mark.django_db(transaction=True)
def test_files_that_a_full_disk_did_not_take_come_when_there_is_room(
    worker, monkeypatch
):
    images = [make_image(width=60, height=40) for _ in range(2)]
    for image in images:
        make_renditions.enqueue(image.pk)
    with full_disk(monkeypatch):
        worker()
    assert not any(crops(image) for image in images)
    planned_later = DBTaskResult.objects.get(status="READY")
    assert planned_later.run_after > timezone.now()
    assert worker() == []

    # The time has come.
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    names = worker()

    assert set(names) == {"fill_renditions"}
    assert all(crops(image) == planned(image) for image in images)


def test_command_says_how_many_files_it_made():
    image = make_image(width=60, height=40)
    said = [StringIO(), StringIO()]
    for out in said:
        call_command("make_renditions", stdout=out)

    made = len(planned(image)) + 1  # and the whole picture as AVIF
    assert [out.getvalue() for out in said] == [
        f"{made} files made.\n",
        "0 files made.\n",
    ]


def test_command_ends_where_nothing_can_be_stored(monkeypatch):
    make_image(width=60, height=40)
    with full_disk(monkeypatch), pytest.raises(OSError, match="No space left"):
        call_command("make_renditions", stdout=StringIO())
