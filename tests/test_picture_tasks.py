"""Files of pictures that are made aside: after an upload, an upgrade, the demo."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Image, PublishedPage
from articles.tasks import fill_renditions, make_renditions
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


def test_migrate_asks_for_the_crops_of_older_pictures():
    image = make_image(width=60, height=40)

    call_command("migrate", verbosity=0)

    assert crops(image) == planned(image)


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
