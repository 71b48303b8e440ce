"""The one allow-list: what HTML may stand in an article, whoever wrote it.

Scripts, styles, frames, forms, event handlers and foreign images never pass.
Ids come out of a closed set of prefixes, so that none of them can stand in for a
property of ``document`` or ``window`` (DOM clobbering). ``section-``, ``cite-``,
``ref-``, ``note-``, ``noteref-`` and ``faq-`` are given by the renderer and stay as
they are; anything else gets ``c-`` in front, and links to it follow suit.
"""

from __future__ import annotations

import html
import re

import nh3

URL_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
DEEPEST = 100
MANY_TAGS = 1_000
MOST_PASSES = 5

BLOCKS = {"blockquote", "div", "hr", "p", "pre", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"dd", "dl", "dt", "li", "ol", "ul"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
WORDS = {"a", "b", "br", "code", "em", "i", "mark", "s", "span", "strong", "sub", "sup"}
FIGURES = {"figcaption", "figure", "img", "picture", "source"}
FRAMES = {"embed", "iframe", "noembed", "noframes", "object", "template"}
FOREIGN = {"math", "svg", "title"}
CODE = {"noscript", "plaintext", "script", "style", "textarea", "xmp"}
ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title", "aria-label"},
    "div": {"aria-label"},
    "img": {"alt", "height", "sizes", "src", "srcset", "width"},
    "ol": {"start"},
    "source": {"sizes", "srcset"},
    "span": {"lang"},
}
ATTRIBUTE_VALUES = {
    "a": {"role": {"doc-backlink", "doc-biblioref", "doc-noteref"}},
    "div": {"role": {"group"}, "tabindex": {"0"}},
    "img": {
        "decoding": {"async"},
        "fetchpriority": {"high"},
        "loading": {"eager", "lazy"},
    },
    "source": {"type": {"image/avif", "image/jpeg", "image/png", "image/webp"}},
    "th": {"scope": {"col"}},
}
ALIGNMENTS = {"align-center", "align-left", "align-right"}
CLASSES = {
    "div": {"footnotes", "table-scroll"},
    "figure": {"figure", "lead-figure", "tall-figure", "wide-figure"},
    "mark": {"citation-unknown", "figure-missing"},
    "span": {"citation", "credit"},
    "td": ALIGNMENTS,
    "th": ALIGNMENTS,
}

ID = re.compile(r"[\w:.-]{1,200}")
GIVEN_ID = re.compile(r"(?:c|cite|faq|note|noteref|ref|section)-.")
# Own media only, and only plain file names: no "..", no "//", no query.
MEDIA = re.compile(r"/media(?:/\w[\w-]*(?:\.\w[\w-]*)*)+")
# A language tag as BCP 47 has it, of the parts that anybody writes.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
PLAIN_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?: [a-z-]+="[^"<>]*")*>')
VOID = frozenset({"br", "hr", "img", "source"})


def sanitize(markup: str) -> str:
    """Safe HTML from any HTML; cleaning twice changes nothing more.

    One pass is safe already, but where a tag was taken out, a browser may read the
    rest anew and differently: passes follow until nothing changes. Markup that no
    article has (nested past ``DEEPEST``, thousands of unclosed tags, no end to the
    changes) would cost quadratic time: it is shown as text instead.
    """
    cleaned = markup
    for _ in range(MOST_PASSES):
        if is_costly(cleaned):
            break
        before, cleaned = cleaned, clean(cleaned)
        if cleaned == before:
            return cleaned
    return clean(html.escape(cleaned, quote=False))


def in_page_id(name: str) -> str:
    """The id that stands in the page for ``name``."""
    return name if GIVEN_ID.match(name) else f"c-{name}"


def keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return in_page_id(value) if ID.fullmatch(value) else None
    if attribute == "href" and value.strip().startswith("#"):
        name = value.strip()[1:]
        return f"#{in_page_id(name)}" if ID.fullmatch(name) else None
    if attribute == "src":
        return value if MEDIA.fullmatch(value) else None
    if attribute == "srcset":
        return value if all(map(is_candidate, value.split(","))) else None
    if attribute == "lang":
        return value if LANGUAGE.fullmatch(value) else None
    if attribute in {"height", "start", "width"}:
        return value if value.isascii() and value.isdecimal() else None
    return value


def is_candidate(image: str) -> bool:
    """Whether this is one image of a ``srcset``: an own path and a width."""
    path, _, width = image.strip().partition(" ")
    return bool(MEDIA.fullmatch(path) and re.fullmatch(r"\d{1,5}w", width, re.ASCII))


def is_costly(markup: str) -> bool:
    """Whether there are many tags, and not all well formed and closed in order."""
    tags = markup.count("<")
    return tags > MANY_TAGS and not is_well_nested(markup, tags)


def is_well_nested(markup: str, tags: int) -> bool:
    open_tags: list[str] = []
    found = 0
    for tag in PLAIN_TAG.finditer(markup):
        found += 1
        if tag[1]:
            if not open_tags or open_tags.pop() != tag[2]:
                return False
        elif tag[2] not in VOID:
            open_tags.append(tag[2])
            if len(open_tags) > DEEPEST:
                return False
    return found == tags and not open_tags


clean = nh3.Cleaner(
    tags=BLOCKS | LISTS | TABLES | WORDS | FIGURES,
    clean_content_tags=FRAMES | FOREIGN | CODE,
    attributes=ATTRIBUTES,
    attribute_filter=keep_attribute,
    strip_comments=True,
    link_rel="noopener noreferrer",
    tag_attribute_values=ATTRIBUTE_VALUES,
    url_schemes=URL_SCHEMES,
    allowed_classes=CLASSES,
).clean
