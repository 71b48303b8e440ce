"""What the source alone can tell: missing fields, FAQs, further reading, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from articles.citations import missing_fields
from articles.rendering.citing import Gathered, Works
from articles.rendering.parts import Part
from articles.rendering.problems import problem
from articles.rendering.promises import promises
from articles.source import ArticleSource, Place, Problem

# A bare @word of letters and a year, as keys are made.
KEY_SHAPE = r"[a-z][a-z-]*\d{4}[a-z]?"
LIKE_A_KEY = re.compile(rf"(?<![\w@./+])@({KEY_SHAPE})(?![\w@])")


def check_source(source: ArticleSource) -> Iterator[Problem]:
    if not source.title.strip():
        yield problem("title-missing", Place("title"))
    if not any(author.strip() for author in source.authors):
        yield problem("author-missing", Place("authors"))
    yield from check_faqs(source)
    for part in ("title", "standfirst", "summary"):
        yield from check_promises(getattr(source, part), Place(part))
    invitation = source.call_to_action
    for text in (invitation.heading, invitation.label):
        yield from check_promises(text, Place("call_to_action"))


def check_promises(text: str, place: Place) -> Iterator[Problem]:
    for code, words in promises(text):
        yield problem(code, place, text=words)


def check_faqs(source: ArticleSource) -> Iterator[Problem]:
    asked: set[str] = set()
    for index, faq in enumerate(source.faqs):
        place = Place("faqs", index)
        question, answer = faq.question.strip(), faq.answer.strip()
        if answer and not question:
            yield problem("faq-without-question", place)
        if question and not answer:
            yield problem("faq-without-answer", place, question=question)
        if question and question.casefold() in asked:
            yield problem("faq-repeated", place, question=question)
        asked.add(question.casefold())


def check_text(part: Part) -> Iterator[Problem]:
    """Too much nesting, HTML (each tag once), and what only looks like a citation."""
    for line in part.env.get("too_deep", ())[:1]:
        place = Place(part.place.part, part.place.index, line=line + 1)
        yield problem("nested-too-deeply", place)
    if "too_many_brackets" in part.env:
        yield problem("too-many-brackets", part.place)
    for place, token in part.inlines():
        yield from check_promises(token.content, place)
    tags: set[str] = set()
    for place, token in part.spans():
        if token.type == "raw_html":
            tag = token.content.lower().strip("</>").split(maxsplit=1)[0]
            if tag not in tags:
                yield problem("raw-html", place, code=token.content)
            tags.add(tag)
        elif token.type == "text":
            for key in LIKE_A_KEY.findall(token.content):
                yield problem(
                    "citation-unrecognised", replace(place, name=key), key=key
                )


def check_citations(gathered: Gathered, works: Works) -> Iterator[Problem]:
    for key, place in gathered.unknown:
        yield problem("citation-unknown", place, key=key)
    by_key = {str(work["id"]): work for work in works.values()}
    for key, place in gathered.first_place.items():
        yield from check_reference(by_key[key], place)


def check_further_reading(
    source: ArticleSource, works: Works, gathered: Gathered
) -> Iterator[Problem]:
    for index, key in enumerate(source.further_reading):
        place = Place("further_reading", index, key)
        if key not in works:
            yield problem("further-reading-unknown", place, key=key)
        elif works[key]["id"] in gathered.mentions:
            yield problem("further-reading-cited", place, key=key)
        else:
            yield from check_reference(works[key], place)


def check_reference(item: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    missing = missing_fields(item)
    if missing:
        listed = ", ".join(missing)
        yield problem("reference-incomplete", place, key=place.name, missing=listed)
