"""The rows of one article of ``bench.growing_library``, not yet written.

An article is a number, of which 0 is the newest; whatever it has follows from that.
"""

import json
from datetime import timedelta

from articles.models import Article, Publication, PublishedPage, Revision
from bench.growing_shapes import KEYS, PICTURE, SHAPES, shapes

YEARS = 10
# As many articles cite the library's best-known work, whatever its size.
KNOWN_BY = 40
PARTS = 5


class Rows:
    def __init__(self, size, now, topics, works, images, series):
        self.size, self.now, self.topics = size, now, topics
        self.works, self.images, self.series = works, images, series

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

    def own_topics(self, number):
        names = sorted(self.topics)
        own = {self.shape(number).topic}
        if number % 3 == 0:
            own.add(names[number % len(names)])
        return [self.topics[name] for name in own]

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
