"""What a browser is told of a picture's width is what the stylesheets give it."""

import pytest

from tests.factories import make_image, make_published_article

# How wide `sizes` says the picture is, and how wide it is within its box.
WIDTHS = """images => images.map((image) => {
  const box = image.getBoundingClientRect();
  const ratio = image.getAttribute("width") / image.getAttribute("height");
  return [image.alt, image.naturalWidth, Math.min(box.width, box.height * ratio)];
})"""


@pytest.fixture
def article(live_server, settings, media_root):
    settings.SITE_URL = live_server.url
    pictures = {"wide": (1600, 1000), "tall": (900, 1800), "small": (200, 150)}
    figures = [
        {"name": name, "image": make_image(width=w, height=h), "alt": name}
        for name, (w, h) in pictures.items()
    ]
    figures.append({**figures[0], "name": "lead", "alt": "lead"})
    body = "\n\n".join(["Words.", *(f"![](figure:{name})" for name in pictures)])
    made = make_published_article(body=body, figures=figures, lead_figure="lead")
    return live_server.url + made.get_absolute_url()


# Width and height of the screen; width of the text's column and of the wide one.
SCREENS = [(320, 568, 284, 284), (768, 1024, 616, 706), (1280, 800, 616, 768)]


def test_pictures_are_as_wide_as_the_browser_is_told(browser, article):
    for width, height, column, wide_column in SCREENS:
        found = measured(browser, article, {"width": width, "height": height})

        shown = {alt: wide for alt, _, wide in found}
        assert shown["wide"] == shown["lead"] == pytest.approx(wide_column, abs=2)
        assert shown["small"] == 200
        assert shown["tall"] == pytest.approx(min(column, 0.85 * height / 2), abs=2)
        for alt, told, wide in found:
            # On a phone, a high picture is thought as wide as the column.
            is_exact = alt != "tall" or width > 666
            assert told == pytest.approx(wide, rel=0.06 if is_exact else 0.25)


def measured(browser, address, screen):
    context = browser.new_context(viewport=screen)
    page = context.new_page()
    page.goto(address)
    for image in page.locator("figure img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_function("[...document.images].every((i) => i.naturalWidth)")
    found = page.locator("figure img").evaluate_all(WIDTHS)
    context.close()
    return found
