from io import BytesIO

import pytest
from PIL import Image

from articles.imaging import make_rendition, rendition_plan


def picture(mode="RGB", size=(1000, 500), kind="JPEG"):
    out = BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("width", "kind", "now", "widths"),
    [
        (2560, "jpeg", ((800, "jpeg"), (800, "webp")), {480, 800, 1200, 1600}),
        (1000, "jpeg", ((800, "jpeg"), (800, "webp")), {480, 800, 1000}),
        (300, "jpeg", ((300, "jpeg"), (300, "webp")), {300}),
        (1300, "png", ((800, "png"), (800, "webp")), {480, 800, 1200, 1300}),
    ],
)
def test_plan_is_never_wider_than_the_picture(width, kind, now, widths):
    at_once, later = rendition_plan(width, kind)
    assert at_once == now
    assert {w for w, _ in at_once + later} == widths
    assert set(at_once) & set(later) == set()
    assert {f for _, f in at_once + later} == {kind, "webp", "avif"}


@pytest.mark.parametrize("format_", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_rendition_has_its_width_and_format(format_, mode):
    made = make_rendition(picture(mode), width=480, format=format_)
    image = Image.open(BytesIO(made))
    assert (image.size, image.format) == ((480, 240), format_.upper())


def test_rendition_is_never_enlarged():
    made = make_rendition(picture(), width=1600, format="webp")
    assert Image.open(BytesIO(made)).size == (1000, 500)


def test_transparency_stays_where_the_format_has_it():
    data = picture("RGBA", kind="PNG")
    assert (
        Image.open(BytesIO(make_rendition(data, width=480, format="webp"))).mode
        == "RGBA"
    )
