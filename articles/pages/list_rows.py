"""The queries of lists: which live articles, in which order, by narrow columns."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from articles.models import Publication, Series, Topic
from articles.models.prepared import NOW, given_number, given_time, prepared

TOPIC, SERIES = given_number("topic"), given_number("series")
COLUMNS = (
    "title",
    "article__slug",
    "summary",
    "first_published_at",
    "reading_minutes",
    "picture",
    "article__series__title",
    "article__series__slug",
)


def newest(now=NOW):
    return Publication.objects.live(now).articles().newest_first()


@prepared
def newest_rows():
    return newest().values_list(*COLUMNS)


@prepared
def topic_rows(is_wide):
    """The same either way; SQLite cannot know which is quicker."""
    found = newest().filter(article__topics=TOPIC)
    if is_wide:
        tagged = Topic.articles.through.objects.filter(topic=TOPIC)
        found = newest().filter(Exists(tagged.filter(article=OuterRef("article"))))
    return found.values_list(*COLUMNS)


@prepared
def year_rows():
    return (
        newest()
        .filter(
            first_published_at__gte=given_time("first"),
            first_published_at__lt=given_time("last"),
        )
        .values_list(*COLUMNS)
    )


@prepared
def part_rows():
    live = Publication.objects.live(NOW).articles()
    of_series = live.filter(article__series=SERIES)
    return of_series.order_by("article__position").values_list(*COLUMNS)


def series_rows():
    live = Publication.objects.live(NOW).filter(article__series__isnull=False)
    return live.order_by(
        Lower("article__series__title"), "article__series_id", "article__position"
    ).values_list(*COLUMNS, "article__series__description")


all_series_rows = prepared(series_rows)


@prepared
def last_series_rows(count):
    parts = Publication.objects.live(NOW).filter(article__series=OuterRef("pk"))
    begun = Series.objects.filter(Exists(parts)).order_by("-pk").values("pk")
    last = Series.objects.filter(pk__in=begun[:count]).order_by()
    return series_rows().filter(article__series__in=last)
