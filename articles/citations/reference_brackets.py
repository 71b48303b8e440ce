"""What stands in brackets behind a title: edition, volume, number, description."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reference_names import parse_names

EDITION = re.compile(
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)\s+ed(?:\.|ition|n\.?)?"
    r"|(?P<words>(?:(?:rev(?:ised|\.)|updated|expanded|anniversary)[^,]*"
    r"|(?:spring|summer|fall|autumn|winter)\s+\d{4}\s+)ed(?:\.|ition)?))"
    r"(?P<more>,\s*.+)?\Z",
    re.IGNORECASE,
)
VOLUME = re.compile(r"Vols?\.\s*([\w–-]+)", re.IGNORECASE)
# "P. Woodruff" is a translator.
PAGES = re.compile(r"\bpp?\.\s*([A-Za-z]{0,2}\d[\w–—-]*|[ivxlc][\w–—-]*)")
REPORT = re.compile(
    r"(?P<genre>[^,;]{0,60}?)\s*(?:No\.|Nos\.|Number)\s*(?P<number>[\w./ ()\[\]–-]+)\Z"
)
# A series whose numbers carry no "No.": "NICE Guideline NG116".
SERIES = re.compile(
    r"(?P<genre>(?:[\w&-]+ ){0,4}(?:Guideline|Report|Publication|Paper|Document"
    r"|Bulletin|Monograph|Brief|Standard|Circular))\s+"
    r"(?P<number>[A-Z]{0,6}[ -]?\d[\w./-]*)\Z"
)
VERSION = re.compile(r"Version\s+(?P<version>V?\d[\w.]*)\Z", re.IGNORECASE)
# An archive's own number: "(TC022704)", "(ICPSR 36966)".
CODE = re.compile(r"[A-Z]{2,8}[ -]?\d{4,9}\Z")
# What is given before an audience; the meeting and the place follow (APA 10.5).
PRESENTED = re.compile(
    r"\b(?:conference|paper|poster|symposium)\b.*\b(?:session|presentation)\b"
    r"|(?:paper|poster|conference) presentation",
    re.IGNORECASE,
)
REVIEW = re.compile(
    r"Review of the (?P<genre>[\w ]{3,30}?) (?P<title>(?=[\x02“\"A-Z\d]).+?)"
    r",\s+(?:by|directed by)\s+(?P<names>.+)",
)
THESIS = re.compile(r"\b(?:dissertation|thesis)\b", re.IGNORECASE)
EDITOR = re.compile(r"(?P<names>.+?),\s+Eds?\.(?P<both>\s*(?:&|and)\s*Trans\.?)?\Z")
TRANSLATOR = re.compile(r"(?P<names>.+?),?\s+Trans\.?\Z")
MEDIUM_WORDS = re.compile(
    r"\b(?:video|film|audio|podcast|dissertation|thesis|data ?set|database|blog|review"
    r"|conference|unpublished|manuscript|webinar|infographic|tweet|post|brochure|speech"
    r"|photograph|app|software|fact sheet|press release|episode|series|lecture|slides"
    r"|presentation|poster|interview|report|guideline|preprint|web ?page|pdf|e-?book"
    r"|kindle|audiobook|song|album|painting|drawing|lithograph|sculpture)\b",
    re.IGNORECASE,
)
# What people put into parentheses where APA 7 wants brackets.
MEDIUM = re.compile(
    r"(?:fact ?sheet|brochure|press release|video|blog(?: post)?|webinar|podcast"
    r"|infographic|white paper|audio ?book|kindle (?:version|edition)|e-?book|pdf|film"
    r"|slides?|poster)",
    re.IGNORECASE,
)
MEDIA = {
    "video": "motion_picture",
    "film": "motion_picture",
    "tv series": "motion_picture",
    "podcast": "broadcast",
    "dissertation": "thesis",
    "thesis": "thesis",
    "data set": "dataset",
    "blog": "post-weblog",
    "software": "software",
    "mobile app": "software",
    "song": "song",
    "album": "song",
    "painting": "graphic",
    "drawing": "graphic",
    "lithograph": "graphic",
    "sculpture": "graphic",
}


def take_brackets(item: dict[str, Any], title: str) -> str:
    """The title without the edition, volume, number or medium behind it."""
    title = title.rstrip(". ") if not title.endswith("...") else title
    while title.endswith((")", "]")):
        opening = opening_bracket(title)
        if opening < 1:
            break
        inner = title[opening + 1 : -1]
        if title[opening] == "[":
            is_taken = take_medium(item, inner)
        else:
            taken = [take_parenthesis(item, part) for part in inner.split("; ")]
            is_taken = all(taken)
        if not is_taken:
            break
        title = title[:opening].rstrip(" .")
    return title


def opening_bracket(title: str) -> int:
    """Where the bracket that the last character closes was opened; -1 if nowhere."""
    depth = 0
    for index in range(len(title) - 1, -1, -1):
        depth += (title[index] in ")]") - (title[index] in "([")
        if not depth:
            return index
    return -1


def take_medium(item: dict[str, Any], inner: str) -> bool:
    """A description in brackets (APA 9.21); a translated title stays in the title."""
    if not MEDIUM_WORDS.search(inner):
        return False
    is_review = inner.lower().startswith("review")
    kind = next((k for w, k in MEDIA.items() if w in inner.lower()), "")
    if kind == "thesis":
        return take_thesis(item, inner)
    review = REVIEW.fullmatch(inner)
    if review:
        return take_review(item, review)
    if "manuscript" in inner.lower():
        item.update({"type": "manuscript", "genre": inner})
        return True
    if PRESENTED.search(inner):
        item.update({"type": "speech", "genre": inner})
        return True
    item["medium"] = inner
    if kind and not is_review:
        item.setdefault("type", kind)
    return True


def take_review(item: dict[str, Any], found: re.Match[str]) -> bool:
    """ "Review of the book We are displaced, by M. Yousafzai" (APA 10.7)."""
    makers = re.sub(r",\s*(?:Dir|Writer)s?\.?\Z", "", found["names"])
    item["reviewed-genre"] = found["genre"]
    item["reviewed-title"] = found["title"]
    item["reviewed-author"] = parse_names(makers)[1]
    return True


def take_thesis(item: dict[str, Any], inner: str) -> bool:
    """ "Doctoral dissertation, Yale University", in brackets or parentheses."""
    genre, _, school = inner.partition(",")
    item.update({"type": "thesis", "genre": genre.strip()})
    item.update({"publisher": school.strip()} if school else {})
    return True


def take_parenthesis(item: dict[str, Any], inner: str) -> bool:
    if THESIS.search(inner):
        return take_thesis(item, inner)
    edition = EDITION.match(inner)
    if edition:
        value = edition["number"] or edition["words"]
        more = edition["more"] or ""
        pages = PAGES.search(more)
        volume = VOLUME.search(more)
        if volume:
            item["volume"] = volume[1]
        if pages:
            item["page"] = hyphenated(pages[1])
        item["edition"] = inner if more and not pages and not volume else value
        return True
    volume, pages = VOLUME.search(inner), PAGES.search(inner)
    if volume or pages:
        if volume:
            item["volume"] = volume[1]
        if pages:
            item["page"] = hyphenated(pages[1])
        return True
    editor = EDITOR.match(inner)
    if editor:
        role = "editor-translator" if editor["both"] else "editor"
        item[role] = parse_names(editor["names"])[1]
        return True
    translator = TRANSLATOR.match(inner)
    if translator:
        item["translator"] = parse_names(translator["names"])[1]
        return True
    if MEDIUM.fullmatch(inner):
        return take_medium(item, inner)
    if CODE.match(inner):
        item["number"] = inner
        return True
    version = VERSION.match(inner)
    if version:
        item["version"] = version["version"]
        return True
    number = REPORT.match(inner) or SERIES.match(inner)
    if number:
        item["number"] = number["number"].strip()
        if number["genre"].strip() and item.get("type") != "thesis":
            # The style writes "No." only before what begins with a figure or letter.
            mark = " No." if item["number"].startswith(("(", "[")) else ""
            item["genre"] = f"{number['genre'].strip()}{mark}"
        item.setdefault("type", "report")
        return True
    return False


def hyphenated(pages: str) -> str:
    return re.sub(r"\s*[–—-]+\s*", "-", pages)
