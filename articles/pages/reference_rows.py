"""The queries of the public library: which works live texts use, and where."""

from dataclasses import dataclass

from django.db.models import Exists, IntegerField, OuterRef
from django.utils.http import urlencode

from articles.citations.searching import fold
from articles.models import Citation, Publication, Reference
from articles.models.prepared import NOW, given_each, prepared

COLUMNS = ("pk", "key", "entry", "authors", "title", "year", "sort_key", "item")


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
    return public_references(NOW, Asked()).values_list(*COLUMNS)


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
