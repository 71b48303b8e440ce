"""What a search shows of each text: its title, a passage, where that stands."""

from dataclasses import dataclass

from articles.models import Publication, PublishedPage, Topic
from articles.models.reader_urls import slug_url
from articles.search.ranking import MOST_RESULTS
from articles.words import Passage, Section, best_passage, plain, sections_of

__all__ = ["MOST_RESULTS", "Result", "results", "topics_with_articles"]
COLUMNS = (
    "pk",
    "document_data__body",
    "document_data__faqs",
    "publication__title",
    "publication__summary",
    "publication__article",
    "publication__article__kind",
    "publication__article__slug",
    "publication__article__series__title",
    "publication__article__series__slug",
)


@dataclass(frozen=True)
class Place:
    """A topic or a series."""

    title: str
    url: str


@dataclass(frozen=True)
class Result:
    """``passage`` is None where only a title or a topic answers."""

    title: str
    url: str
    summary: str
    passage: Passage | None
    topics: tuple[Place, ...]
    series: Place | None

    @property
    def section_url(self):
        """To the heading or question that the passage stands under; "" for none."""
        anchor = self.passage.section.anchor if self.passage else ""
        return f"{self.url}#{anchor}" if anchor else ""


def results(keys, weights):
    """The publications' Results, in the order of ``keys``. Two queries."""
    rows = {
        row[0]: row
        for row in PublishedPage.objects.filter(pk__in=keys).values_list(*COLUMNS)
    }
    shown = [rows[key] for key in keys if key in rows]
    topics = topics_of([row[5] for row in shown])
    return [result(row, topics.get(row[5], ()), weights) for row in shown]


def result(row, topics, weights):
    _, body, faqs, title, summary, _, kind, slug, series_title, series_slug = row
    series = None
    if series_slug:
        series = Place(series_title, slug_url("series", series_slug))
    sections = [*sections_of(body), *map(question, faqs)]
    url = slug_url("page" if kind == "page" else "article", slug)
    passage = best_passage(sections, weights) or best_passage(
        [Section(summary)], weights
    )
    return Result(title, url, summary, passage, tuple(topics), series)


def question(faq):
    return Section(plain(faq["html"]), faq["question"], faq["id"], is_question=True)


def topics_with_articles(now):
    """Every topic that a live article has, by name. One query."""
    live = Publication.objects.live(now).articles()
    found = Topic.objects.filter(articles__publications__in=live).distinct()
    return [Place(topic.name, topic.get_absolute_url()) for topic in found]


def topics_of(articles):
    """{article: its topics}. One query."""
    rows = Topic.objects.filter(articles__in=articles).values_list(
        "articles", "name", "slug"
    )
    found = {}
    for article, name, slug in rows:
        topic = Place(name, slug_url("topic", slug))
        found.setdefault(article, []).append(topic)
    return found
