"""The queries of the public library: which works live texts use, and where."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Exists, IntegerField, JSONField, OuterRef, When
from django.utils.http import urlencode

from articles.citations.searching import fold
from articles.models import Citation, Publication, Reference
from articles.models.prepared import NOW, given_each, prepared

PAGE_SIZE = 50


class Row(NamedTuple):
    """``item``: for those that have no listing, and where names are looked for."""

    pk: int
    key: str
    sort_key: str
    listing: str
    author_mark: str
    author_name: str
    entry: str
    item: dict | None


COLUMNS = Row._fields
# Most of a row is its item, and to read it takes longer than all the rest.
UNLISTED = Case(When(listing="", then="item"), output_field=JSONField())
COLUMNS_OF_ALL = (*COLUMNS[:-1], "unlisted")


@dataclass(frozen=True)
class Asked:
    """What of the library is asked for: words, one author, or all of it."""

    words: str = ""
    author: str = ""

    @property
    def is_everything(self):
        return not (self.words or self.author)

    @property
    def query(self):
        """For addresses, without the question mark."""
        wanted = {"q": self.words, "author": self.author}
        return urlencode({name: value for name, value in wanted.items() if value})


def public_references(now, asked):
    """Works that live texts cite or recommend, by author; no drafts' works."""
    found = Reference.objects.filter(
        Exists(live_citations(now).filter(reference=OuterRef("pk")))
    )
    if asked.author:
        # Only a mark as it is written: one author's works have one address.
        is_mark = asked.author == "-".join(fold(asked.author).split())
        by_author = found.filter(search_text__contains=f"|{asked.author}|")
        found = by_author if is_mark else found.none()
    return found.matching(asked.words) if asked.words else found


def live_citations(now):
    """What live texts cite or recommend, each looked at through its own text."""
    return Citation.objects.filter(Publication.is_live(now, through="publication"))


@prepared
def all_rows():
    found = public_references(NOW, Asked()).annotate(unlisted=UNLISTED)
    return found.values_list(*COLUMNS_OF_ALL)


@prepared
def use_rows(works):
    works = given_each("work", IntegerField(), works)
    return (
        live_citations(NOW)
        .filter(reference__pk__in=works)
        .order_by("publication__title", "article_id")
        .values_list(
            "reference_id",
            "is_further_reading",
            "publication__title",
            "article__slug",
            "article__kind",
        )
    )
