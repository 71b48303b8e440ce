"""The menu is put in order: by buttons without script, and by dragging."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.models import Article, Generation
from articles.models.menu import menu_ids, reorder_menu
from tests.admin.conftest import form_url
from tests.admin.forms import form_data
from tests.factories import make_article, make_practice, make_published_page

pytestmark = pytest.mark.django_db
MENU = "/admin/menu/"


def make_page(title):
    return make_article(title, kind=Article.Kind.PAGE)


@pytest.fixture
def pages():
    """Three pages of which the first two are in the menu."""
    made = [make_page(title) for title in ("About", "Fees", "Privacy")]
    reorder_menu([made[0].pk, made[1].pk])
    return [page.pk for page in made]


@pytest.mark.parametrize(
    ("act", "page", "order"),
    [
        ("up", 1, [1, 0]),
        ("down", 0, [1, 0]),
        ("up", 0, [0, 1]),
        ("down", 1, [0, 1]),
        ("out", 0, [1]),
        ("in", 2, [0, 1, 2]),
        ("in", 0, [0, 1]),
        ("up", 2, [0, 1]),
        ("sideways", 0, [0, 1]),
    ],
)
def test_each_button_takes_effect_at_once(therapist, pages, act, page, order):
    response = therapist.post(MENU, {"move": f"{act}-{pages[page]}"})

    assert response.status_code == 302
    assert menu_ids() == [pages[place] for place in order]


def test_dragging_sends_the_whole_order(therapist, pages):
    therapist.post(MENU, {"order": f"{pages[1]} {pages[0]}"})

    assert menu_ids() == [pages[1], pages[0]]


@pytest.mark.parametrize("sent", ["order=", "order=x,9999", "move=up", "move=in-x"])
def test_nonsense_leaves_the_menu_alone(therapist, pages, sent):
    name, value = sent.split("=")
    before = Generation.current()

    assert therapist.post(MENU, {name: value}).status_code == 302
    assert menu_ids() == pages[:2]
    assert Generation.current() == before


@pytest.mark.parametrize("act", ["in", "up"])
@pytest.mark.parametrize("key", ["article", "9999", "x"])
def test_what_is_no_page_is_never_said_to_stand_in_the_menu(therapist, pages, act, key):
    if key == "article":
        key = make_article("Sleep").pk
    before = Generation.current()

    response = therapist.post(MENU, {"move": f"{act}-{key}"}, follow=True)

    assert menu_ids() == pages[:2]
    assert Generation.current() == before
    assert "Readers now see" not in response.text
    assert "Nothing was changed: this page is not there any more" in response.text


def test_pressing_a_button_twice_says_nothing_the_second_time(therapist, pages):
    move = {"move": f"in-{pages[2]}"}
    assert "Readers now see" in therapist.post(MENU, move, follow=True).text

    response = therapist.post(MENU, move, follow=True)

    assert "Readers now see" not in response.text
    assert "Nothing was changed" not in response.text


def test_readers_see_the_new_order_at_once(therapist, client):
    make_practice()
    first, second = make_published_page("Fees"), make_published_page("About us")
    reorder_menu([first.pk, second.pk])
    before = Generation.current()

    therapist.post(MENU, {"move": f"up-{second.pk}"})

    links = BeautifulSoup(client.get("/").content, "html.parser").select(".site-menu a")
    shown = [link.get_text() for link in links]
    assert shown.index("About us") < shown.index("Fees")
    assert Generation.current() > before


def test_form_puts_a_page_in_the_menu(write, pages):
    write(Article.objects.get(pk=pages[2]), in_menu="on")

    assert menu_ids() == pages


def test_form_takes_a_page_out_of_the_menu(therapist, pages):
    page = Article.objects.get(pk=pages[0])
    data = form_data(therapist.get(form_url(page)))
    assert data.pop("in_menu")

    therapist.post(form_url(page), data)

    assert menu_ids() == [pages[1]]


def test_article_is_told_that_it_cannot_stand_in_the_menu(write):
    response = write(make_article("Sleep"), in_menu="on", title="Typed")

    assert "Only a page can stand in the menu." in response.text
    assert "Typed" in response.text


def test_moved_button_keeps_the_focus(therapist, pages):
    page = BeautifulSoup(
        therapist.post(MENU, {"move": f"up-{pages[1]}"}, follow=True).content,
        "html.parser",
    )

    focused = page.select_one("[autofocus]")
    assert focused["value"] == f"down-{pages[1]}"
    assert not focused.has_attr("disabled")


def test_whoever_may_not_write_has_no_menu_to_order(administrator):
    desk = BeautifulSoup(administrator.get("/admin/").content, "html.parser")

    assert reverse("admin:menu") not in {a["href"] for a in desk.select("a[href]")}


@pytest.mark.parametrize("size", [1, 12])
def test_queries_do_not_grow(therapist, django_assert_num_queries, size):
    reorder_menu([make_page(f"Page {n}").pk for n in range(size)])
    with django_assert_num_queries(9):
        therapist.get(MENU)
