"""The little markup that CSL allows inside titles: kept where it is well-formed.

Pandoc's reader takes exponential time over tags that nobody closes, so what reaches
it is balanced and shallow.
"""

from __future__ import annotations

import re

TAG = re.compile(r"<(/?)(i|b|em|strong|sup|sub|sc|span)((?:\s[^<>]*)?)>", re.IGNORECASE)
SPANS = {
    "class=nocase": '<span class="nocase">',
    "style=font-variant:small-caps": '<span style="font-variant:small-caps;">',
}
SYNONYMS = {"em": "i", "strong": "b"}
DEEPEST = 3


def well_formed(text: str) -> str:
    """Only pairs of known tags, nested three deep at most; other tags fall away.

    Whatever is no tag of CSL, ``<script>`` included, is text and printed as such.
    """
    if "<" not in text:
        return text
    pieces: list[str] = []
    open_tags: list[tuple[str, int]] = []
    end = 0
    for tag in TAG.finditer(text):
        pieces.append(text[end : tag.start()])
        end = tag.end()
        name = SYNONYMS.get(tag[2].lower(), tag[2].lower())
        if not tag[1]:
            open_tags.append((name, len(pieces)))
            pieces.append(opening_tag(name, tag[3]))
        elif open_tags and open_tags[-1][0] == name:
            _, place = open_tags.pop()
            is_kept = pieces[place] and len(open_tags) < DEEPEST
            pieces.append(f"</{name}>" if is_kept else "")
            if not is_kept:
                pieces[place] = ""
    for _, place in open_tags:
        pieces[place] = ""
    return "".join([*pieces, text[end:]])


def opening_tag(name: str, attributes: str) -> str:
    if name != "span":
        return f"<{name}>"
    return SPANS.get(re.sub(r"[\s\"';]", "", attributes.lower()), "")


def without_markup(text: str) -> str:
    return TAG.sub("", text)
