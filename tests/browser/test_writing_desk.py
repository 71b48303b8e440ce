"""Writing as a person does it, in a browser under the site's own security policy."""

import base64

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article, Image
from tests.browser.signing_in import sign_in
from tests.factories import (
    make_article,
    make_clinician,
    make_image,
    make_png,
    make_published_article,
    make_reference,
    make_series,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTE = """([selector, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "Lamp at night.png", {type: "image/png"}));
  const event = new ClipboardEvent("paste", {
    clipboardData: transfer, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(event);
}"""


def change_path(article):
    return f"/admin/articles/article/{article.pk}/change/"


def toolbar(page):
    return page.get_by_role("toolbar", name="Formatting: Text", exact=True)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_article_is_written_previewed_published_and_read(desk, site, browser):
    make_reference("Reyes", 2019, title="Sleep and grief")
    page = desk("/admin/articles/article/add/?kind=article")
    body = page.locator("#id_body")

    page.get_by_label("Title", exact=False).first.fill("Awake at night")
    body.fill("You lie awake. ")
    body.press("End")
    toolbar(page).get_by_text("Cite").click()
    page.get_by_label("Author, title or year").fill("reyes")
    page.get_by_label("Reyes, A. (2019)", exact=False).or_(
        page.locator("[name=cite-work][value=reyes2019]")
    ).first.check()
    page.get_by_label("Page or pages, if you quote").fill("3-5")
    press(page, "Insert")
    expect(body).to_have_value("You lie awake. [@reyes2019, pp. 3-5]")

    press(page, "Add a question")
    page.locator("#id_faqs-0-question").fill("Why at three?")
    page.locator("#id_faqs-0-answer").fill("Because sleep is lightest.")
    press(page, "Preview")
    frame = page.frame_locator("#preview-panel iframe")
    expect(frame.get_by_role("heading", name="Awake at night")).to_be_visible()
    expect(frame.get_by_text("Why at three?")).to_be_visible()
    expect(page.locator(".preview-status")).to_contain_text("Nothing to put right.")
    press(page, "Close")

    press(page, "Save and publish…")
    press(page, "Publish")
    expect(page.locator(".messagelist")).to_contain_text("Readers see it now.")
    assert page.violations == []

    reader = browser.new_page()
    reader.goto(f"{site}/articles/awake-at-night/")
    expect(reader.get_by_text("Why at three?")).to_be_visible()
    expect(reader.get_by_text("Reyes, 2019, pp. 3–5")).to_be_visible()
    reader.close()


def test_formatting_can_be_undone_and_tab_moves_on(desk):
    article = make_article(body="Two people, one kitchen.")
    page = desk(change_path(article))
    body = page.locator("#id_body")
    body.evaluate("area => { area.focus(); area.setSelectionRange(0, 10); }")

    toolbar(page).get_by_text("Bold").click()
    expect(body).to_have_value("**Two people**, one kitchen.")
    body.press("Control+z")
    expect(body).to_have_value("Two people, one kitchen.")

    body.press("Tab")
    assert page.evaluate("document.activeElement.id") != "id_body"
    expect(body).to_have_value("Two people, one kitchen.")


@pytest.mark.parametrize(
    ("button", "before", "after"),
    [
        ("Heading", "One\nTwo", "## One\n## Two"),
        ("List", "One\nTwo", "- One\n- Two"),
        ("Quote", "- One", "> One"),
        ("List", "- One", "One"),
        ("Italic", "One", "*One*"),
        ("Link", "One", "[One](https://)"),
    ],
)
def test_toolbar_writes_markdown(desk, button, before, after):
    page = desk("/admin/articles/article/add/?kind=article")
    body = page.locator("#id_body")
    body.fill(before)
    body.evaluate("area => area.setSelectionRange(0, area.value.length)")

    toolbar(page).get_by_text(button).click()

    expect(body).to_have_value(after)


def test_toolbar_is_reached_once_and_walked_with_arrows(desk):
    page = desk("/admin/articles/article/add/?kind=article")
    page.locator("#id_standfirst").focus()

    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Italic"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_body"


def test_all_marks_are_explained_beside_the_text_and_by_keyboard(desk):
    page = desk("/admin/articles/article/add/?kind=article")
    toolbar(page).get_by_text("Bold").focus()

    page.keyboard.press("End")
    page.keyboard.press("Enter")

    marks = page.get_by_role("dialog", name="What you can type")
    expect(marks.get_by_text("words[^1]")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(marks).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "All marks"


def test_pasted_picture_gets_its_row_and_its_place(desk):
    article = make_article(body="Words.")
    page = desk(change_path(article))
    data = base64.b64encode(make_png()).decode()
    page.locator("#id_body").evaluate(
        "area => { area.focus(); area.setSelectionRange(6, 6); }"
    )

    page.evaluate(PASTE, ["#id_body", data])

    row = page.locator("#figures-0")
    expect(row.locator("[name$=-name]")).to_have_value("lamp-at-night")
    expect(page.locator("#id_body")).to_have_value(
        "Words.\n\n![](figure:lamp-at-night)\n\n"
    )
    row.get_by_label("Description for who cannot see it").fill("A lamp.")
    press(page, "Save draft")
    expect(page.locator(".messagelist")).to_contain_text("Saved")
    figure = article.figures.get()
    assert (figure.alt, figure.image) == ("A lamp.", Image.objects.get())
    assert page.violations == []


def test_pasted_nonsense_is_refused_beside_the_text(desk):
    page = desk("/admin/articles/article/add/?kind=article")

    page.evaluate(PASTE, ["#id_body", base64.b64encode(b"no picture").decode()])

    expect(page.locator(".editor-status").first).not_to_be_empty()
    expect(page.locator("#id_body")).to_have_value("")
    assert not Image.objects.exists()


def test_questions_are_moved_by_keyboard_and_said_aloud(desk):
    article = make_article(faqs=[("First?", "1"), ("Second?", "2"), ("Third?", "3")])
    page = desk(change_path(article))

    page.locator("#faqs-2").get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#faqs-group [data-status]")).to_have_text(
        "Moved to number 2 of 3."
    )
    page.keyboard.press("Enter")
    press(page, "Save draft")

    expect(page.locator(".messagelist")).to_contain_text("Saved")
    questions = list(article.faqs.values_list("question", flat=True))
    assert questions == ["Third?", "First?", "Second?"]


def test_series_is_ordered_by_keyboard(desk):
    series = make_series()
    first = make_article("One", series=series)
    second = make_article("Two", series=series)
    page = desk(f"/admin/articles/series/{series.pk}/change/")

    page.get_by_role("button", name="Move up “Two”").focus()
    page.keyboard.press("Enter")
    press(page, "Save")
    page.wait_for_url("**/admin/articles/series/")

    assert series.article_ids() == [second.pk, first.pk]


def test_problem_in_the_preview_leads_to_its_field(desk):
    article = make_article(body="As [@nobody2020] says.")
    page = desk(change_path(article))

    press(page, "Preview")
    page.get_by_role("link", name="Go to: Text, line 1").click()

    page.wait_for_function("document.activeElement.id == 'id_body'")


def test_leaving_with_unsaved_text_asks_first(desk):
    page = desk(change_path(make_article()))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto(page.url)
    assert asked == []

    page.locator("#id_body").type("More.")
    page.goto(page.url.replace("change/", "publish/"))

    assert asked == ["beforeunload"]


def test_text_outlives_the_sign_in(desk, site):
    article = make_article()
    page = desk(change_path(article))
    page.locator("#id_body").fill("A long evening's work.")
    page.context.clear_cookies()

    press(page, "Save draft")
    expect(page.locator("#desk-alert")).to_contain_text("Your text is still here")
    expect(page.locator("#id_body")).to_have_value("A long evening's work.")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="in a new tab").click()
    sign_in(opened.value)
    opened.value.wait_for_url("**/admin/")
    press(page, "Save draft")
    expect(page.locator(".messagelist")).to_contain_text("Saved")
    article.refresh_from_db()
    assert article.body == "A long evening's work."


def test_text_outlives_a_lost_connection(desk):
    article = make_article()
    page = desk(change_path(article))
    page.locator("#id_body").fill("A long evening's work.")
    page.context.set_offline(True)

    press(page, "Save draft")
    expect(page.locator("#desk-alert")).to_contain_text("cannot be reached")

    page.context.set_offline(False)
    press(page, "Save draft")
    expect(page.locator(".messagelist")).to_contain_text("Saved")


def test_going_back_after_publishing_does_no_harm(desk):
    article = make_article("Sleep")
    page = desk(f"/admin/articles/article/{article.pk}/publish/")
    press(page, "Publish")
    expect(page.locator(".messagelist")).to_contain_text("Readers see it now.")

    page.go_back()
    page.reload()
    page.go_back()

    assert Article.objects.get().publications.count() == 1


PAGES = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/add/?kind=article",
    "/admin/articles/article/{article}/change/",
    "/admin/articles/article/{article}/publish/",
    "/admin/articles/article/{article}/history/",
    "/admin/articles/article/{article}/address/",
    "/admin/articles/article/{article}/versions/{revision}/",
    "/admin/articles/image/",
    "/admin/articles/image/add/",
    "/admin/articles/image/{image}/change/",
    "/admin/articles/reference/",
    "/admin/articles/reference/add/",
    "/admin/articles/reference/{reference}/change/",
    "/admin/articles/series/",
    "/admin/articles/series/{series}/change/",
    "/admin/articles/topic/add/",
    "/admin/articles/practice/1/change/",
    "/admin/articles/clinician/",
    "/admin/articles/clinician/{clinician}/change/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
]
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 375, "height": 812}},
]
WIDER = "document.documentElement.scrollWidth - innerWidth"


def show_whole(page):
    """Nothing lies under the bar at the foot of the window, as if one had scrolled."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**page.viewport_size, "height": height})


@pytest.mark.parametrize("look", LOOKS, ids=["desk", "phone"])
def test_every_screen_passes_axe_and_fits(desk, site, look):
    series, image, reference = make_series(), make_image(), make_reference()
    article = make_published_article(
        series=series,
        figures=[{"name": "lamp", "image": image, "alt": "A lamp."}],
        faqs=[("Why?", "Because.")],
        further_reading=[reference],
    )
    article.open_points.create(code="x", message="Look at the title.")
    keys = {
        "article": article.pk,
        "revision": article.revisions.get().pk,
        "image": image.pk,
        "reference": reference.pk,
        "series": series.pk,
        "clinician": make_clinician().pk,
    }
    page = desk(**look)
    found = []
    for path in PAGES:
        page.goto(site + path.format(**keys))
        page.wait_for_load_state("networkidle")
        found += [(path, text) for text in page.violations]
        page.violations.clear()
        if page.evaluate(WIDER) > 0:
            found.append((path, "wider than the window"))
        show_whole(page)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        results = Axe().run(page, options={"runOnly": [*tags, "best-practice"]})
        for violation in results.response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"]]
            found.append((path, violation["id"], nodes))
        page.violations.clear()

    assert found == []
