import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage

from articles.models import Generation, Image
from tests.factories import (
    make_article,
    make_clinician,
    make_image,
    make_png,
    make_practice,
    make_published_article,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/image/add/"


def sent(data, name="lamp_at-night.png"):
    return SimpleUploadedFile(name, data, "image/png")


def url(image, view):
    return reverse(f"admin:articles_image_{view}", args=[image.pk])


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_picture_is_added_with_all_its_sizes(therapist):
    data = make_png(width=900, height=600)

    response = therapist.post(
        ADD, {"file": sent(data), "title": "Lamp", "rights": "My own photo."}
    )

    image = Image.objects.get()
    assert response.headers["Location"] == url(image, "change")
    assert (image.title, image.rights) == ("Lamp", "My own photo.")
    assert image.created_by == therapist.user
    assert {r.format for r in image.renditions.all()} >= {"png", "webp"}
    assert image.renditions.filter(width=680).exists()


def test_name_is_made_from_the_files_name(therapist):
    therapist.post(ADD, {"file": sent(make_png())})

    assert Image.objects.get().title == "lamp at night"


def test_same_picture_twice_is_one(therapist):
    therapist.post(ADD, {"file": sent(make_png()), "title": "First"})

    response = therapist.post(ADD, {"file": sent(make_png()), "title": "Second"})

    assert Image.objects.get().title == "First"
    assert "already in the library, as “First”" in said(response)


@pytest.mark.parametrize("data", [b"", b"GIF89a and no more", b"<html></html>"])
def test_what_is_no_picture_is_refused_with_a_sentence(therapist, data):
    response = therapist.post(ADD, {"file": sent(data), "title": "Lamp"})

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert 'value="Lamp"' in response.text
    assert not Image.objects.exists()


@pytest.mark.parametrize("files", [0, 1, 2])
def test_a_full_disk_is_told_and_nothing_stays(
    therapist, monkeypatch, media_root, files, django_capture_on_commit_callbacks
):
    """``files``: how many of a picture's first files there is still room for."""
    room = iter(files * [FileSystemStorage._save])
    monkeypatch.setattr(
        FileSystemStorage, "_save", lambda *given: next(room, full_disk)(*given)
    )
    picture = {"file": sent(make_png(width=900)), "title": "Lamp"}
    with django_capture_on_commit_callbacks(execute=True):
        response = therapist.post(ADD, picture)

    assert "disk is full" in response.context["form"].errors["file"][0]
    assert 'value="Lamp"' in response.text
    assert not Image.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def full_disk(*arguments):
    raise OSError(28, "No space left on device")


def test_choosing_no_file_is_said(therapist):
    assert "Choose a file." in therapist.post(ADD, {}).text


def test_camera_notes_do_not_come_along(therapist, media_root, tmp_path):
    exif = PillowImage.Exif()
    exif[0x010E] = "Taken at home"
    path = tmp_path / "photo.jpg"
    PillowImage.new("RGB", (40, 30)).save(path, exif=exif)

    therapist.post(ADD, {"file": sent(path.read_bytes(), "photo.jpg")})

    kept = b"".join(file.read_bytes() for file in media_root.rglob("*.*"))
    assert b"Taken at home" not in kept


def test_shown_picture_is_not_deleted(therapist):
    image = make_image("Lamp")
    make_article("Sleep", figures=[{"name": "lamp", "image": image, "alt": "A lamp."}])

    response = therapist.post(url(image, "delete"), {"post": "yes"})

    assert "“Lamp” is shown in “Sleep”." in said(response)
    assert Image.objects.exists()


def test_portrait_is_not_deleted(therapist):
    image = make_image("Portrait")
    make_clinician(portrait=image)

    response = therapist.post(url(image, "delete"), {"post": "yes"})

    assert "is shown in “Dana Reyes”" in said(response)


def test_picture_of_a_published_version_is_not_deleted(therapist):
    image = make_image("Lamp")
    figure = {"name": "lamp", "image": image, "alt": "A lamp."}
    article = make_published_article(body="![](figure:lamp)", figures=[figure])
    article.figures.all().delete()
    article.settle_draft()

    therapist.post(url(image, "delete"), {"post": "yes"})

    assert Image.objects.exists()


def test_unused_picture_is_deleted(therapist):
    image = make_image()

    therapist.post(url(image, "delete"), {"post": "yes"})

    assert not Image.objects.exists()


def test_picture_says_where_it_is_shown(therapist):
    image = make_image("Lamp")
    make_article("Sleep", figures=[{"name": "lamp", "image": image, "alt": "A lamp."}])

    assert "Sleep" in therapist.get(url(image, "change")).text


def test_pasted_picture_is_kept_and_answered_as_json(therapist):
    answer = therapist.post("/admin/upload/", {"image": sent(make_png())}).json()

    image = Image.objects.get()
    assert answer["id"] == image.pk
    assert answer["title"] == "lamp at night"
    assert answer["thumbnail"].startswith("/media/images/")


@pytest.mark.parametrize("fields", [{}, {"image": sent(b"")}, {"image": "text"}])
def test_pasted_nonsense_is_answered_with_a_sentence(therapist, fields):
    response = therapist.post("/admin/upload/", fields)

    assert response.status_code == 400
    assert response.json()["error"].endswith(".")


def saved_with(client, image, **changes):
    fields = {"title": image.title, "rights": "", "focal_x": 50, "focal_y": 50}
    return client.post(url(image, "change"), fields | changes)


def cards(image):
    cards = image.renditions.filter(crop="card")
    return set(cards.values_list("file", flat=True))


def test_moved_focus_is_kept_and_the_crops_follow_at_once(
    therapist, django_capture_on_commit_callbacks
):
    image = make_image("Lamp", width=90, height=30)
    image.make_crops()
    before, number = cards(image), Generation.current()

    with django_capture_on_commit_callbacks(execute=True):
        response = saved_with(therapist, image, focal_x=90, focal_y=10)

    image.refresh_from_db()
    assert image.focus == (90, 10)
    assert cards(image)
    assert not cards(image) & before
    assert Generation.current() > number
    assert "What must stay in view was moved." in said(response)


def test_saving_another_field_makes_no_crops(therapist):
    image = make_image("Lamp")

    response = saved_with(therapist, image, title="Lamp at night")

    assert response.status_code == 302
    assert cards(image) == set()
    assert "stay in view" not in said(response)


@pytest.mark.parametrize("value", ["-1", "101", "", "x", "1.5", "9" * 30, "٥"])
def test_focus_outside_the_picture_is_refused_and_nothing_typed_is_lost(
    therapist, value
):
    image = make_image("Lamp")

    response = saved_with(therapist, image, title="Lamp at night", focal_x=value)

    image.refresh_from_db()
    if value == "٥":  # Other scripts' digits are numbers too.
        assert image.focal_x == 5
        return
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["focal_x"]
    assert 'value="Lamp at night"' in response.text
    assert (image.focal_x, image.title) == (50, "Lamp")


def test_screen_shows_the_crops_that_readers_see(therapist):
    image = make_image("Lamp", width=90, height=30)
    image.make_crops()

    text = therapist.get(url(image, "change")).text

    assert "What must stay in view?" in text
    for shape in ("card", "social", "portrait"):
        assert any(
            rendition.file.url in text
            for rendition in image.renditions.filter(crop=shape)
        )


def test_picture_of_the_home_page_is_not_deleted(therapist):
    image = make_image("Lamp")
    make_practice(name="Two Trees", home_picture=image)

    response = therapist.post(url(image, "delete"), {"post": "yes"})

    assert "is shown in “Two Trees”" in said(response)
    assert Image.objects.exists()
