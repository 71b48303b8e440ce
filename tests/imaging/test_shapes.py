import pytest
from PIL import Image, ImageStat

from articles.imaging import SHAPES, ImageRefused, cuts, height_of, make_cuts
from articles.imaging.shapes import window
from tests.imaging.pictures import opened, photo, run_worker, saved

MIDDLE = (50, 50)
WINDOWS = [
    # size, ratio, focus: the part that is kept
    ((1200, 800), (3, 2), MIDDLE, (0, 0, 1200, 800)),
    ((1500, 800), (3, 2), MIDDLE, (150, 0, 1350, 800)),
    ((1500, 800), (3, 2), (0, 0), (0, 0, 1200, 800)),
    ((1500, 800), (3, 2), (100, 100), (300, 0, 1500, 800)),
    # The focus comes to the middle where the picture's edge allows it.
    ((1500, 800), (3, 2), (45, 50), (75, 0, 1275, 800)),
    ((600, 1200), (3, 2), (50, 25), (0, 100, 600, 500)),
    ((600, 1200), (3, 2), (50, 100), (0, 800, 600, 1200)),
    # Tall, wide, tiny.
    ((10, 2560), (3, 2), MIDDLE, (0, 1276.667, 10, 1283.333)),
    ((2560, 4), (4, 5), (100, 50), (2556.8, 0, 2560, 4)),
    ((1, 1), (3, 2), MIDDLE, (0, 0.167, 1, 0.833)),
    ((1, 1), (4, 5), (0, 0), (0, 0, 0.8, 1)),
    # A whole picture is not cut, wherever its focus is.
    ((1500, 800), None, (0, 0), (0, 0, 1500, 800)),
]


@pytest.mark.parametrize(("size", "ratio", "focus", "kept"), WINDOWS)
def test_window_is_the_largest_around_the_focus(size, ratio, focus, kept):
    assert window(*size, ratio, focus) == pytest.approx(kept, abs=0.001)


SIZES = [(2560, 2560), (1, 1), (1, 2560), (2560, 1), (7, 3), (333, 1999), (1601, 1067)]
FOCUSES = [(x, y) for x in (0, 1, 33, 50, 100) for y in (0, 67, 100)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("focus", FOCUSES)
def test_every_cut_lies_within_the_picture_and_holds_the_focus(size, focus):
    x, y = (size[0] * focus[0] / 100, size[1] * focus[1] / 100)
    for cut in cuts(*size, focus):
        left, top, right, bottom = cut.box
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1]
        assert left - 1e-6 <= x <= right + 1e-6
        assert top - 1e-6 <= y <= bottom + 1e-6


@pytest.mark.parametrize("size", SIZES)
def test_no_cut_is_enlarged_and_none_comes_twice(size):
    made = cuts(*size, MIDDLE)
    for cut in made:
        assert 1 <= cut.width <= max(1, cut.box[2] - cut.box[0] + 0.5)
    files = [(cut.shape, cut.width, cut.format) for cut in made]
    assert len(set(files)) == len(files)
    assert {cut.shape for cut in made} == set(SHAPES)


WIDTHS = [
    ((1600, 1000), "card", [320, 480, 960]),
    ((700, 1000), "card", [320, 480, 700]),
    ((480, 1000), "card", [320, 480]),
    ((200, 100), "card", [150]),
    ((1600, 1000), "social", [1200]),
    ((900, 900), "social", [900]),
    ((1600, 1000), "portrait", [160, 320, 480]),
    ((1600, 1000), "logo", [230]),
    ((300, 60), "logo", [300]),
    ((30, 30), "logo", [30]),
]


@pytest.mark.parametrize(("size", "shape", "widths"), WIDTHS)
def test_shape_is_made_at_the_widths_that_the_picture_has(size, shape, widths):
    made = [cut.width for cut in cuts(*size, MIDDLE) if cut.shape == shape]
    assert sorted(set(made)) == widths


def test_heights_follow_the_ratio():
    assert height_of(SHAPES["social"], 1200) == 630
    assert height_of(SHAPES["card"], 640) == 427
    assert height_of(SHAPES["card"], 1) == 1


def made(picture, *shapes, focus=MIDDLE):
    """{(shape, format): picture} of the widest files."""
    wanted = [c for c in cuts(*picture.size, focus) if not shapes or c.shape in shapes]
    files = make_cuts(saved(picture, "PNG"), wanted)
    return {
        (cut.shape, cut.format): opened(file)
        for cut, file in zip(wanted, files, strict=True)
    }


def test_files_have_the_sizes_and_formats_that_were_planned():
    picture = photo((700, 500))
    wanted = cuts(*picture.size, MIDDLE)
    files = map(opened, make_cuts(saved(picture), wanted))
    assert [(f.size, f.format.lower()) for f in files] == [
        ((cut.width, cut.height), cut.format) for cut in wanted
    ]


@pytest.mark.parametrize(
    ("focus", "seen"), [((0, 0), "red"), ((50, 50), "lime"), ((100, 100), "blue")]
)
def test_focus_is_what_is_seen(focus, seen):
    picture = Image.new("RGB", (300, 3000), "red")
    picture.paste("lime", (0, 1000, 300, 2000))
    picture.paste("blue", (0, 2000, 300, 3000))
    card = made(picture, "card", focus=focus)["card", "jpeg"]
    mean = ImageStat.Stat(card.convert("RGB")).mean
    wanted = Image.new("RGB", (1, 1), seen).getpixel((0, 0))
    assert mean == pytest.approx(wanted, abs=6)


def test_cut_shapes_stand_on_white_and_a_logo_keeps_its_transparency():
    picture = photo((600, 400)).convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 600, 400))
    files = made(picture, "card", "logo")
    for format in SHAPES["card"].formats:
        assert files["card", format].convert("RGBA").getpixel((9, 9)) > (250,) * 3
    for format in SHAPES["logo"].formats:
        assert files["logo", format].convert("RGBA").getpixel((9, 9))[3] == 0


def test_one_pixel_gives_one_pixel():
    assert {file.size for file in made(photo((1, 1))).values()} == {(1, 1)}


def test_cuts_tell_nothing_but_pixels():
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    data = saved(photo((300, 200)), exif=exif, xmp=b"<x:xmpmeta/>", comment=b"home")
    for file in make_cuts(data, cuts(300, 200, MIDDLE)):
        image = opened(file)
        assert not image.getexif()
        assert {"exif", "xmp", "icc_profile", "comment"} & set(image.info) == set()
        assert b"CameraMaker" not in file


def test_broken_file_is_a_refusal():
    with pytest.raises(ImageRefused):
        make_cuts(b"no picture", cuts(300, 200, MIDDLE))


def test_cutting_the_largest_picture_takes_under_200_mb():
    picture = photo((2560, 2560)).convert("RGBA")
    picture.putpixel((0, 0), (0, 0, 0, 0))
    data = saved(picture, "PNG", compress_level=1)
    orders = [
        {"box": c.box, "size": (c.width, c.height), "format": c.format, "is_cut": True}
        for c in cuts(2560, 2560, MIDDLE)
        if c.shape == "social"
    ]
    facts, _, peak = run_worker(data, task="cuts", orders=orders)
    assert facts["lengths"]
    assert 15 < peak < 200
