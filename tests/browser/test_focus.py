"""What must stay in view of a picture, said on the picture itself."""

from tests.factories import make_image


def test_focus_is_moved_by_keyboard_and_by_click_and_the_crops_follow(desk):
    image = make_image("Lamp", width=600, height=200)
    page = desk(f"/admin/articles/image/{image.pk}/change/")
    card = page.locator("img.focus-card")

    def place():
        return card.evaluate("image => image.style.objectPosition")

    assert place() == "50% 50%"
    page.locator(".focus-marker").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert page.input_value("#id_focal_x") == "40"
    assert page.input_value("#id_focal_y") == "51"
    # 300 of 600 px are shown: those from 240 - 150 on.
    assert place() == "30% 50%"

    box = page.locator("[data-stage] img").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    assert page.input_value("#id_focal_x") in ("99", "100")
    assert place() == "100% 50%"

    page.fill("#id_focal_x", "25")
    assert place() == "0% 50%"
    page.get_by_role("button", name="Save and stay here").click()
    page.get_by_text("What must stay in view was moved.").wait_for()
    assert page.input_value("#id_focal_x") == "25"
    assert page.violations == []
