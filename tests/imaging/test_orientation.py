import pytest
from PIL import Image, ImageOps

from articles.imaging.decoding import TURNS, decode
from tests.imaging.pictures import difference, opened, photo, saved

ORIENTATIONS = range(1, 9)
ORIENTATION = 0x0112


def as_held(image, orientation):
    """The picture as the camera's chip saw it: what ``orientation`` sets upright."""
    undo = {6: 8, 8: 6}.get(orientation, orientation)
    return image.transpose(TURNS[undo]) if undo in TURNS else image


def exif_of(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_picture_is_set_upright(orientation, kind):
    data = saved(
        as_held(photo(), orientation), kind, exif=exif_of(orientation), quality=95
    )
    image, _ = decode(data)
    assert difference(image, photo()) < 5


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_large_picture_is_set_upright(orientation):
    data = saved(as_held(photo((3000, 2000)), orientation), exif=exif_of(orientation))
    image, _ = decode(data)
    assert difference(image, photo((2560, 1707))) < 5


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_unknown_orientation_turns_nothing(orientation):
    image, _ = decode(saved(photo(), exif=exif_of(orientation), quality=95))
    assert difference(image, photo()) < 5


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08"]
)
def test_broken_exif_turns_nothing(exif):
    image, _ = decode(saved(photo(), exif=exif))
    assert image.size == photo().size


def test_known_face_is_upright_whatever_way_it_was_stored(testdata):
    folder = testdata / "images"
    upright = opened((folder / "hopper_avif_write.png").read_bytes()).convert("RGB")
    stored = sorted(folder.glob("hopper_orientation_*"))
    images = {path.name: decode(path.read_bytes())[0] for path in stored}
    wrong = {
        name: difference(image, upright)
        for name, image in images.items()
        if difference(image, upright) > 12
    }
    assert len(images) > 5
    assert wrong == {}


def test_known_turned_pictures_are_as_pillow_turns_them(testdata):
    folder = testdata / "images"
    stored = [*folder.glob("rot*mir*.avif"), *folder.glob("*orientation*.???")]
    for path in stored:
        image, _ = decode(path.read_bytes())
        expected = ImageOps.exif_transpose(opened(path.read_bytes()))
        assert difference(image, expected.convert("RGB")) < 5, path.name
    assert len(stored) > 8
