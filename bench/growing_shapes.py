"""Texts of ``bench.growing_library``, each rendered once for many articles.

They come from ``bench.corpus``. In a shape, KEYS and PICTURE stand for the works and
the picture of whatever article it is given to.
"""

import json
import random
from dataclasses import dataclass, replace
from functools import cache

from articles.citations import Formatted
from articles.models import Inputs, SearchEntry
from articles.models.image_files import name_of
from articles.rendering import render
from articles.source import ArticleSource, FigureSource
from articles.source import Picture as PictureValue
from articles.source import Rendition as File
from bench.corpus import made_up_articles
from bench.library import work

SHAPES = 200
KEYS = [f"workkey{number}x" for number in range(8)]
PICTURE = "0" * 64
SIZES = ((480, "jpeg"), (800, "jpeg"), (800, "webp"), (1600, "jpeg"))
ENTRY = ("words", "title", "headings", "questions", "lead", "body")


@dataclass(frozen=True)
class Shape:
    """A text as it was written and as it was rendered."""

    topic: str
    source: ArticleSource
    source_text: str
    document_text: str
    entry: dict
    faqs: tuple


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
        File(f"/media/{name_of(f'{digest}-{width}', kind)}", width, kind)
        for width, kind in SIZES
    ]
