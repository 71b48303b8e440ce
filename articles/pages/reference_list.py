"""The list of the public library as HTML, with its headings.

Each function gives safe HTML of works in their order: ``Work`` of reference_items.
"""

from html import escape
from itertools import groupby

from articles.pages.reference_authors import link_to_author
from articles.pages.reference_initials import anchor, initial

FOUND = '<h2 class="visually-hidden">What was found</h2>'


def by_initial(works):
    """Under letters; where one author has several works together, under the author."""
    return "\n  ".join(
        f'<h2 class="initial" id="{anchor(label)}">{label}</h2>\n  {by_author(several)}'
        for label, several in groupby(works, key=lambda work: initial(work.sort_key))
    )


def as_found(works):
    """Under one heading, which is only heard."""
    return f"{FOUND}\n  {items(works)}" if works else ""


def by_author(works):
    return "\n  ".join(
        f"{heading(mark, together[0].author_name)}{items(together)}"
        for mark, together in runs(works)
    )


def runs(works):
    """(mark, works) of authors with several in a row; ("", works) of all between."""
    between = []
    for mark, several in groupby(works, key=lambda work: work.author_mark):
        together = list(several)
        if not mark or len(together) == 1:
            between.extend(together)
            continue
        if between:
            yield "", between
        between = []
        yield mark, together
    if between:
        yield "", between


def heading(mark, name):
    if not mark:
        return ""
    author = link_to_author(mark, name)
    link = f'<a href="{escape(author.url)}">Works by {escape(author.title)}</a>'
    return f'<h3 class="library-author">{link}</h3>\n  '


def items(works):
    listed = "\n    ".join(work.item for work in works)
    return f'<ul class="plain reference-list">\n    {listed}\n  </ul>'
