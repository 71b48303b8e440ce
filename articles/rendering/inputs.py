"""What a rendering depends on: which works to look up, and when it is out of date."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from articles.citations import fingerprint, match_group, match_narrative
from articles.rendering.citing import Works
from articles.rendering.parts import printable
from articles.source import ArticleSource, Picture

# Raise with every change that makes the same source render differently.
RENDER_VERSION = 4
OPENING = re.compile(r"[@\[]")


def candidate_keys(source: ArticleSource) -> frozenset[str]:
    """Every key that the article could cite, as written; most handles among them."""
    return written_keys(source) | frozenset(source.further_reading)


def written_keys(source: ArticleSource) -> frozenset[str]:
    """The same without the further reading: the keys that stand in its texts."""
    return frozenset(key for text in texts(source) for key in keys_in(printable(text)))


def texts(source: ArticleSource) -> Iterator[str]:
    """The texts in which a citation counts."""
    yield source.body
    yield from (faq.answer for faq in source.faqs)
    yield from (figure.caption for figure in source.figures)
    yield source.call_to_action.text


def keys_in(text: str) -> Iterator[str]:
    for opening in OPENING.finditer(text):
        if opening[0] == "@":
            mention = match_narrative(text, opening.start())
            yield from [mention[0].id] if mention else []
        else:
            group = match_group(text, opening.start())
            yield from (item.id for item in group[0]) if group else ()


def inputs_digest(
    source: ArticleSource,
    works: Works,
    pictures: Mapping[str, Picture],
    *,
    style: str = "apa",
) -> str:
    """SHA-256 of all that the rendering is made from; works by key as written.

    Only what this article can use counts, so passing more works or pictures than
    needed changes nothing. Where works are cited, ``style`` and the citation engine's
    rules count.
    """
    keys = candidate_keys(source)
    digests = {figure.image for figure in source.figures}
    inputs = {
        "version": RENDER_VERSION,
        "citations": fingerprint((), (), style=style) if keys & works.keys() else "",
        "source": source.to_dict(),
        "works": {key: dict(works[key]) for key in keys if key in works},
        "pictures": {d: asdict(pictures[d]) for d in digests if d in pictures},
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
