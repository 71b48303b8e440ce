"""Every question that live texts answer, by topic."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.text import slugify

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
    topic: str = ""

    @property
    def order(self):
        return self.rank, self.title.casefold(), self.topic

    @property
    def anchor(self):
        return f"topic-{self.topic}" if self.topic else slugify(self.title)

    @property
    def url(self):
        return reverse("articles:topic", args=[self.topic]) if self.topic else ""


THE_PRACTICE = Heading(0, "About the practice")
OTHER = Heading(2, "Other questions")


@dataclass(frozen=True)
class Source:
    """A live text with ``count`` questions."""

    publication: int
    heading: Heading
    title: str
    slug: str
    published_at: datetime
    article: int
    count: int

    @property
    def order(self):
        """By heading, then as all lists are: the newest first."""
        newest_first = (-self.published_at.timestamp(), self.article)
        return self.heading.order, newest_first

    @property
    def link(self):
        is_page = self.heading == THE_PRACTICE
        url = page_url(self.slug) if is_page else article_url(self.slug)
        return Link(self.title, url)


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
        yield Source(pk, heading, title, slug, published_at, article, count)


def narrowest(articles):
    """{article: heading of the topic that it shares with the fewest of these}.

    No question stands twice, and under "Sleep" one is found sooner than under the
    wide topic that most texts have. One query.
    """
    rows = Topic.articles.through.objects.values_list(
        "article_id", "topic__name", "topic__slug"
    )
    shared = [row for row in rows if row[0] in articles]
    width = Counter(row[1:] for row in shared)
    by_width = sorted(width, key=lambda row: (width[row], Heading(1, *row).order))
    rank = {row: place for place, row in enumerate(by_width)}
    shared.sort(key=lambda row: rank[row[1:]], reverse=True)
    return {article: Heading(1, *row) for article, *row in shared}


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
    answers = answers_of(sources)
    for heading, several in groupby(sources, key=lambda source: source.heading):
        questions = (
            question(source.link, *answer)
            for source in several
            for answer in answers[source.publication]
        )
        yield Section(heading, tuple(questions))


def question(source, words, html):
    return Question(words, safe(among_others(html, source.url)), source)


def answers_of(sources):
    """{publication: [(question, answer)]} of these texts. One query."""
    keys = [source.publication for source in sources]
    rows = PublishedQuestion.objects.filter(page__in=keys).order_by("page", "position")
    answers = {key: [] for key in keys}
    for key, question, html in rows.values_list("page", "question", "html"):
        answers[key].append((question, html))
    return answers
