"""A practice's whole library of any size, made in seconds, for ``bench.growth``.

A text is rendered once for many articles and then given the article's own works and
picture, so that fifty thousand take minutes. What hangs on one article is the same at
each size: eight works, three questions, at most three versions.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles.models import (
    FAQ,
    Address,
    Article,
    Authorship,
    Citation,
    Figure,
    FurtherReading,
    ImageUse,
    Publication,
    PublishedPage,
    PublishedQuestion,
    Revision,
    SearchEntry,
)
from bench.growing_rows import Rows, is_withdrawn, versions
from bench.growing_stock import (
    BATCH,
    make_images,
    make_pages,
    make_practice,
    make_series,
    make_topics,
    make_works,
)


def build(size):
    """``size`` articles; some are drafts, withdrawn or with a version to come."""
    with transaction.atomic():
        fill(size, timezone.now())
    if connection.vendor == "postgresql":
        # What its own housekeeping does within a minute.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def fill(size, now):
    people, topics = make_practice(), make_topics()
    works = make_works(max(60, 2 * size))
    images = make_images(max(20, size // 2))
    series = make_series(max(3, size // 50))
    make_pages(now)
    maker = Maker(Rows(size, now, topics, works, images, series), people)
    for start in range(0, size, BATCH):
        maker.add(range(start, min(size, start + BATCH)))


class Maker:
    """Writes the articles of a range of numbers."""

    def __init__(self, rows, people):
        self.rows, self.people = rows, people

    def add(self, numbers):
        rows = Article.objects.bulk_create(map(self.rows.article, numbers))
        made = list(zip(numbers, rows, strict=True))
        Address.objects.bulk_create(Address(slug=r.slug, article=r) for _, r in made)
        self.add_draft_rows(made)
        revisions = Revision.objects.bulk_create(
            self.rows.revision(number, row, age)
            for number, row in made
            for age in range(versions(number))
        )
        publications = Publication.objects.bulk_create(
            self.rows.publication(*one) for one in self.timelines(made, revisions)
        )
        self.add_pages(made, publications)

    def add_draft_rows(self, made):
        through = Article.topics.through
        through.objects.bulk_create(
            through(article=row, topic=topic)
            for number, row in made
            for topic in self.rows.own_topics(number)
        )
        Authorship.objects.bulk_create(
            Authorship(article=row, clinician=person, position=place)
            for _, row in made
            for place, person in enumerate(self.people[:2])
        )
        Figure.objects.bulk_create(
            Figure(
                article=row,
                name="picture",
                image=self.rows.image(number),
                alt="A window at night.",
            )
            for number, row in made
        )
        FAQ.objects.bulk_create(
            FAQ(article=row, question=faq.question, answer=faq.answer, position=place)
            for number, row in made
            for place, faq in enumerate(self.rows.shape(number).source.faqs)
        )
        FurtherReading.objects.bulk_create(
            FurtherReading(article=row, reference=self.rows.works[-1 - number % 50])
            for number, row in made
            if number % 10 == 0
        )
        self.note_uses((number, row, None) for number, row in made)

    def note_uses(self, uses):
        citations, image_uses = [], []
        for number, row, publication in uses:
            use = {"article": row, "publication": publication}
            image_uses.append(ImageUse(image=self.rows.image(number), **use))
            citations += [
                Citation(reference=one, keys={one.key: False}, **use)
                for one in self.rows.own_works(number)
            ]
        Citation.objects.bulk_create(citations)
        ImageUse.objects.bulk_create(image_uses)

    def timelines(self, made, revisions):
        """(number, article, revision or None, moment) of every switch."""
        left = iter(revisions)
        for number, row in made:
            first = self.rows.first_at(number)
            own = [next(left) for _ in range(versions(number))]
            for age, revision in enumerate(own):
                # Earlier versions lie in the hours before the one in force.
                yield number, row, revision, first - timedelta(hours=age)
            if own and is_withdrawn(number):
                yield number, row, None, first + timedelta(hours=2)
            if own and number % 40 == 7:
                yield (
                    number,
                    row,
                    own[0],
                    self.rows.now + timedelta(days=30 + number % 90),
                )

    def add_pages(self, made, publications):
        number_of = {row.pk: number for number, row in made}
        shown = [one for one in publications if one.revision_id]
        numbered = [(number_of[one.article_id], one) for one in shown]
        pages = PublishedPage.objects.bulk_create(
            self.rows.page(number, one) for number, one in numbered
        )
        PublishedQuestion.objects.bulk_create(
            PublishedQuestion(
                page=page, position=place, anchor=anchor, question=question, html=html
            )
            for (number, _), page in zip(numbered, pages, strict=True)
            for place, (anchor, question, html) in enumerate(
                self.rows.shape(number).faqs
            )
        )
        SearchEntry.objects.bulk_create(
            SearchEntry(publication_id=one.pk, **self.rows.shape(number).entry)
            for number, one in numbered
            if one.at >= self.rows.first_at(number) and not is_withdrawn(number)
        )
        self.note_uses((number, one.article, one) for number, one in numbered)
