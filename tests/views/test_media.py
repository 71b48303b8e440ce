import pytest
from django.conf import settings as django_settings

from articles.served import media_url
from tests.factories import make_image

pytestmark = pytest.mark.django_db
DIGEST = "0123456789abcdef" * 4


@pytest.fixture(autouse=True)
def folder(media_root):
    (media_root / "images").mkdir(exist_ok=True)
    return media_root


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        (f"{DIGEST}.jpg", "image/jpeg"),
        (f"{DIGEST}.png", "image/png"),
        (f"{DIGEST}-480.webp", "image/webp"),
        (f"{DIGEST}-1600.avif", "image/avif"),
    ],
)
def test_picture_is_served_with_the_type_of_its_name(client, folder, name, media_type):
    (folder / "images" / name).write_bytes(b"<html><script>alert(1)</script>")

    response = client.get(f"/media/images/{name}")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == media_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "immutable" in response.headers["Cache-Control"]
    assert not response.cookies
    assert b"".join(response.streaming_content).startswith(b"<html>")


@pytest.mark.parametrize(
    "name",
    [
        f"images/{DIGEST}.svg",
        f"images/{DIGEST}.html",
        f"images/{DIGEST}.gif",
        f"images/{DIGEST}.jpg.html",
        f"images/{DIGEST}.JPG",
        f"images/{DIGEST}",
        f"images/{DIGEST}-.jpg",
        f"images/{DIGEST}-123456.jpg",
        f"images/{DIGEST.upper()}.jpg",
        f"images/{DIGEST}.jpg\n",
        f"images/x/{DIGEST}.jpg",
        f"{DIGEST}.jpg",
        "images/photo.jpg",
        "images/../../secret.txt",
        "secret.txt",
        "..%2f..%2fetc%2fpasswd",
    ],
)
def test_nothing_but_pictures_by_their_digest_is_served(client, folder, name):
    for wanted in (folder / "secret.txt", folder / "images" / "photo.jpg"):
        wanted.write_bytes(b"secret")
    file = folder / name
    if ".." not in name and file.parent.is_dir():
        file.write_bytes(b"secret")

    response = client.get(f"/media/{name}")

    assert response.status_code == 404
    assert b"secret" not in response.content


def test_missing_picture_is_not_found(client):
    assert client.get(f"/media/images/{DIGEST}.jpg").status_code == 404


def test_head_has_no_body_and_post_is_refused(client, folder):
    (folder / "images" / f"{DIGEST}.jpg").write_bytes(b"pixels")
    path = f"/media/images/{DIGEST}.jpg"

    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_what_the_library_stores_is_served(client):
    image = make_image(width=900, height=600)
    files = [image.file.url, *(r.file.url for r in image.renditions.all())]

    assert len(files) > 1
    assert files[0] == media_url(image.file.name)
    for url in files:
        assert url.startswith(django_settings.MEDIA_URL)
        assert client.get(url).status_code == 200, url
