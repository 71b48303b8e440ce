"""Every question that live texts answer, by topic."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain, groupby

from django.db.models import Count, IntegerField
from django.utils.text import slugify

from articles.models import Publication, PublishedQuestion, Topic
from articles.models.kept import Kept
from articles.models.prepared import each, filled_up, given_each, prepared
from articles.models.reader_urls import slug_url, url_of
from articles.pages.finished import safe
from articles.pages.links import Link, article_url, page_url
from articles.pages.numbered import Pages
from articles.pages.outside import among_others

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
        return slug_url("topic", self.topic) if self.topic else ""


THE_PRACTICE = Heading(0, "About the practice")
OTHER = Heading(2, "Other questions")
SOURCE = (
    "page__publication__title",
    "page__publication__article__kind",
    "page__publication__article__slug",
)


@dataclass(frozen=True)
class Source:
    """A live text with ``count`` questions; ``order``: among those of its heading."""

    publication: int
    heading: Heading
    order: tuple
    count: int


@dataclass(frozen=True)
class Part:
    """The texts under a heading on one page of the list, by their keys."""

    heading: Heading
    publications: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class Outline:
    """``pages``: the parts of each page; numbers only, for the process keeps it.

    ``headings``: (heading, number of the page on which it first stands, questions).
    """

    pages: tuple[tuple[Part, ...], ...]
    headings: tuple[tuple[Heading, int, int], ...]

    @property
    def total(self):
        return sum(count for _, _, count in self.headings)


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
    """One page of all questions. Raises ``InvalidPage``. Two queries.

    Two more after a change.
    """
    found = Kept.at(now).get(outline, now)
    listed = Pages(found.pages, 1).page(number)
    parts = listed.object_list[0] if found.pages else ()
    return QuestionsPage(
        listed=listed,
        contents=tuple(contents(found.headings, listed.number)),
        sections=tuple(sections(parts)),
        total=found.total,
    )


def outline(now):
    """Which text's questions stand on which page. Two queries."""
    sources = sorted(sources_of(now), key=lambda one: (one.heading.order, one.order))
    pages = tuple(tuple(parts(page)) for page in paged(sources))
    return Outline(pages, tuple(headings(pages)))


def parts(sources):
    for heading, several in groupby(sources, key=lambda source: source.heading):
        texts = tuple(several)
        keys = tuple(text.publication for text in texts)
        yield Part(heading, keys, sum(text.count for text in texts))


def headings(pages):
    on_page = [
        (part.heading, number, part.count)
        for number, page in enumerate(pages, start=1)
        for part in page
    ]
    for heading, several in groupby(on_page, key=lambda row: row[0]):
        rows = list(several)
        yield heading, rows[0][1], sum(count for _, _, count in rows)


def sources_of(now):
    """Every live text that has questions. Two queries."""
    rows = list(
        Publication.objects.live(now)
        .filter(page__questions__isnull=False)
        .order_by()
        .values("pk", "first_published_at", "article_id")
        .annotate(count=Count("page__questions"))
        .values_list("pk", "first_published_at", "article_id", "article__kind", "count")
    )
    headings = narrowest({row[2] for row in rows})
    for pk, published_at, article, kind, count in rows:
        is_page = kind == "page"
        heading = THE_PRACTICE if is_page else headings.get(article, OTHER)
        # As all lists are: the newest first.
        yield Source(pk, heading, (-published_at.timestamp(), article), count)


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


def contents(headings, here):
    """Each heading once, leading to where it first stands."""
    for heading, number, count in headings:
        url = page_address(number, here) + f"#{heading.anchor}"
        yield Entry(Link(heading.title, url), count)


def page_address(number, here):
    if number == here:
        return ""
    query = f"?page={number}" if number > 1 else ""
    return url_of("faqs") + query


def sections(parts):
    """The questions of a page's texts under their headings. One query."""
    questions = questions_of([key for part in parts for key in part.publications])
    for part in parts:
        of_part = (questions[key] for key in part.publications)
        yield Section(part.heading, tuple(chain.from_iterable(of_part)))


def questions_of(publications):
    """{publication: its questions, in order}. One query."""
    questions, texts = {key: [] for key in publications}, filled_up(publications)
    rows = question_rows(len(texts))(**each("text", texts)) if texts else ()
    for key, words, html, title, kind, slug in rows:
        url = page_url(slug) if kind == "page" else article_url(slug)
        answer = safe(among_others(html, url))
        questions[key].append(Question(words, answer, Link(title, url)))
    return questions


@prepared
def question_rows(texts):
    texts = given_each("text", IntegerField(), texts)
    rows = PublishedQuestion.objects.filter(page__publication__pk__in=texts)
    in_order = rows.order_by("page", "position")
    return in_order.values_list("page", "question", "html", *SOURCE)
