from io import BytesIO

import pytest
from PIL import Image as Pixels

from articles.imaging import SHAPES, ImageRefused
from articles.models import Generation, Image, ImageUse, Rendition

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
    assert {(680, "avif"), (1000, "jpeg"), (800, "webp")} <= widths


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


def crop_files(image):
    return set(image.renditions.exclude(crop="").values_list("file", flat=True))


def move_focus(image, x, y):
    Image.objects.filter(pk=image.pk).update(focal_x=x, focal_y=y)
    image.refresh_from_db()


def test_crops_are_made_once_and_stand_apart_from_the_whole_picture():
    image, _ = Image.from_upload(picture(), title="Teal")

    assert image.make_crops() > 0
    assert image.make_crops() == 0
    crops = set(image.renditions.values_list("crop", flat=True))
    assert crops == {"", *SHAPES}
    assert {file.width for file in image.picture().renditions} == {800}
    assert image.make_renditions(is_now=True) == 0


def test_moved_focus_gives_new_files_and_the_old_ones_go(
    media_root, django_capture_on_commit_callbacks
):
    image, _ = Image.from_upload(picture(), title="Teal")
    image.make_crops()
    before, number = crop_files(image), Generation.current()
    move_focus(image, 0, 50)

    with django_capture_on_commit_callbacks(execute=True):
        image.make_crops()

    after = crop_files(image)
    # 1000 × 600 has room to the sides of every cut but Open Graph's.
    kept = {name for name in before if name in after}
    assert kept == set(
        image.renditions.filter(crop__in=["logo", "social"]).values_list(
            "file", flat=True
        )
    )
    assert {name.split("/")[1] for name in after} < set(files(media_root))
    assert not {name.split("/")[1] for name in before - after} & set(files(media_root))
    assert Generation.current() == number + 1


def test_crops_of_a_focus_that_was_moved_meanwhile_are_not_kept(
    media_root, django_capture_on_commit_callbacks
):
    image, _ = Image.from_upload(picture(), title="Teal")
    Image.objects.filter(pk=image.pk).update(focal_x=10)

    with django_capture_on_commit_callbacks(execute=True):
        image.make_crops()

    assert crop_files(image) == set()
    assert len(files(media_root)) == 3


def test_picture_deleted_meanwhile_leaves_no_crops(
    media_root, django_capture_on_commit_callbacks
):
    image, _ = Image.from_upload(picture(), title="Teal")
    gone = Image.objects.get(pk=image.pk)
    with django_capture_on_commit_callbacks(execute=False):
        gone.delete()

    with django_capture_on_commit_callbacks(execute=True):
        image.make_crops()

    assert not Rendition.objects.exists()
    assert len(files(media_root)) == 3, "those that deleting will take"


def test_shape_that_is_no_longer_wanted_goes(django_capture_on_commit_callbacks):
    image, _ = Image.from_upload(picture(), title="Teal")
    image.make_crops()
    Rendition.objects.create(
        image=image, crop="old", width=9, format="jpeg", file="images/old-9.jpg"
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert image.make_crops() == 0

    assert not image.renditions.filter(crop="old").exists()
