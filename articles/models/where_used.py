"""Where a work is used: in what readers see, in what is scheduled, in drafts."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, IntegerField, Q, Value

from articles.models.citation import Citation
from articles.models.faq import FAQ
from articles.models.figure import Figure
from articles.models.publication import Publication
from articles.models.revision import Revision
from articles.rendering import mentions
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

ANSWER, CAPTION = 0, 1


@dataclass
class TextThatCites:
    """One version of an article; ``at`` is empty for the draft.

    ``source`` and ``mentions`` are filled in by ``read_mentions``.
    """

    digest: str
    revision: int | None = None
    at: datetime | None = None
    is_live: bool = False
    is_draft: bool = False
    in_further_reading: bool = False
    source: ArticleSource | None = None
    mentions: tuple = ()


@dataclass
class ArticleThatCites:
    """An article with those of its texts that cite the work: live ones first."""

    pk: int
    title: str
    slug: str
    is_page: bool
    texts: list[TextThatCites] = field(default_factory=list)


def articles_that_cite(reference, now):
    """Every article that uses the work, by title, without its texts. One query.

    A live text that the draft still equals is listed once, as both.
    """
    shown = Publication.objects.live(now).values("pk")
    rows = Citation.objects.filter(reference=reference).filter(
        Q(publication=None) | Q(publication__in=shown) | Q(publication__at__gt=now)
    )
    found = {}
    for row in rows.order_by("article__title", "article", "publication__at").values(
        "article",
        "article__title",
        "article__slug",
        "article__kind",
        "article__draft_digest",
        "publication__at",
        "publication__created_at",
        "publication__revision",
        "publication__revision__digest",
        "is_further_reading",
    ):
        article = found.setdefault(row["article"], article_of(row))
        article.texts.append(text_of(row, now))
    for article in found.values():
        article.texts = joined(article.texts)
    return list(found.values())


def article_of(row):
    return ArticleThatCites(
        pk=row["article"],
        title=row["article__title"] or "Untitled",
        slug=row["article__slug"] or "",
        is_page=row["article__kind"] == "page",
    )


def text_of(row, now):
    at = row["publication__at"]
    return TextThatCites(
        digest=row["publication__revision__digest"] or row["article__draft_digest"],
        revision=row["publication__revision"],
        at=at,
        is_live=bool(at and at <= max(now, row["publication__created_at"])),
        is_draft=at is None,
        in_further_reading=row["is_further_reading"],
    )


def joined(texts):
    """Published texts in the order of time, the draft last or with its equal."""
    published = sorted((t for t in texts if t.at), key=lambda text: text.at)
    for draft in (text for text in texts if text.is_draft):
        equal = [text for text in published if text.digest == draft.digest]
        for text in equal[:1]:
            text.is_draft = True
        if not equal:
            published.append(draft)
    return published


def read_mentions(articles, keys, canonical):
    """Fill in the texts of these articles and where they cite ``keys``. Three queries.

    ``canonical``: the work's own key, under which a draft lists further reading.
    """
    texts = [(article.pk, text) for article in articles for text in article.texts]
    revisions = Revision.objects.in_bulk(
        {text.revision for _, text in texts if text.revision}
    )
    drafts = draft_sources({pk for pk, text in texts if not text.revision})
    for pk, text in texts:
        if text.revision:
            text.source = revisions[text.revision].source
        else:
            listed = (canonical,) if text.in_further_reading else ()
            text.source = ArticleSource(**drafts[pk], further_reading=listed)
        text.mentions = mentions(text.source, keys)


def draft_sources(articles):
    """{article: what in its draft can cite, as ArticleSource's fields}. Two queries."""
    if not articles:
        return {}
    rows = defaultdict(lambda: ([], []))
    for article, kind, name, words in rows_of_drafts(articles):
        rows[article][kind].append((name, words))
    drafts = Citation._meta.get_field("article").related_model.objects
    return {
        pk: {
            "body": body,
            "call_to_action": CallToAction(text=invitation),
            "faqs": tuple(FAQSource(*row) for row in rows[pk][ANSWER]),
            "figures": tuple(
                FigureSource(name, caption=words) for name, words in rows[pk][CAPTION]
            ),
        }
        for pk, body, invitation in drafts.filter(pk__in=articles).values_list(
            "pk", "body", "cta_text"
        )
    }


def rows_of_drafts(articles):
    """Answers and captions of these drafts in their order, in one query."""
    answers = FAQ.objects.filter(article__in=articles).order_by()
    captions = Figure.objects.filter(article__in=articles).order_by()
    union = answers.values_list(
        "article",
        Value(ANSWER, output_field=IntegerField()),
        F("question"),
        F("answer"),
        "position",
        "pk",
    ).union(
        captions.values_list(
            "article",
            Value(CAPTION, output_field=IntegerField()),
            F("name"),
            F("caption"),
            "position",
            "pk",
        ),
        all=True,
    )
    rows = sorted(union, key=lambda row: (row[0], row[1], row[4], row[5]))
    return [row[:4] for row in rows]
