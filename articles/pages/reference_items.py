"""The works of the public library as list items, each with the texts that use it.

Of fifty works a template takes longer than all the rest of the page.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from html import escape

from articles.models.prepared import each, filled_up
from articles.pages.links import article_url, page_url
from articles.pages.reference_rows import use_rows
from articles.rendering import Listing, listing_of

# How many articles are named at once beside a work; the others unfold.
NAMED = 6


@dataclass(frozen=True)
class Work:
    """``item``: safe HTML. ``author_mark`` is empty where nobody made the work."""

    item: str
    sort_key: str
    author_mark: str
    author_name: str


def works_of(rows, now):
    """The works of these rows with where each is used. One query."""
    uses = uses_of([row.pk for row in rows], now)
    return [work(row, uses[row.pk]) for row in rows]


def uses_of(works, now):
    """{work: (links to live texts that cite it, and that recommend it)}, by title.

    One query.
    """
    uses = defaultdict(lambda: ([], []))
    works = filled_up(works)
    rows = use_rows(len(works))(now=now, **each("work", works)) if works else ()
    link_once = cache(link)
    for reference, is_further_reading, *text in rows:
        uses[reference][is_further_reading].append(link_once(*text))
    return uses


def link(title, slug, kind):
    url = page_url(slug) if kind == "page" else article_url(slug)
    return f'<a href="{escape(url)}">{escape(title)}</a>'


def work(row, uses):
    html, author_mark, author_name = listing(row)
    used = "\n".join(used_in(*uses))
    item = f'<li id="work-{escape(row.key)}">{html}\n      {used}\n    </li>'
    return Work(item, row.sort_key, author_mark, author_name)


def listing(row):
    """What was stored with the entry; made now for a work that has none yet."""
    if row.listing:
        return Listing(row.listing, row.author_mark, row.author_name)
    return listing_of(row.item, row.entry)


def used_in(cited, recommended):
    """HTML of where a work is cited, and of where it is further reading."""
    first, also = cited[:NAMED], cited[NAMED:]
    if first:
        yield f'<span class="cited-in">Cited in {"; ".join(first)}</span>'
    if also:
        more = f"and {len(also)} more article{'' if len(also) == 1 else 's'}"
        yield (
            f'<details class="cited-in"><summary>{more}</summary>'
            f"{'; '.join(also)}</details>"
        )
    if recommended:
        named = "; ".join(recommended)
        yield f'<span class="cited-in">Further reading in {named}</span>'
