from io import BytesIO

import pytest
from PIL import Image as Pixels

from articles.imaging import ImageRefused
from articles.models import Image, ImageUse, Rendition

pytestmark = pytest.mark.django_db


def picture(colour="teal", size=(1000, 600)):
    out = BytesIO()
    Pixels.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def files(media_root):
    return sorted(path.name for path in media_root.rglob("*") if path.is_file())


def test_upload_keeps_a_clean_file_and_what_a_page_needs_at_once(media_root):
    image, is_new = Image.from_upload(picture(), title="Teal")

    assert is_new
    assert (image.width, image.height) == (1000, 600)
    assert files(media_root) == sorted(
        f"{image.digest}{rest}" for rest in (".jpg", "-800.jpg", "-800.webp")
    )


def test_same_picture_is_kept_once(media_root):
    first, _ = Image.from_upload(picture(), title="One")
    again, is_new = Image.from_upload(picture(), title="Two")

    assert (again, is_new) == (first, False)
    assert len(files(media_root)) == 3


def test_refused_file_leaves_nothing(media_root):
    with pytest.raises(ImageRefused):
        Image.from_upload(b"<svg onload=alert(1)>", title="Bad")

    assert files(media_root) == []
    assert not Image.objects.exists()


def test_later_renditions_may_be_made_twice():
    image, _ = Image.from_upload(picture(), title="Teal")

    assert image.make_renditions() > 0
    assert image.make_renditions() == 0
    widths = set(Rendition.objects.values_list("width", "format"))
    assert {(480, "avif"), (1000, "jpeg"), (800, "webp")} <= widths


def test_lost_rendition_row_is_made_again_over_the_file_that_stands(media_root):
    image, _ = Image.from_upload(picture(), title="Teal")
    before = files(media_root)
    image.renditions.all().delete()

    image.make_renditions(is_now=True)

    assert files(media_root) == before


def test_files_go_with_their_image_once_that_is_certain(
    media_root, django_capture_on_commit_callbacks
):
    image, _ = Image.from_upload(picture(), title="Teal")

    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        image.delete()
    assert len(files(media_root)) == 3
    for callback in callbacks:
        callback()
    assert files(media_root) == []


def test_pictures_take_two_queries_however_many(django_assert_num_queries):
    images = [
        Image.from_upload(picture(colour), title=colour)[0]
        for colour in ("teal", "tan", "red")
    ]
    with django_assert_num_queries(2):
        found = Image.objects.pictures([image.digest for image in images])
    assert {len(p.renditions) for p in found.values()} == {2}
    assert not ImageUse.objects.exists()
