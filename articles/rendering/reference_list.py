"""The reference list as the page prints it, each work with its ways back to the text.

Of a hundred works a template would make it anew for each page, for as long as all the
rest of the page takes; it is made once, when the text is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from articles.rendering.document import Document, Entry

CITATION = re.compile(r'<span class="citation" id="(cite-\d+)">')
BLOCK = re.compile(
    r"</?(?:blockquote|d[dlt]|div|figcaption|figure|h[2-6]|li|ol|p|pre|t[dhr]|ul)"
    r"\b[^>]*>"
)
# Also the end of a tag that the window cuts.
TAG = re.compile(r"<[^>]*>|\A[^<]*>|<[^>]*\Z")
WINDOW = 600
MOST_WORDS = 7


def reference_list(document: Document) -> str:
    """List items of HTML; what is in them of the entries has passed the sanitiser.

    Each mention is named by the words at which it stands. The card is the entry's
    copy, which browsers show where the text cites it.
    """
    words = mention_words(document)
    return "".join(listed(entry, words) for entry in document.references)


def listed(entry: Entry, words: Mapping[str, str]) -> str:
    if not entry.mentions:
        return f'<li id="{entry.id}">{entry.html}</li>\n    '
    return (
        # An arrow alone on a line would be taken for a stray mark.
        f'<li id="{entry.id}">{entry.html}&nbsp;'
        f'<span class="mentions">{"".join(backs(entry.mentions, words))}</span>\n'
        f'    <div class="source-card" id="card-{entry.key}" popover="hint" hidden>'
        f"{entry.html}</div></li>\n    "
    )


def backs(mentions: tuple[str, ...], words: Mapping[str, str]) -> Iterator[str]:
    many = f" of {len(mentions)}" if len(mentions) > 1 else ""
    for number, anchor in enumerate(mentions, start=1):
        which = f"mention {number}{many}" if many else "the mention"
        quoted = f": “{words[anchor]}”" if words.get(anchor) else ""
        label = escape(f"Back to {which}{quoted}")
        yield (
            f'<a href="#{anchor}" role="doc-backlink" aria-label="{label}">'
            f"↩&#xFE0E;{number if many else ''}</a>"
        )


def mention_words(document: Document) -> dict[str, str]:
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


def words_at(markup: str, start: int) -> str:
    before = BLOCK.split(markup[max(start - WINDOW, 0) : start])[-1]
    words = plain(before).split()
    if words:
        cut = "…" if len(words) > MOST_WORDS else ""
        return f"{cut}{' '.join(words[-MOST_WORDS:])}"
    after = BLOCK.split(markup[start : start + WINDOW])[0]
    words = plain(after).split()
    cut = "…" if len(words) > MOST_WORDS else ""
    return f"{' '.join(words[:MOST_WORDS])}{cut}"


def plain(markup: str) -> str:
    return unescape(TAG.sub("", markup))
