"""Pictures drawn by code."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from articles.demo import DRAWINGS, draw, read_demo

DEMO = read_demo(date(2026, 3, 10))


@pytest.fixture(scope="module", params=DRAWINGS)
def drawing(request):
    return request.param, draw(request.param)


def test_drawing_is_a_wide_png(drawing):
    with Image.open(BytesIO(drawing[1])) as image:
        assert (image.format, image.size) == ("PNG", (1600, 1000))


def test_drawing_has_something_on_it(drawing):
    with Image.open(BytesIO(drawing[1])) as image:
        small = image.convert("L").resize((80, 50))
        darkest, lightest = small.getextrema()
    assert lightest - darkest > 60


def test_drawing_comes_out_the_same_each_time(drawing):
    name, first = drawing
    assert draw(name) == first


def test_every_drawing_is_shown_somewhere():
    shown = {name for article in DEMO.articles for name in article.drawings.values()}
    assert shown == set(DRAWINGS)


def test_drawing_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        draw("mona_lisa")
