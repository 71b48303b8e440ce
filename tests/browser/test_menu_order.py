"""The menu is put in order with the keyboard alone, without script, and by dragging."""

import pytest

from articles.models.menu import menu_ids, reorder_menu
from tests.factories import make_article

MENU = "/admin/menu/"


@pytest.fixture
def pages(site):
    made = [make_article(t, kind="page").pk for t in ("About", "Fees", "Contact")]
    reorder_menu(made)
    return made


@pytest.mark.parametrize("has_script", [True, False])
def test_keyboard_moves_a_page_and_keeps_its_place(desk, pages, has_script):
    page = desk(MENU, java_script_enabled=has_script)
    about, fees, contact = pages

    page.get_by_role("button", name="Move down “About”").focus()
    for _ in range(2):
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert menu_ids() == [fees, contact, about]
    assert page.locator(":focus").get_attribute("value") == f"up-{about}"


def test_page_is_dragged_to_another_place(desk, pages):
    page = desk(MENU)
    about, fees, contact = pages

    with page.expect_navigation():
        rows = page.locator(".menu-order ol li")
        rows.nth(2).drag_to(rows.nth(0), target_position={"x": 20, "y": 4})

    assert menu_ids() == [contact, about, fees]
    assert page.violations == []
