"""Drafts that cite keys which lead to no work."""

from django.db.models import F, Q
from django.utils import timezone

from articles.models.article import Article
from articles.models.reference_key import ReferenceKey
from articles.models.where_used import draft_sources
from articles.rendering import meant_keys, named_keys
from articles.source import ArticleSource

# The drafts that were edited last are looked through; the rest another day.
MOST_DRAFTS = 30


def drafts_with_unknown_keys():
    """[(primary key, title, unknown keys)], last edited first. Four queries.

    What readers see has no such key, so a draft that equals it is not read.
    """
    is_published = Q(in_force_digest=F("draft_digest"))
    drafts = (
        Article.objects.with_state(timezone.now())
        .exclude(is_published & Q(in_force_digest__isnull=False))
        .order_by("-edited_at", "-pk")
    )
    titles = dict(drafts.values_list("pk", "title")[:MOST_DRAFTS])
    sources = {
        pk: ArticleSource(**texts) for pk, texts in draft_sources(list(titles)).items()
    }
    named = {pk: named_keys(source) for pk, source in sources.items()}
    asked = frozenset().union(*named.values())
    known = set(
        ReferenceKey.objects.filter(key__in=asked).values_list("key", flat=True)
    )
    # Most drafts name nothing else, and need not be read more closely.
    unknown = {
        pk: sorted(meant_keys(source) - known)
        for pk, source in sources.items()
        if named[pk] - known
    }
    return [
        (pk, title or "Untitled", unknown[pk])
        for pk, title in titles.items()
        if unknown.get(pk)
    ]
