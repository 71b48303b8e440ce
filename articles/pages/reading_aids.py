"""What a page adds to an article's finished text, so that a reader keeps their place.

The text stays as the sanitiser left it; only its citations and notes get an attribute.
"""

import html
import re
from dataclasses import dataclass

from articles.pages.site import safe

# Each link to an entry also names the card that holds the entry's copy. Browsers with
# interest invokers open it by hover and focus; to all others it is a plain link. The
# attribute is proposed for HTML (whatwg/html 11006) and shipped by Chromium; the Nu
# checker does not know it yet and says "not allowed" of it, and of nothing else.
BIBLIOREF = re.compile(r'<a href="#ref-([\w-]+)" role="doc-biblioref"')
CITATION = re.compile(r'<span class="citation" id="(cite-\d+)">')
BLOCK = re.compile(
    r"</?(?:blockquote|d[dlt]|div|figcaption|figure|h[2-6]|li|ol|p|pre|t[dhr]|ul)"
    r"\b[^>]*>"
)
# Also the end of a tag that the window cuts.
TAG = re.compile(r"<[^>]*>|\A[^<]*>|<[^>]*\Z")
WINDOW = 600
MOST_WORDS = 7


@dataclass(frozen=True)
class Back:
    """A link from an entry back to where the text cites it."""

    url: str
    label: str


@dataclass(frozen=True)
class ListedWork:
    """``html`` stands in the list and, where ``backs`` lead to the text, on a card."""

    id: str
    card_id: str
    html: str
    backs: tuple[Back, ...]


def with_cards(markup):
    """``markup`` from ``articles.rendering``, each citation with its card's name."""
    return safe(BIBLIOREF.sub(r'\g<0> interestfor="card-\1"', markup))


def listed_works(document):
    """The reference list, each mention named by the words at which it stands."""
    words = mention_words(document)
    return [
        ListedWork(
            entry.id,
            f"card-{entry.key}",
            safe(entry.html),
            tuple(backs(entry.mentions, words)),
        )
        for entry in document.references
    ]


def backs(mentions, words):
    many = f" of {len(mentions)}" if len(mentions) > 1 else ""
    for number, anchor in enumerate(mentions, start=1):
        which = f"mention {number}{many}" if many else "the mention"
        quoted = words.get(anchor, "")
        yield Back(f"#{anchor}", f"Back to {which}{quoted and f': “{quoted}”'}")


def mention_words(document):
    """{anchor: the words before that citation, or from it on where none are}."""
    parts = (
        document.lead_figure,
        document.body,
        *(faq.html for faq in document.faqs),
        document.call_to_action,
    )
    return {
        found[1]: words_at(part, found.start())
        for part in parts
        for found in CITATION.finditer(part)
    }


def words_at(markup, start):
    before = BLOCK.split(markup[max(start - WINDOW, 0) : start])[-1]
    words = plain(before).split()
    if words:
        cut = "…" if len(words) > MOST_WORDS else ""
        return f"{cut}{' '.join(words[-MOST_WORDS:])}"
    after = BLOCK.split(markup[start : start + WINDOW])[0]
    words = plain(after).split()
    cut = "…" if len(words) > MOST_WORDS else ""
    return f"{' '.join(words[:MOST_WORDS])}{cut}"


def plain(markup):
    return html.unescape(TAG.sub("", markup))
