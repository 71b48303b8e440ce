import pytest
from bs4 import BeautifulSoup

from articles.models import Article, Image, OpenPoint
from tests.factories import (
    make_article,
    make_clinician,
    make_image,
    make_published_article,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def bare_image(number):
    """A row without its file, which no list opens."""
    image = Image(digest=f"{number:064}", title=f"Picture {number}", format="png")
    image.file.name, image.width, image.height = f"images/{number}.png", 60, 40
    return Image.objects.bulk_create([image])[0]


def make_articles(first, last):
    series = make_series()
    for number in range(first, last):
        make = make_published_article if number % 2 else make_article
        image = bare_image(number)
        article = make(
            f"Article {number}",
            series=series,
            topics=[make_topic(f"Topic {number}")],
            figures=[{"name": "lamp", "image": image, "alt": "A lamp."}],
            further_reading=[make_reference()],
            authors=[make_clinician(), make_clinician(f"Person {number}")],
        )
        article.open_points.create(code="x", message="Look.")


LISTS = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/?kind=article&state=live",
    "/admin/articles/article/?q=article",
    "/admin/articles/image/",
    "/admin/articles/reference/",
    "/admin/articles/series/",
    "/admin/articles/topic/",
    "/admin/articles/clinician/",
    "/admin/auth/user/",
]


@pytest.mark.parametrize("url", LISTS)
def test_list_asks_as_much_for_twelve_as_for_two(
    url, owner, django_assert_max_num_queries, django_assert_num_queries
):
    make_articles(0, 2)
    owner.get(url)
    with django_assert_max_num_queries(25) as few:
        owner.get(url)
    make_articles(2, 12)

    with django_assert_num_queries(len(few)):
        owner.get(url)


def test_form_asks_as_much_for_twelve_rows_as_for_one(
    owner, django_assert_max_num_queries, django_assert_num_queries
):
    def article_of(rows):
        image = make_image()
        return make_article(
            faqs=[(f"Why {n}?", "Because.") for n in range(rows)],
            figures=[
                {"name": f"f{n}", "image": image, "alt": "A lamp."} for n in range(rows)
            ],
        )

    first, second = article_of(1), article_of(12)
    owner.get(f"/admin/articles/article/{first.pk}/change/")
    with django_assert_max_num_queries(45) as few:
        owner.get(f"/admin/articles/article/{first.pk}/change/")

    # Each chosen picture is one option that Django's select looks up by itself.
    with django_assert_max_num_queries(len(few) + 11):
        owner.get(f"/admin/articles/article/{second.pk}/change/")


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("draft", {"A draft"}),
        ("live", {"Live", "Edited"}),
        ("edited", {"Edited"}),
        ("withdrawn", {"Gone"}),
        ("nonsense", {"A draft", "Live", "Edited", "Gone"}),
    ],
)
def test_articles_are_found_by_their_state(owner, state, titles):
    make_article("A draft")
    make_published_article("Live")
    edited = make_published_article("Edited")
    edited.body = "New."
    edited.save()
    edited.settle_draft()
    make_published_article("Gone").withdraw()

    listing = owner.get("/admin/articles/article/", {"state": state})

    assert {str(article) for article in listing.context["cl"].result_list} == titles


def test_articles_of_no_series_are_asked_for_in_words(owner):
    make_article("In none")
    make_article("In one", series=make_series(), topics=[make_topic("Sleep")])
    page = BeautifulSoup(owner.get("/admin/articles/article/").content, "html.parser")

    for choice in ("No series", "No topics"):
        link = page.find("a", string=choice)["href"]
        listing = owner.get(f"/admin/articles/article/{link}")
        assert [str(row) for row in listing.context["cl"].result_list] == ["In none"]


def test_articles_are_searched_in_title_standfirst_and_text(owner):
    make_article("Sleep")
    make_article("Other", standfirst="About sleep.")
    make_article("Third", body="You cannot sleep.")
    make_article("Fourth", body="You can wake.")

    listing = owner.get("/admin/articles/article/", {"q": "sleep"})

    assert listing.context["cl"].result_count == 3


@pytest.mark.parametrize("query", ["q=%00", "p=99999", "o=1.2.3", "e=1", "state=%27"])
def test_strange_questions_to_a_list_are_answered(owner, query):
    make_article()

    response = owner.get(f"/admin/articles/article/?{query}")

    assert response.status_code in (200, 302)


def test_pages_and_articles_are_listed_apart(owner):
    make_article("An article")
    make_article("A page", kind="page")

    text = owner.get("/admin/articles/article/?kind=page").text

    assert "A page" in text
    assert "An article" not in text


def test_first_page_says_what_waits(owner):
    article = make_article("Unfinished")
    OpenPoint.objects.create(article=article, code="x", message="Look.")
    make_reference(title="")

    text = owner.get("/admin/").text

    assert "1 open point" in text
    assert "1 with something missing" in text
    assert Article.objects.count() == 1


def test_first_page_of_an_empty_site_says_what_to_begin_with(owner):
    text = owner.get("/admin/").text

    assert "No clinician is entered" in text
    assert "None" not in text


def test_first_page_is_calm_for_who_can_mend_nothing(administrator):
    assert "Nothing waits for you." in administrator.get("/admin/").text


def test_technical_things_are_not_listed(owner):
    text = owner.get("/admin/").text.lower()

    for word in ("publication", "revision", "inline", "slug", "object"):
        assert word not in text.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    "query",
    [
        "edited_by__password__startswith=a",
        "series__articles__title=x",
        "_connector=OR",
    ],
)
def test_list_answers_no_questions_about_other_tables(owner, query):
    make_article("Sleep")

    response = owner.get(f"/admin/articles/article/?{query}")

    assert response.status_code in (302, 400)


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "\u0663"])
@pytest.mark.parametrize("view", ["change", "delete", "history"])
@pytest.mark.parametrize("model", ["article", "image", "reference", "series"])
def test_number_that_no_row_has_leads_nowhere(owner, model, view, number):
    response = owner.get(f"/admin/articles/{model}/{number}/{view}/")
    assert response.status_code in (302, 404)
