"""An import written to the database: once, whole, with what is still open."""

import random

import pytest

from articles.importer import (
    AlreadyImported,
    import_article,
    order_by_neighbours,
    understand,
)
from articles.importing import AS_TYPED, Corrections, LineRole, Role, read_source
from articles.models import (
    Article,
    Image,
    ImportRecord,
    OpenPoint,
    Reference,
    ReferenceKey,
    Revision,
)
from tests.factories import make_clinician, make_reference, make_series
from tests.import_texts import (
    ARTICLE,
    FIRST_HEADING,
    GOTTMAN_LINE,
    articles_of_the_importer,
    chain,
    page_with_pictures,
    source,
    window,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return make_clinician("Dana Reyes", position=5)


def codes(article):
    return set(article.open_points.values_list("code", flat=True))


def test_article_is_a_draft_with_all_its_parts(dana):
    article = import_article(source())

    assert article.title == "Why the Kitchen Is Where We Argue"
    assert article.standfirst == "Small rooms and large questions"
    assert [faq.question for faq in article.faqs.all()] == [
        "Is it bad to argue in front of the children?",
        "How long should a pause be?",
    ]
    assert "## What the Sink Knows" in article.body
    assert "[@gottman1992]" in article.body
    assert not article.publications.exists()
    assert [r.reason for r in article.revisions.all()] == [Revision.Reason.IMPORTED]


def test_same_bytes_make_one_article(dana):
    first = import_article(source())

    with pytest.raises(AlreadyImported, match="Kitchen") as refused:
        import_article(source(name="copy.txt"))

    assert refused.value.article == first
    assert Article.objects.count() == 1


def test_corrected_text_is_no_other_text(dana):
    import_article(source())
    corrections = Corrections(lines={FIRST_HEADING: LineRole(Role.PARAGRAPH)})

    with pytest.raises(AlreadyImported):
        import_article(source(), corrections=corrections)


def test_text_comes_in_again_after_its_article_was_deleted(dana):
    import_article(source()).delete()

    assert import_article(source()).title == "Why the Kitchen Is Where We Argue"


def test_understanding_writes_nothing(dana, django_assert_num_queries):
    with django_assert_num_queries(2):
        understand(source())

    assert not Article.objects.exists()
    assert not Reference.objects.exists()


class TestReferences:
    def test_history_says_who_brought_a_work_in(self, dana, admin_user):
        import_article(source(), by=admin_user)
        (change,) = Reference.objects.first().changes.all()
        assert (change.what, change.by) == ("added", admin_user)

    def test_new_works_are_not_confirmed_and_have_their_entries(self, dana):
        import_article(source())

        gottman = Reference.objects.get(key="gottman1992")
        assert gottman.confirmation == Reference.Confirmation.NONE
        assert gottman.item["DOI"] == "10.1037/0022-3514.63.2.221"
        assert "<i>Journal of Personality and Social Psychology</i>" in gottman.entry
        assert Reference.objects.count() == 3

    def test_known_work_is_used_and_stays_as_it_is(self, dana):
        known = make_reference(
            "Gottman",
            1992,
            title="Another spelling of the title",
            DOI="10.1037/0022-3514.63.2.221",
        )
        before = Reference.objects.values().get(pk=known.pk)

        article = import_article(source())

        assert f"[@{known.key}]" in article.body
        assert Reference.objects.filter(year=1992).count() == 1
        assert Reference.objects.values().get(pk=known.pk) == before
        assert "reference-differs" in codes(article)

    def test_new_work_takes_no_key_that_is_an_alias(self, dana):
        other = make_reference("Somebody", 1990)
        ReferenceKey.objects.create(key="gottman1992", reference=other)

        article = import_article(source())

        gottman = Reference.objects.get(year=1992)
        assert gottman.key == "gottman1992b"
        assert "[@gottman1992b]" in article.body
        assert "[@gottman1992]" not in article.body

    def test_uncited_work_becomes_further_reading(self, dana):
        article = import_article(source())

        further = article.further_reading.values_list("reference__key", flat=True)
        assert list(further) == ["johnson2008"]

    def test_two_articles_share_a_work(self, dana):
        first = import_article(source())
        second = import_article(source(ARTICLE.replace("Kitchen", "Hallway")))

        assert Reference.objects.count() == 3
        cited = Reference.objects.get(key="lerner1985").citations
        assert set(cited.values_list("article", flat=True)) == {first.pk, second.pk}

    def test_corrected_source_replaces_the_guess(self, dana):
        chosen = make_reference("Gottman", 1994, title="What predicts divorce?")
        corrections = Corrections(works={GOTTMAN_LINE: chosen.key})

        article = import_article(source(), corrections=corrections)

        assert f"[@{chosen.key}]" in article.body
        assert not Reference.objects.filter(year=1992).exists()

    def test_citation_can_be_left_as_typed(self, dana):
        mention = understand(source()).report.citations[0]
        corrections = Corrections(citations={mention.id: AS_TYPED})

        article = import_article(source(), corrections=corrections)

        assert "(Gottman & Levenson, 1992)" in article.body.replace("\\", "")


class TestAuthor:
    def test_named_clinician_is_the_author(self, dana):
        make_clinician("Alex Stone", position=0)

        article = import_article(source())

        assert [str(author) for author in article.authors.all()] == ["Dana Reyes"]
        assert "author-guessed" not in codes(article)

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("By Robin Marsh\n\n", "“Robin Marsh”, who is no clinician here"),
            ("", "The text names no author"),
        ],
    )
    def test_else_the_first_clinician_is_put_down(self, line, said):
        make_clinician("Zoe Last", position=2)
        make_clinician("Ann First", position=1)

        article = import_article(source(ARTICLE.replace("By Dana Reyes\n\n", line)))

        assert [str(author) for author in article.authors.all()] == ["Ann First"]
        point = article.open_points.get(code="author-guessed")
        assert said in point.message
        assert "Ann First" in point.message

    def test_name_with_letters_behind_it_is_recognised(self, dana):
        make_clinician("Alex Stone", position=0)
        text = ARTICLE.replace("By Dana Reyes", "By Dana Reyes, LMFT")

        article = import_article(source(text))

        assert [str(author) for author in article.authors.all()] == ["Dana Reyes"]

    def test_given_author_stands_above_the_text(self, dana):
        other = make_clinician("Alex Stone")

        article = import_article(source(), author=other)

        assert list(article.authors.all()) == [other]

    def test_without_clinicians_nobody_is_named_and_it_is_said(self):
        article = import_article(source())

        assert not article.authors.exists()
        assert "author-missing" in codes(article)


class TestPictures:
    def test_embedded_picture_comes_along(self, dana, media_root):
        page = page_with_pictures(window())

        article = import_article(read_source(page.encode(), "evening.html"))

        figure = article.figures.get()
        assert figure.alt == "A window at dusk"
        assert figure.caption == "Dusk, part 1"
        assert figure.image == Image.objects.get()
        assert f"(figure:{figure.name})" in article.body

    def test_refused_picture_is_left_out_and_reported(self, dana, media_root):
        page = page_with_pictures(window(), b"\x89PNG\r\n\x1a\n" + 200 * b"no")

        article = import_article(read_source(page.encode(), "evening.html"))

        assert article.figures.count() == 1
        assert article.body.count("figure:") == 1
        assert "Paragraph 2" in article.body
        point = article.open_points.get(code="picture-refused")
        assert "was left out" in point.message
        article.publish()

    def test_same_picture_twice_is_one_in_the_library(self, dana, media_root):
        page = page_with_pictures(window(), window())

        article = import_article(read_source(page.encode(), "evening.html"))

        assert Image.objects.count() == 1
        assert {figure.image for figure in article.figures.all()} == {
            Image.objects.get()
        }


class TestOpenPoints:
    def test_every_point_of_the_report_is_kept(self, dana):
        points = understand(source()).report.open_points

        article = import_article(source())

        kept = article.open_points.values_list("code", "message", "line", "proposal")
        assert sorted(kept, key=str) == sorted(
            ((p.code, p.message, p.line, p.proposal) for p in points), key=str
        )
        assert points
        assert not OpenPoint.objects.filter(is_done=True).exists()

    def test_report_is_kept_with_the_article(self, dana):
        article = import_article(source())

        record = ImportRecord.objects.get(article=article)
        assert record.file_name == "kitchen.txt"
        assert len(record.report["references"]) == 3
        assert record.report["parts"][0]["role"] == Role.TITLE


@pytest.mark.parametrize("path", articles_of_the_importer(), ids=lambda path: path.name)
def test_every_import_with_a_title_can_be_published(path, dana, media_root):
    article = import_article(read_source(path.read_bytes(), path.name))

    assert article.title
    article.publish()
    assert article.publications.count() == 1


@pytest.mark.parametrize("name", ["sleep-and-worry.txt", "body-remembers.html"])
def test_damaged_text_can_be_published_as_well(name, dana, media_root):
    path = next(p for p in articles_of_the_importer() if p.name == name)
    lines = path.read_text().splitlines()
    chance = random.Random(name)
    for number in range(4):
        damaged = chance.sample(lines, k=len(lines) - number * 7)
        text = "\n\n".join(["Shuffled in the Mail", *damaged])
        article = import_article(read_source(text.encode(), f"{number}-{name}"))
        if article.title:
            article.publish()
            assert article.publications.exists()


@pytest.mark.parametrize(
    "title",
    [
        "🌱 Growing Slowly 🌱",
        "نمو ببطء",
        "<script>alert(1)</script> and other stories",
        "Very " * 60 + "Long",
    ],
)
def test_unusual_titles_come_in_and_are_published(title, dana):
    text = f"# {title}\n\nWe grow slowly. It takes years, and nobody claps.\n"

    article = import_article(read_source(text.encode(), "growing.md"))

    assert article.title == title[:200].strip()
    article.publish()
    assert article.slug


def test_text_of_200_kb_comes_in_whole(dana):
    paragraphs = [f"Paragraph {n} says that it rained in town." for n in range(4800)]
    text = "A Long Story About Rain\n\n" + "\n\n".join(paragraphs)
    assert len(text) > 200_000

    article = import_article(source(text))

    assert all(paragraph in article.body for paragraph in paragraphs)


def test_parts_that_come_in_by_chance_end_in_their_order(dana):
    texts = chain(40)
    series = make_series()
    shuffled = random.Random(7).sample(texts, k=len(texts))
    for number, text in enumerate(shuffled):
        series.add(import_article(source(text, f"{number}.txt")))

    order_by_neighbours(series)

    titles = series.articles.order_by("position").values_list("title", flat=True)
    assert list(titles) == [text.split("\n")[0] for text in texts]


def test_queries_stay_the_same_whatever_the_library_holds(
    dana, django_assert_num_queries
):
    for _ in range(30):
        make_reference()

    with django_assert_num_queries(2):
        understand(source())
