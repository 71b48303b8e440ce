import pytest

from articles.imaging import ImageRefused, make_rendition, rendition_plan
from tests.imaging.pictures import difference, drawing, opened, photo, saved


@pytest.mark.parametrize(
    ("width", "kind", "now", "widths"),
    [
        (2560, "jpeg", ((800, "jpeg"), (800, "webp")), {680, 800, 1200, 1600}),
        (1600, "jpeg", ((800, "jpeg"), (800, "webp")), {680, 800, 1200, 1600}),
        (1000, "jpeg", ((800, "jpeg"), (800, "webp")), {680, 800, 1000}),
        (800, "jpeg", ((800, "jpeg"), (800, "webp")), {680, 800}),
        (300, "jpeg", ((300, "jpeg"), (300, "webp")), {300}),
        (1, "jpeg", ((1, "jpeg"), (1, "webp")), {1}),
        (1300, "png", ((800, "png"), (800, "webp")), {680, 800, 1200, 1300}),
    ],
)
def test_plan_is_never_wider_than_the_picture(width, kind, now, widths):
    at_once, later = rendition_plan(width, kind)
    assert at_once == now
    assert {w for w, _ in at_once + later} == widths
    assert len(set(at_once + later)) == len(at_once + later) == 3 * len(widths)
    assert {f for _, f in at_once + later} == {kind, "webp", "avif"}


@pytest.mark.parametrize("format_", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_rendition_has_its_width_and_format_and_looks_the_same(format_, mode):
    picture = photo((1000, 500), mode)
    image = opened(make_rendition(saved(picture), width=480, format=format_))
    assert (image.size, image.format) == ((480, 240), format_.upper())
    assert difference(image, picture.convert("RGB").resize((480, 240))) < 5


def test_rendition_is_never_enlarged():
    made = make_rendition(saved(photo((1000, 500))), width=1600, format="webp")
    assert opened(made).size == (1000, 500)


def test_flat_picture_keeps_a_height():
    made = make_rendition(saved(photo((2560, 4))), width=480, format="jpeg")
    assert opened(made).size == (480, 1)


def see_through():
    image = photo((600, 400)).convert("RGBA")
    image.paste((0, 0, 0, 0), (300, 0, 600, 400))
    return saved(image, "PNG")


@pytest.mark.parametrize("format_", ["png", "webp", "avif"])
def test_transparency_stays_where_the_format_has_it(format_):
    image = opened(make_rendition(see_through(), width=480, format=format_))
    assert image.getchannel("A").getpixel((400, 100)) == 0
    assert image.getchannel("A").getpixel((100, 100)) == 255


def test_transparency_is_white_in_a_jpeg():
    image = opened(make_rendition(see_through(), width=480, format="jpeg"))
    assert min(image.getpixel((400, 100))) > 250


def test_drawing_stays_sharp_in_webp():
    data = saved(drawing((480, 300)), "PNG")
    image = opened(make_rendition(data, width=480, format="webp"))
    assert difference(image, drawing((480, 300))) == 0


def test_same_picture_gives_the_same_rendition():
    data = saved(photo((1000, 700)))
    for format_ in ("jpeg", "png", "webp", "avif"):
        made = [make_rendition(data, width=800, format=format_) for _ in "12"]
        assert made[0] == made[1]


def test_lost_or_broken_file_is_a_refusal():
    with pytest.raises(ImageRefused):
        make_rendition(b"no picture", width=480, format="webp")
