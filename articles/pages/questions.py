"""Every question that live texts answer, by topic."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse

from articles.models import Publication, PublishedQuestion, Topic
from articles.pages.links import Link, article_url, page_url
from articles.pages.outside import among_others
from articles.pages.site import safe

# A page ends with the text that reaches this number: no text is parted.
PAGE_SIZE = 50


@dataclass(frozen=True)
class Heading:
    """What questions stand under; ``rank`` puts the practice first, the rest last."""

    rank: int
    title: str
    anchor: str
    url: str = ""

    @property
    def order(self):
        return self.rank, self.title.casefold(), self.anchor


THE_PRACTICE = Heading(0, "About the practice", "about-the-practice")
OTHER = Heading(2, "Other questions", "other-questions")


@dataclass(frozen=True)
class Source:
    """A live text with ``count`` questions."""

    publication: int
    heading: Heading
    link: Link
    published_at: datetime
    article: int
    count: int

    @property
    def order(self):
        """By heading, then as all lists are: the newest first."""
        newest_first = (-self.published_at.timestamp(), self.article)
        return self.heading.order, newest_first


@dataclass(frozen=True)
class Question:
    """``html`` is the answer; ``source`` the text that it is from."""

    question: str
    html: str
    source: Link


@dataclass(frozen=True)
class Section:
    heading: Heading
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    link: Link
    count: int


@dataclass(frozen=True)
class QuestionsPage:
    """``listed`` is a page of the paginator; the contents are those of all pages."""

    listed: object
    contents: tuple[Entry, ...]
    sections: tuple[Section, ...]
    total: int


def questions_page(now, number):
    """One page of all questions. Raises ``InvalidPage``. Three queries."""
    sources = sorted(sources_of(now), key=lambda source: source.order)
    pages = list(paged(sources))
    listed = Paginator(pages, 1).page(number)
    shown = listed.object_list[0] if pages else []
    return QuestionsPage(
        listed=listed,
        contents=tuple(contents(pages, listed.number)),
        sections=tuple(sections(shown)),
        total=sum(source.count for source in sources),
    )


def sources_of(now):
    """Every live text that has questions. Two queries."""
    rows = list(
        Publication.objects.live(now)
        .filter(page__questions__isnull=False)
        .order_by()
        .values("pk", "title", "first_published_at", "article_id")
        .annotate(count=Count("page__questions"))
        .values_list(
            "pk",
            "title",
            "first_published_at",
            "article_id",
            "article__kind",
            "article__slug",
            "count",
        )
    )
    headings = narrowest({row[3] for row in rows})
    for pk, title, published_at, article, kind, slug, count in rows:
        is_page = kind == "page"
        heading = THE_PRACTICE if is_page else headings.get(article, OTHER)
        link = Link(title, page_url(slug) if is_page else article_url(slug))
        yield Source(pk, heading, link, published_at, article, count)


def narrowest(articles):
    """{article: heading of the topic that it shares with the fewest of these}.

    No question stands twice, and under "Sleep" one is found sooner than under the
    wide topic that most texts have. One query.
    """
    rows = Topic.articles.through.objects.values_list(
        "article_id", "topic__name", "topic__slug"
    )
    topics = [
        (article, Heading(1, name, f"topic-{slug}", topic_url(slug)))
        for article, name, slug in rows
        if article in articles
    ]
    width = Counter(heading for _, heading in topics)
    topics.sort(key=lambda row: (width[row[1]], row[1].order), reverse=True)
    return dict(topics)


def topic_url(slug):
    return reverse("articles:topic", args=[slug])


def paged(sources):
    page, size = [], 0
    for source in sources:
        page.append(source)
        size += source.count
        if size >= PAGE_SIZE:
            yield page
            page, size = [], 0
    if page:
        yield page


def contents(pages, here):
    """Each heading once, with the page on which it first stands."""
    on_page = [
        (source.heading, number, source.count)
        for number, page in enumerate(pages, start=1)
        for source in page
    ]
    for heading, several in groupby(on_page, key=lambda row: row[0]):
        rows = list(several)
        url = page_address(rows[0][1], here) + f"#{heading.anchor}"
        yield Entry(Link(heading.title, url), sum(count for _, _, count in rows))


def page_address(number, here):
    if number == here:
        return ""
    query = f"?page={number}" if number > 1 else ""
    return reverse("articles:faqs") + query


def sections(sources):
    """The questions of a page's texts under their headings. One query."""
    by_source = answers_of(sources)
    for heading, several in groupby(sources, key=lambda source: source.heading):
        questions = (
            Question(question, safe(among_others(html, source.link.url)), source.link)
            for source in several
            for question, html in by_source[source.publication]
        )
        yield Section(heading, tuple(questions))


def answers_of(sources):
    """{publication: [(question, answer)]} of these texts. One query."""
    keys = [source.publication for source in sources]
    rows = PublishedQuestion.objects.filter(page__in=keys).order_by("page", "position")
    answers = {key: [] for key in keys}
    for key, question, html in rows.values_list("page", "question", "html"):
        answers[key].append((question, html))
    return answers
