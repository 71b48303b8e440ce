"""A practice's whole library of any size, made in seconds, for ``bench.growth``.

Texts come from ``bench.corpus``, works from ``bench.library``. A text is rendered once
for every ``SHAPES``-th article and then given the article's own works and picture, so
that fifty thousand take minutes. What hangs on one article is the same at each size:
eight works, three questions, at most three versions.
"""

import json
import random
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from django.db import connection, transaction
from django.utils import timezone

from articles.citations import Formatted
from articles.models import (
    FAQ,
    Address,
    Article,
    Authorship,
    Citation,
    Clinician,
    Figure,
    FurtherReading,
    Image,
    ImageUse,
    Inputs,
    Practice,
    Publication,
    PublishedPage,
    PublishedQuestion,
    Reference,
    ReferenceKey,
    Rendition,
    Revision,
    SearchEntry,
    Series,
    Topic,
)
from articles.rendering import render
from articles.source import ArticleSource, FigureSource
from articles.source import Picture as PictureValue
from articles.source import Rendition as File
from bench.corpus import made_up_articles
from bench.library import work

SHAPES = 200
BATCH = 500
YEARS = 10
# As many articles cite the library's best-known work, whatever its size.
KNOWN_BY = 40
PARTS = 5
NAMES = ("Dana Reyes", "Sam Okafor", "Lena Brandt")
KEYS = [f"workkey{number}x" for number in range(8)]
PICTURE = "0" * 64
SIZES = ((480, "jpeg"), (800, "jpeg"), (800, "webp"), (1600, "jpeg"))


@dataclass(frozen=True)
class Shape:
    """A rendered text in which KEYS and PICTURE stand for an article's own."""

    topic: str
    source: ArticleSource
    source_text: str
    document_text: str
    entry: dict
    faqs: tuple


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
    maker = Maker(size, now, people, topics, works, images, series)
    for start in range(0, size, BATCH):
        maker.add(range(start, min(size, start + BATCH)))


@cache
def shapes():
    made = made_up_articles()
    return [shape(one) for one in random.Random(1).sample(made, SHAPES)]


def shape(made):
    """With a picture before the second paragraph and a work cited after each."""
    paragraphs = made.source.body.split("\n\n")
    paragraphs.insert(1, "![](figure:picture)")
    prose = [n for n, text in enumerate(paragraphs) if text[0] not in "!#"]
    for place, key in zip(prose, KEYS, strict=False):
        paragraphs[place] += f" [@{key}]"
    source = replace(
        made.source,
        body="\n\n".join(paragraphs),
        authors=("dana-reyes", "sam-okafor"),
        figures=(FigureSource("picture", PICTURE, alt="A window at night."),),
    )
    items = {key: {**random_item(n), "id": key} for n, key in enumerate(KEYS)}
    picture = PictureValue(1600, 1067, tuple(files(PICTURE)))
    document = render(source, items, {PICTURE: picture}, cite=made_up_citations)
    rendered = Made(Inputs(source, items, {}), document)
    entry = SearchEntry.of(0, rendered)
    return Shape(
        topic=made.topic,
        source=source,
        source_text=json.dumps(source.to_dict()),
        document_text=json.dumps(document.to_dict()),
        entry={name: getattr(entry, name) for name in ENTRY},
        faqs=tuple((faq.id, faq.question, faq.html) for faq in document.faqs),
    )


ENTRY = ("words", "title", "headings", "questions", "lead", "body")


@dataclass(frozen=True)
class Made:
    inputs: Inputs
    document: object


def made_up_citations(items, clusters):
    """In place of pandoc, at the length of what it gives."""
    entries = tuple((item["id"], work(7, random.Random(7)).entry) for item in items)
    return Formatted(entries, {one.id: "(Beck et al., 2004)" for one in clusters})


def random_item(number):
    return work(number, random.Random(number)).item


def files(digest):
    return [
        File(f"/media/images/{digest}-{width}.{kind}", width, kind)
        for width, kind in SIZES
    ]


def make_practice():
    Practice.current()
    Practice.objects.update(
        name="Two Trees", phone="+1 510 555 0100", email="hello@example.com"
    )
    people = [
        Clinician.objects.create(
            name_as_filed=name, slug=name.lower().replace(" ", "-")
        )
        for name in NAMES
    ]
    for person in people:
        person.licences.create(kind="lmft", number="12345", state="California")
    return people


def make_topics():
    names = sorted({one.topic for one in shapes()})
    return {name: Topic.objects.create(name=name, slug=name.lower()) for name in names}


def make_works(count):
    chance = random.Random(count)
    works = []
    for start in range(0, count, BATCH):
        batch = [work(n, chance) for n in range(start, min(count, start + BATCH))]
        works += Reference.objects.bulk_create(batch)
    keys = (ReferenceKey(key=one.key, reference=one) for one in works)
    ReferenceKey.objects.bulk_create(keys, batch_size=BATCH)
    return works


def make_images(count):
    images = Image.objects.bulk_create(
        [
            Image(
                digest=f"{n + 1:064x}",
                file=f"images/{n + 1:064x}.jpg",
                format="jpeg",
                width=1600,
                height=1067,
                title=f"Picture {n}",
            )
            for n in range(count)
        ],
        batch_size=BATCH,
    )
    sizes = [("", *size) for size in SIZES]
    sizes += [("card", 800, "jpeg"), ("social", 1200, "jpeg")]
    Rendition.objects.bulk_create(
        (
            Rendition(
                image=image,
                crop=crop,
                width=width,
                format=kind,
                file=f"images/{image.digest}-{crop}{width}.{kind}",
            )
            for image in images
            for crop, width, kind in sizes
        ),
        batch_size=BATCH,
    )
    return images


def make_series(count):
    return Series.objects.bulk_create(
        Series(title=f"Series {n}", slug=f"series-{n}", description="Of one thing.")
        for n in range(count)
    )


def make_pages(now):
    for place, name in enumerate(("About", "Fees", "Privacy", "Contact")):
        page = Article.objects.create(
            title=name, kind="page", body="Some words.", menu_position=place
        )
        page.set_authors(["dana-reyes"])
        page.settle_draft()
        page.publish(now=now - timedelta(days=1))


class Maker:
    """Adds the articles of a range of numbers; 0 is the newest."""

    def __init__(self, size, now, people, topics, works, images, series):
        self.size, self.now, self.people, self.topics = size, now, people, topics
        self.works, self.images, self.series = works, images, series

    def add(self, numbers):
        rows = Article.objects.bulk_create(map(self.article, numbers))
        made = list(zip(numbers, rows, strict=True))
        Address.objects.bulk_create(Address(slug=r.slug, article=r) for _, r in made)
        self.add_draft_rows(made)
        revisions = Revision.objects.bulk_create(
            self.revision(number, row, age)
            for number, row in made
            for age in range(versions(number))
        )
        publications = Publication.objects.bulk_create(
            self.publication(*one) for one in self.timelines(made, revisions)
        )
        self.add_pages(made, publications)

    def shape(self, number):
        return shapes()[number % SHAPES]

    def own_works(self, number):
        """Its own eight; of the newest, one is the work that all know."""
        own = [
            self.works[(1 + number * 2 + n) % len(self.works)] for n in range(len(KEYS))
        ]
        return [self.works[0], *own[1:]] if number < KNOWN_BY else own

    def image(self, number):
        return self.images[number % len(self.images)]

    def first_at(self, number):
        return self.now - timedelta(days=1 + YEARS * 365 * number / self.size)

    def fill(self, text, number):
        for key, one in zip(KEYS, self.own_works(number), strict=True):
            text = text.replace(key, one.key)
        return text.replace(PICTURE, self.image(number).digest)

    def article(self, number):
        source = self.shape(number).source
        series, part = divmod(number, self.size // len(self.series))
        in_series = part < PARTS and series < len(self.series)
        return Article(
            title=f"{source.title} ({number})",
            slug=f"article-{number}",
            standfirst=source.standfirst,
            body=self.fill(source.body, number),
            draft_digest=f"{number:064x}",
            tag_uri=f"tag:testserver,2026:{number}",
            series=self.series[series] if in_series else None,
            position=part + 1 if in_series else None,
            review_due_on=(self.now + timedelta(days=90 + number % 600)).date(),
        )

    def add_draft_rows(self, made):
        through = Article.topics.through
        tagged = (
            (row, topic)
            for number, row in made
            for topic in {self.shape(number).topic, self.second_topic(number)}
        )
        through.objects.bulk_create(
            through(article=row, topic=self.topics[topic]) for row, topic in tagged
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
                image=self.image(number),
                alt="A window at night.",
            )
            for number, row in made
        )
        FAQ.objects.bulk_create(
            FAQ(article=row, question=faq.question, answer=faq.answer, position=place)
            for number, row in made
            for place, faq in enumerate(self.shape(number).source.faqs)
        )
        FurtherReading.objects.bulk_create(
            FurtherReading(article=row, reference=self.works[-1 - number % 50])
            for number, row in made
            if number % 10 == 0
        )
        self.note_uses((number, row, None) for number, row in made)

    def second_topic(self, number):
        names = sorted(self.topics)
        return (
            names[number % len(names)] if number % 3 == 0 else self.shape(number).topic
        )

    def note_uses(self, uses):
        citations, image_uses = [], []
        for number, row, publication in uses:
            use = {"article": row, "publication": publication}
            image_uses.append(ImageUse(image=self.image(number), **use))
            citations += [
                Citation(reference=one, keys={one.key: False}, **use)
                for one in self.own_works(number)
            ]
        Citation.objects.bulk_create(citations)
        ImageUse.objects.bulk_create(image_uses)

    def revision(self, number, row, age):
        values = json.loads(self.fill(self.shape(number).source_text, number))
        values["title"] = row.title
        return Revision(
            article=row,
            source_data=values,
            digest=row.draft_digest if age == 0 else f"{age}{number:063x}",
            reason="published",
            created_at=self.first_at(number),
        )

    def timelines(self, made, revisions):
        """(number, article, revision or None, moment) of every switch."""
        left = iter(revisions)
        for number, row in made:
            first = self.first_at(number)
            own = [next(left) for _ in range(versions(number))]
            for age, revision in enumerate(own):
                # Earlier versions lie in the hours before the one in force.
                yield number, row, revision, first - timedelta(hours=age)
            if own and is_withdrawn(number):
                yield number, row, None, first + timedelta(hours=2)
            if own and number % 40 == 7:
                yield number, row, own[0], self.now + timedelta(days=30 + number % 90)

    def publication(self, number, row, revision, at):
        if revision is None:
            return Publication(article=row, at=at)
        return Publication(
            article=row,
            revision=revision,
            at=at,
            first_published_at=self.first_at(number) - timedelta(hours=3),
            updated_at=at if number % 5 == 0 else None,
            change_note="A study was added." if number % 5 == 0 else "",
            title=row.title,
            summary=row.standfirst,
            word_count=900,
            reading_minutes=4,
            picture=self.image(number),
        )

    def add_pages(self, made, publications):
        number_of = {row.pk: number for number, row in made}
        shown = [one for one in publications if one.revision_id]
        numbered = [(number_of[one.article_id], one) for one in shown]
        pages = PublishedPage.objects.bulk_create(
            self.page(number, one) for number, one in numbered
        )
        PublishedQuestion.objects.bulk_create(
            PublishedQuestion(
                page=page, position=place, anchor=anchor, question=question, html=html
            )
            for (number, _), page in zip(numbered, pages, strict=True)
            for place, (anchor, question, html) in enumerate(self.shape(number).faqs)
        )
        SearchEntry.objects.bulk_create(
            SearchEntry(publication_id=one.pk, **self.shape(number).entry)
            for number, one in numbered
            if one.at >= self.first_at(number) and not is_withdrawn(number)
        )
        self.note_uses((number, one.article, one) for number, one in numbered)

    def page(self, number, publication):
        document = json.loads(self.fill(self.shape(number).document_text, number))
        return PublishedPage(
            publication=publication,
            document_data=document,
            items=[one.item for one in self.own_works(number)],
            inputs_digest="0" * 64,
        )


def versions(number):
    """How many versions readers have seen so far; a twentieth are drafts."""
    if number % 20 == 13:
        return 0
    return 3 if number % 4 == 1 else 1


def is_withdrawn(number):
    return number % 50 == 31
