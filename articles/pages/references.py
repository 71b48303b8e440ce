"""The public library: every work that live texts cite or recommend, and where."""

from dataclasses import dataclass

from articles.citations.searching import search_words
from articles.models.kept import Kept
from articles.pages.links import Link
from articles.pages.numbered import Pages, Rows
from articles.pages.reference_authors import authors_named, name_of
from articles.pages.reference_initials import counts_by_initial, initial_links
from articles.pages.reference_items import works_of
from articles.pages.reference_list import as_found, by_initial
from articles.pages.reference_rows import (
    COLUMNS,
    PAGE_SIZE,
    Row,
    all_rows,
    public_references,
)
from articles.pages.site import safe


@dataclass(frozen=True)
class ReferencesPage:
    """``works`` is a page of the paginator, ``html`` its list.

    ``initials`` lead to where each begins. ``authors``: those among what was found
    whose own name was searched for.
    """

    works: object
    html: str
    initials: tuple[Link, ...]
    author_name: str
    authors: tuple[Link, ...]

    @property
    def total(self):
        return self.works.paginator.count


def public_items(now, asked):
    """The CSL items of the works asked for, by author, as they are read. One query."""
    return public_references(now, asked).values_list("item", flat=True).iterator()


def references_page(now, asked, number):
    """One page of the public library. Raises ``InvalidPage``. At most four queries."""
    counts = Kept.at(now).get(counts_by_initial, now) if asked.is_everything else ()
    if asked.is_everything:
        found = Rows(all_rows(), sum(works for _, works in counts), now=now)
    else:
        found = only_page_or_all(public_references(now, asked))
    page = Pages(found, PAGE_SIZE).page(number)
    rows = list(map(Row._make, page.object_list))
    in_order = by_initial if asked.is_everything else as_found
    return ReferencesPage(
        works=page,
        html=safe(in_order(works_of(rows, now))),
        initials=initial_links(counts, page.number),
        author_name=name_of(rows, asked.author),
        authors=authors_named(rows, search_words(asked.words)),
    )


def only_page_or_all(found):
    """Rows of what was found; read at once, and so counted, if they fill no page."""
    rows = found.values_list(*COLUMNS)
    first = list(rows[: PAGE_SIZE + 1])
    return first if len(first) <= PAGE_SIZE else rows
