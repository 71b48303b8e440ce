"""The words that live texts have, by which typing errors are mended."""

from collections import Counter

from articles.models import Publication, SearchEntry
from articles.models.kept import moment


class Vocabulary:
    """The words of live texts, kept in the process until what is live changes."""

    as_of = None
    words = {}


def vocabulary(now):
    """{word: number of live texts that have it}. One query, two after a change."""
    as_of = moment(now)
    if as_of is None or Vocabulary.as_of != as_of:
        words = Counter()
        live = Publication.objects.live(now)
        entries = SearchEntry.objects.filter(publication__in=live)
        for text in entries.values_list("words", flat=True).iterator():
            words.update(text.split())
        Vocabulary.words, Vocabulary.as_of = words, as_of
    return Vocabulary.words
