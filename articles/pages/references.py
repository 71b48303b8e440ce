"""The public library: every work that live texts cite or recommend, and where."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import Substr

from articles.citations.searching import search_words
from articles.models.kept import Kept
from articles.models.reader_urls import url_of
from articles.pages.links import Link
from articles.pages.numbered import Pages, Rows
from articles.pages.reference_authors import authors_named, link_to_author, name_of
from articles.pages.reference_items import Work, works_of
from articles.pages.reference_rows import (
    COLUMNS,
    Asked,
    Row,
    all_rows,
    public_references,
)
from articles.pages.site import safe

PAGE_SIZE = 50
# Below this the list itself is as quick as a choice of letters.
FEW_INITIALS = 5
OTHER = "Other"


@dataclass(frozen=True)
class ByAuthor:
    """Works that stand together; ``author`` is named where they are several."""

    author: Link | None
    works: tuple[Work, ...]

    @property
    def html(self):
        return safe("\n    ".join(work.item for work in self.works))


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
    counts = Kept.at(now).get(counts_by_initial, now) if asked.is_everything else ()
    if asked.is_everything:
        total = sum(works for _, works in counts)
        paginator = Pages(Rows(all_rows(), total, now=now), PAGE_SIZE)
    else:
        found = only_page_or_all(public_references(now, asked))
        paginator = Pages(found, PAGE_SIZE)
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
        path = "" if page == number else url_of("references")
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


def sections(works):
    return tuple(
        Section(label, tuple(by_author(several)))
        for label, several in groupby(works, key=lambda work: initial(work.sort_key))
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
