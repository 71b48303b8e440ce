"""In which language a work's title is, so that a screen reader can speak it.

A record names its language as its source does: "de", "de-AT", "ger", "Deutsch". What
is printed is the language's shortest code (ISO 639-1), which BCP 47 asks for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from articles.citations.markup import without_markup
from articles.citations.records import text

PAGE = "en"
CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs"
    " cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv"
    " ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl"
    " km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt"
    " my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru"
    " rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn"
    " to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
# Libraries' codes of three letters (ISO 639-2, both kinds) and the languages' names.
OTHER_NAMES = {
    "ar": "ara arabic",
    "cs": "cze ces czech čeština",
    "da": "dan danish dansk",
    "de": "ger deu german deutsch ngerman austrian naustrian swissgerman",
    "el": "gre ell greek",
    "en": "eng english american british usenglish ukenglish",
    "es": "spa spanish español castellano",
    "fa": "per fas persian farsi",
    "fi": "fin finnish suomi",
    "fr": "fre fra french français francais",
    "he": "heb hebrew",
    "hi": "hin hindi",
    "hu": "hun hungarian magyar",
    "it": "ita italian italiano",
    "ja": "jpn japanese",
    "ko": "kor korean",
    "la": "lat latin",
    "nl": "dut nld dutch nederlands",
    "no": "nor norwegian norsk",
    "pl": "pol polish polski",
    "pt": "por portuguese português portugues brazilian",
    "ro": "rum ron romanian",
    "ru": "rus russian русский",
    "sv": "swe swedish svenska",
    "tr": "tur turkish türkçe",
    "uk": "ukr ukrainian",
    "vi": "vie vietnamese",
    "zh": "chi zho chinese",
}
BY_NAME = {name: code for code, names in OTHER_NAMES.items() for name in names.split()}
# A quotation mark is printed as the style curls it.
MARKS = str.maketrans(
    {mark: f"[{every}]" for every in ("'’‘ʼ", '"“”') for mark in every}
)
ITALICS = r"(?:</?(?:em|i)>)?"
# Part of a work's title is a translation, in square brackets (APA 9.38).
TRANSLATION = re.compile(r"\s*\[[^\[\]]*\]\s*\Z")


def language_of(item: Mapping[str, Any]) -> str:
    """The code of the work's language; "" if it is not known or is the page's own."""
    named = text(item, "language").lower()
    code = re.split(r"[-_]", named)[0]
    code = BY_NAME.get(named) or BY_NAME.get(code) or code
    return code if code in CODES and code != PAGE else ""


def in_its_language(entry: str, item: Mapping[str, Any]) -> str:
    """HTML of a finished entry, its title marked with the language it is in.

    The text stays as it is. An entry in which the title does not stand once, word for
    word, is left alone.
    """
    code = language_of(item)
    words = TRANSLATION.sub("", without_markup(text(item, "title"))).split()
    if not code or not words:
        return entry
    found = list(re.finditer(pattern_of(words), entry, re.IGNORECASE))
    if len(found) != 1 or not is_balanced(found[0][0]):
        return entry
    start, end = found[0].span()
    return f'{entry[:start]}<span lang="{code}">{found[0][0]}</span>{entry[end:]}'


def pattern_of(words: list[str]) -> str:
    """Of a title in HTML: any of its words may open or close italics."""
    escaped = (re.escape(html.escape(word, quote=False)) for word in words)
    curled = (word.translate(MARKS) for word in escaped)
    title = rf"{ITALICS}[\s\u00a0]+{ITALICS}".join(curled)
    # Neither within a longer word nor within a tag.
    return rf"(?<!\w){title}(?!\w)(?![^<>]*>)"


def is_balanced(markup: str) -> bool:
    """Does every element that begins here end here?"""
    depth = 0
    for tag in re.findall(r"</?", markup):
        depth += -1 if tag == "</" else 1
        if depth < 0:
            return False
    return depth == 0
