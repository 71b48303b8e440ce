"""What the database itself refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import (
    Address,
    Article,
    Figure,
    Generation,
    Image,
    OldPath,
    Practice,
    Reference,
    ReferenceKey,
    Series,
)
from articles.source import ArticleSource

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_there_is_one_practice():
    Practice.current()
    Practice(name="Second").save()
    assert Practice.objects.get().name == "Second"
    refused(lambda: Practice.objects.bulk_create([Practice(pk=2)]))


def test_there_is_one_generation():
    Generation.bump()
    Generation.bump()
    assert Generation.current() == 2
    refused(lambda: Generation.objects.create(pk=2))


def test_figure_names_are_unique_in_an_article():
    article = Article.objects.create()
    Figure.objects.create(article=article, name="lamp")
    refused(lambda: Figure.objects.create(article=article, name="lamp"))
    Figure.objects.create(article=Article.objects.create(), name="lamp")


def test_decorative_figure_has_no_alt():
    article = Article.objects.create()
    refused(
        lambda: Figure.objects.create(
            article=article, name="x", decorative=True, alt="A lamp"
        )
    )


def test_keys_and_aliases_share_one_namespace():
    first = Reference.add({"id": "herman1992", "title": "T"})
    first.keys.create(key="herman92")
    refused(lambda: ReferenceKey.objects.create(key="herman92", reference=first))

    second = Reference.add({"id": "herman92", "title": "Other"})

    assert second.key != "herman92"


def test_page_has_no_series():
    series = Series.objects.create(title="S", slug="s")
    refused(lambda: Article.objects.create(kind="page", series=series, position=1))


def test_position_stands_only_in_a_series():
    refused(lambda: Article.objects.create(position=1))


def test_cited_reference_cannot_be_deleted():
    reference = Reference.add({"id": "herman1992", "title": "T"})
    article = Article.objects.create()
    article.write_draft(ArticleSource(body="See [@herman1992]."), version=1)

    with pytest.raises(ProtectedError):
        reference.delete()


def test_used_image_cannot_be_deleted():
    image = Image.objects.create(
        digest="d" * 64, file="images/d.jpg", width=1, height=1, title="Lamp"
    )
    Figure.objects.create(article=Article.objects.create(), name="lamp", image=image)

    with pytest.raises(ProtectedError):
        image.delete()


def test_series_with_articles_cannot_be_deleted():
    series = Series.objects.create(title="S", slug="s")
    series.add(Article.objects.create())

    with pytest.raises(ProtectedError):
        series.delete()


class TestAddresses:
    def test_old_address_stays_with_its_article(self):
        first = Article.objects.create(title="One")
        first.move_to("one")
        first.move_to("two")

        with pytest.raises(ValidationError, match="has or had"):
            Article.objects.create(title="Other").move_to("one")
        assert set(Address.objects.values_list("slug", flat=True)) == {"one", "two"}

    def test_article_may_take_back_its_own(self):
        article = Article.objects.create(title="One")
        for slug in ("one", "two", "one"):
            article.move_to(slug)
        assert Article.objects.get().slug == "one"

    @pytest.mark.parametrize("slug", ["", "Two Words", "äther", "a/b", "x" * 81])
    def test_what_is_no_address_is_refused(self, slug):
        with pytest.raises(ValidationError, match="small letters"):
            Article.objects.create().move_to(slug)

    @pytest.mark.parametrize(
        ("title", "slug"),
        [
            ("Why we argue", "why-we-argue"),
            ("🌙", "article"),
            ("Über Träume", "uber-traume"),
        ],
    )
    def test_address_is_made_from_the_title(self, title, slug):
        article = Article.objects.create(title=title)
        article.give_address()
        assert article.slug == slug

    def test_second_article_of_a_title_gets_a_number(self):
        for _ in range(3):
            Article.objects.create(title="Sleep").give_address()
        slugs = set(Article.objects.values_list("slug", flat=True))
        assert slugs == {"sleep", "sleep-2", "sleep-3"}

    @pytest.mark.parametrize(
        "path", ["/blog/one", "blog/one/", " /blog/one?x=1", "/blog/one#top"]
    )
    def test_old_path_has_one_spelling(self, path):
        article = Article.objects.create()
        assert OldPath.objects.create(path=path, article=article).path == "/blog/one"


class TestSeriesOrder:
    @pytest.fixture
    def series(self):
        series = Series.objects.create(title="S", slug="s")
        for title in "abcd":
            series.add(Article.objects.create(title=title))
        return series

    def order(self, series):
        return "".join(
            series.articles.order_by("position").values_list("title", flat=True)
        )

    def ids(self, series, titles):
        by_title = {a.title: a.pk for a in series.articles.all()}
        return [by_title[title] for title in titles]

    @pytest.mark.parametrize(
        ("named", "order"),
        [
            ("dcba", "dcba"),
            ("bacd", "bacd"),
            ("d", "dabc"),
            ("", "abcd"),
            ("aabb", "abcd"),
        ],
    )
    def test_reordering_never_raises(self, series, named, order):
        series.reorder(self.ids(series, named))
        assert self.order(series) == order
        positions = series.articles.order_by("position").values_list(
            "position", flat=True
        )
        assert list(positions) == [1, 2, 3, 4]

    def test_article_leaves_the_series_it_was_in(self, series):
        other = Series.objects.create(title="Other", slug="other")
        other.add(series.articles.get(title="b"))
        assert (self.order(series), self.order(other)) == ("acd", "b")

    def test_removing_closes_the_gap(self, series):
        article = series.articles.get(title="b")
        series.remove(article)
        assert self.order(series) == "acd"
        assert article.series is None
        assert article.position is None
