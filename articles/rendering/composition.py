"""From what an author wrote to what a page shows: the steps, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from articles.citations import Formatted, format_citations
from articles.citations.languages import in_its_language
from articles.rendering.checks import (
    check_citations,
    check_further_reading,
    check_source,
    check_text,
)
from articles.rendering.citing import Cite, Gathered, Works, cited_items, gather
from articles.rendering.dialect import blocks
from articles.rendering.document import Answer, Document, Entry
from articles.rendering.links import LinkCheck
from articles.rendering.parts import Part
from articles.rendering.problems import in_page_order
from articles.rendering.prose import count_words, paragraphs, reading_minutes
from articles.rendering.reading import Manuscript, read
from articles.rendering.reference_list import reference_list
from articles.rendering.sanitizer import sanitize
from articles.source import ArticleSource, Picture, Problem


def render(
    source: ArticleSource,
    works: Works,
    pictures: Mapping[str, Picture],
    *,
    cite: Cite = format_citations,
) -> Document:
    """The page parts of ``source``. Pure: equal arguments give equal documents.

    ``works``: key as written -> CSL item whose "id" is its canonical key.
    ``pictures``: image digest -> Picture. ``cite`` is called at most once, and only
    if something is cited or listed for further reading; its EngineError passes.
    """
    text = read(source, works, pictures)
    gathered = gather((span for part in text.parts for span in part.spans()), works)
    uncited = uncited_keys(source, works, gathered)
    formatted = format_all(works, gathered, uncited, cite)
    document = with_lists(Document(), formatted, gathered, uncited, works)
    link_problems = mend_links(text, document)
    document = with_texts(document, text, formatted.citations)
    return replace(
        document,
        reference_list=reference_list(document),
        problems=in_page_order(
            [
                *check_source(source),
                *text.problems,
                *link_problems,
                *(found for part in text.parts for found in check_text(part)),
                *check_citations(gathered, works),
                *check_further_reading(source, works, gathered),
            ]
        ),
    )


def uncited_keys(
    source: ArticleSource, works: Works, gathered: Gathered
) -> tuple[str, ...]:
    """Canonical keys of the further reading, in the author's order."""
    known = (str(works[key]["id"]) for key in source.further_reading if key in works)
    return tuple(key for key in dict.fromkeys(known) if key not in gathered.mentions)


def format_all(
    works: Works, gathered: Gathered, uncited: Sequence[str], cite: Cite
) -> Formatted:
    """One call for both lists, so that "2020a" is one and the same work everywhere."""
    keys = [*gathered.mentions, *uncited]
    if not keys:
        return Formatted((), {})
    return cite(cited_items(keys, works), gathered.clusters)


def with_lists(
    document: Document,
    formatted: Formatted,
    gathered: Gathered,
    uncited: Sequence[str],
    works: Works,
) -> Document:
    """Add the reference list in the style's order, further reading in the author's."""
    items = {str(work["id"]): work for work in works.values()}
    entries = {
        key: Entry(
            key,
            f"ref-{key}",
            sanitize(in_its_language(markup, items.get(key, {}))),
            tuple(mentions),
        )
        for key, markup in formatted.references
        for mentions in [gathered.mentions.get(key, ())]
    }
    return replace(
        document,
        references=tuple(e for e in entries.values() if e.mentions),
        further_reading=tuple(entries[key] for key in uncited if key in entries),
        cited=tuple(gathered.mentions),
    )


def mend_links(text: Manuscript, document: Document) -> list[Problem]:
    """Resolve links within the page, which needs every id that it will have."""
    entries = [*document.references, *document.further_reading]
    anchors = [anchor for entry in entries for anchor in entry.mentions]
    targets = {*text.ids, *(entry.id for entry in entries), *anchors}
    check = LinkCheck(targets, [])
    for part in text.parts:
        check.mend(part)
        part.drop_blank_paragraphs()
    return check.problems


def with_texts(
    document: Document, text: Manuscript, citations: Mapping[str, str]
) -> Document:
    """Add the HTML of each part, and the prose of body and FAQs."""
    prose = "\n\n".join(prose_blocks(text, citations))
    words = count_words(prose)
    return replace(
        document,
        body=to_html(text.body, citations),
        lead_figure=to_html(text.lead_figure, citations),
        faqs=tuple(
            Answer(id, question, to_html(part, citations))
            for id, question, part in text.faqs
        ),
        call_to_action=to_html(text.call_to_action, citations),
        toc=text.toc,
        images=text.images,
        plain_text=prose,
        word_count=words,
        reading_minutes=reading_minutes(words),
    )


def prose_blocks(text: Manuscript, citations: Mapping[str, str]) -> Iterator[str]:
    yield from paragraphs(text.body, citations)
    for _, question, part in text.faqs:
        yield question
        yield from paragraphs(part, citations)


def to_html(part: Part, citations: Mapping[str, str]) -> str:
    parser = blocks()
    env = {**part.env, "citations": citations}
    return sanitize(parser.renderer.render(part.tokens, parser.options, env)).strip()
