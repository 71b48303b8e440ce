"""The public library: every work that live texts cite or recommend, and where."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import Substr
from django.urls import reverse

from articles.citations.searching import search_words
from articles.models.kept import Kept
from articles.models.prepared import each, filled_up
from articles.pages.links import Link, article_url, page_url
from articles.pages.numbered import Pages, Rows
from articles.pages.reference_authors import authors_named, link_to_author, name_of
from articles.pages.reference_rows import (
    COLUMNS,
    Asked,
    Row,
    all_rows,
    public_references,
    use_rows,
)
from articles.pages.site import safe
from articles.rendering import Listing, listing_of

PAGE_SIZE = 50
# How many articles are named at once beside a work; the others unfold.
NAMED = 6
# Below this the list itself is as quick as a choice of letters.
FEW_INITIALS = 5
OTHER = "Other"


@dataclass(frozen=True)
class Work:
    """One work with the live articles that cite it, and those that recommend it."""

    key: str
    html: str
    initial: str
    author_mark: str
    author_name: str
    cited_in: tuple[Link, ...]
    recommended_in: tuple[Link, ...]

    @property
    def cited_first(self):
        return self.cited_in[:NAMED]

    @property
    def cited_also(self):
        return self.cited_in[NAMED:]


@dataclass(frozen=True)
class ByAuthor:
    """Works that stand together; ``author`` is named where they are several."""

    author: Link | None
    works: tuple[Work, ...]


@dataclass(frozen=True)
class Section:
    """The works under one initial; ``label`` is empty for a search's result."""

    label: str
    runs: tuple[ByAuthor, ...]

    @property
    def anchor(self):
        return anchor(self.label)


@dataclass(frozen=True)
class ReferencesPage:
    """``works`` is a page of the paginator; ``initials`` lead to where each begins.

    ``authors``: those among what was found whose own name was searched for.
    """

    works: object
    sections: tuple[Section, ...]
    initials: tuple[Link, ...]
    author_name: str
    authors: tuple[Link, ...]

    @property
    def total(self):
        return self.works.paginator.count


def public_items(now, asked):
    """The CSL items of the works asked for, by author. One query."""
    return list(public_references(now, asked).values_list("item", flat=True))


def references_page(now, asked, number):
    """One page of the public library. Raises ``InvalidPage``. At most four queries."""
    found = public_references(now, asked)
    counts = Kept.at(now).get(counts_by_initial, now) if asked.is_everything else ()
    if asked.is_everything:
        total = sum(works for _, works in counts)
        paginator = Pages(Rows(all_rows(), total, now=now), PAGE_SIZE)
    else:
        paginator = Pages(only_page_or_all(found), PAGE_SIZE)
    page = paginator.page(number)
    rows = list(map(Row._make, page.object_list))
    works = works_of(rows, now)
    return ReferencesPage(
        works=page,
        sections=sections(works) if asked.is_everything else one_section(works),
        initials=initial_links(counts, page.number),
        author_name=name_of(rows, asked.author),
        authors=authors_named(rows, search_words(asked.words)),
    )


def only_page_or_all(found):
    """Rows of what was found; read at once, and so counted, if they fill no page."""
    rows = found.values_list(*COLUMNS)
    first = list(rows[: PAGE_SIZE + 1])
    return first if len(first) <= PAGE_SIZE else rows


def counts_by_initial(now):
    """((initial, number of works), …) in the order of the list. One query."""
    rows = (
        public_references(now, Asked())
        .order_by()
        .values(first=Substr("sort_key", 1, 1))
        .annotate(works=Count("pk"))
        .order_by("first")
        .values_list("first", "works")
    )
    return tuple(
        (label, sum(works for _, works in several))
        for label, several in groupby(rows, key=lambda row: initial(row[0]))
    )


def initial_links(counts, number):
    """Each initial leads to its heading, on whatever page that stands."""
    if len(counts) < FEW_INITIALS:
        return ()
    links, before = [], 0
    for label, works in counts:
        page = before // PAGE_SIZE + 1
        path = "" if page == number else reverse("articles:references")
        query = f"?page={page}" if path and page > 1 else ""
        links.append(Link(label, f"{path}{query}#{anchor(label)}"))
        before += works
    return tuple(links)


def anchor(label):
    return f"initial-{label.replace('–', '-').lower()}"


def initial(key):
    """The letter under which a work stands; digits and CJK signs stand together."""
    first = key[:1].upper()
    if first.isdigit():
        return "0–9"
    is_letter = first.isalpha() and unicodedata.category(first) == "Lu"
    return first if is_letter else OTHER


def works_of(rows, now):
    """The works of these rows with where each is used. One query."""
    uses = uses_of([row.pk for row in rows], now)
    return [work(row, uses[row.pk]) for row in rows]


def uses_of(works, now):
    """{work: [(is further reading, link)]} in live texts, by title. One query."""
    uses = defaultdict(list)
    works = filled_up(works)
    rows = use_rows(len(works))(now=now, **each("work", works)) if works else ()
    for reference, is_further_reading, title, slug, kind in rows:
        url = page_url(slug) if kind == "page" else article_url(slug)
        uses[reference].append((is_further_reading, Link(title, url)))
    return uses


def work(row, uses):
    html, author_mark, author_name = listing(row)
    return Work(
        key=row.key,
        html=safe(html),
        initial=initial(row.sort_key),
        author_mark=author_mark,
        author_name=author_name,
        cited_in=tuple(link for is_further, link in uses if not is_further),
        recommended_in=tuple(link for is_further, link in uses if is_further),
    )


def listing(row):
    """What was stored with the entry; made now for a work that has none yet."""
    if row.listing:
        return Listing(row.listing, row.author_mark, row.author_name)
    return listing_of(row.item, row.entry)


def sections(works):
    return tuple(
        Section(label, tuple(by_author(several)))
        for label, several in groupby(works, key=lambda work: work.initial)
    )


def one_section(works):
    return (Section("", (ByAuthor(None, tuple(works)),)),) if works else ()


def by_author(works):
    """Runs of one first author; only where there are several is the author named."""
    run = []
    for mark, several in groupby(works, key=lambda work: work.author_mark):
        several = tuple(several)
        if mark and len(several) > 1:
            if run:
                yield ByAuthor(None, tuple(run))
            run = []
            author = link_to_author(mark, several[0].author_name)
            yield ByAuthor(author, several)
        else:
            run.extend(several)
    if run:
        yield ByAuthor(None, tuple(run))
