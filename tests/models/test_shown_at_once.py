"""Whichever way a row is written that pages show as it is, they are made anew."""

import pytest

from articles.models import (
    Address,
    Article,
    Clinician,
    Generation,
    Licence,
    OldPath,
    Place,
    Practice,
    Series,
    Topic,
)
from articles.models.shown_at_once import ShownAtOnce
from tests.factories import (
    make_article,
    make_clinician,
    make_practice,
    make_published_article,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
# {model: a text column of it}
COLUMNS = {
    Address: "slug",
    Clinician: "biography",
    Licence: "number",
    OldPath: "path",
    Place: "city",
    Practice: "tagline",
    Series: "title",
    Topic: "name",
}


def bulk_update(row, column):
    setattr(row, column, "4")
    type(row).objects.bulk_update([row], [column])


WRITES = {
    "save": lambda row, column: setattr(row, column, "1") or row.save(),
    "save of a column": lambda row, column: row.save(update_fields=[column]),
    "update": lambda row, column: type(row).objects.update(**{column: "2"}),
    "update or create": lambda row, column: type(row).objects.update_or_create(
        {column: "3"}, pk=row.pk
    ),
    "bulk update": bulk_update,
    "delete": lambda row, column: row.delete(),
    "delete in bulk": lambda row, column: type(row).objects.filter(pk=row.pk).delete(),
}


@pytest.fixture
def rows():
    make_practice(place="1 Elm Street")
    make_series()
    make_topic()
    make_clinician()
    article = make_article(authors=[], slug="x")
    OldPath.objects.create(path="/before", article=article)


def test_every_such_model_is_tested():
    assert set(ShownAtOnce.__subclasses__()) == set(COLUMNS)


@pytest.mark.parametrize("way", WRITES)
@pytest.mark.parametrize("model", COLUMNS)
def test_every_way_of_writing_raises_the_generation(rows, model, way):
    if model is Practice and way.startswith("delete"):
        Clinician.objects.all().delete()
    row, before = model.objects.get(), Generation.current()

    WRITES[way](row, COLUMNS[model])

    assert Generation.current() > before


@pytest.mark.parametrize("model", [Place, Topic])
def test_rows_that_come_in_bulk_raise_it_too(rows, model):
    row, before = model.objects.get(), Generation.current()
    row.pk, row._state.adding = None, True
    if model is Topic:
        row.name, row.slug = "Other", "other"

    model.objects.bulk_create([row])

    assert Generation.current() > before


@pytest.mark.parametrize(
    "delete",
    [
        lambda article: article.delete(),
        lambda article: Article.objects.filter(pk=article.pk).delete(),
    ],
)
def test_an_article_that_goes_raises_it(delete):
    article = make_published_article()
    article.withdraw()
    before = Generation.current()

    delete(article)

    assert Generation.current() > before


def test_a_draft_that_is_saved_raises_nothing():
    article = make_published_article()
    before = Generation.current()
    article.title = "Otherwise"
    article.save()

    assert Generation.current() == before
