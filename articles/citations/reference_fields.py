"""What stands behind a reference's date: title, container, numbers, publisher."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reference_names import parse_names

OPEN, CLOSE, FIELD = "\x02", "\x03", "\x04"
MARKS = re.compile(f"[{OPEN}{CLOSE}{FIELD}]")
QUOTED = re.compile(r"[“\"](?P<title>[^“”\"]{3,400})[”\"][.,]?\s*")
STOP = re.compile(r"[.?!][”\"’')\]]*(?=\s|\x03|\x04|\Z)")
NO_STOP = re.compile(
    r"(?:\b(?:vol|no|vs|dr|mr|mrs|ms|st|eds?|pp?|e\.g|i\.e|cf|u\.s|u\.k|jr|sr|chap|trans"
    r"|rev)|(?:\A|[\s.])[A-Z])\Z",
    re.IGNORECASE,
)
PAGE = r"(?P<page>[A-Za-z]{0,2}\d[\w.]*(?:\s*[–—-]+\s*[A-Za-z]{0,2}\d[\w.]*)?)"
ARTICLE = r"(?:Article|Art\.|Artikel)\s+(?P<number>[\w./-]+)"
LAST = rf"(?:\s*[,:;]\s*(?:{ARTICLE}|(?:pp?\.\s*)?{PAGE}))?"
ISSUE = r"\((?P<issue>[^()]{1,30})\)"
JOURNALS = [
    re.compile(
        rf"(?P<container>[^\n]{{2,160}}?),\s*(?:vol\.?\s*)?(?P<volume>\d{{1,4}}[A-Z]?)"
        rf"(?:\s*{ISSUE}|,\s*(?:no\.?|issue)\s*(?P<issue2>[\w–-]+))?{LAST}\s*[.,]?\s*"
        r"(?P<more>.*)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<container>\D{{2,160}}?)\s+(?P<volume>\d{{1,4}})"
        rf"(?:,\s*no\.\s*(?P<issue2>[\w–-]+))?(?:\s*{ISSUE})?\s*:\s*{PAGE}\.?(?P<more>.*)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<container>[^;.]{{2,160}}?)[.,]?\s*;\s*(?P<volume>\d{{1,4}})\s*(?:{ISSUE})?"
        rf"\s*:\s*{PAGE}\.?(?P<more>.*)"
    ),
    re.compile(
        rf"(?P<container>[^\n,]{{2,160}}?),\s*{ISSUE}{LAST}\s*[.,]?\s*(?P<more>.*)"
    ),
]
IN_BOOK = re.compile(
    r"In:?\s+(?P<editors>[^()]{2,300}?)\s*\((?P<role>Eds?\.[^()]{0,15}|Hrsg\.)\),?\s*"
    r"(?P<book>.+)",
    re.IGNORECASE,
)
IN_WORK = re.compile(r"In:?\s+(?P<book>\x02?[A-Z].+)")
PAREN = re.compile(r"\s*\((?P<inner>[^()]{1,80})\)")
MEDIUM = re.compile(r"\s*\[(?P<medium>[^\[\]]{3,80})\]")
EDITION = re.compile(
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)\s+ed(?:\.|ition)?"
    r"|(?P<words>(?:rev(?:ised|\.)|updated|expanded|anniversary)[^,]*ed(?:\.|ition)?))"
    r"(?P<more>,\s*.+)?\Z",
    re.IGNORECASE,
)
VOLUME = re.compile(r"Vols?\.\s*([\w–-]+)", re.IGNORECASE)
PAGES = re.compile(r"pp?\.\s*([\w–—-]+)", re.IGNORECASE)
REPORT = re.compile(
    r"(?P<genre>[^,;]{0,60}?)\s*(?:No\.|Nos\.|Number)\s*(?P<number>[\w./ –-]+)\Z"
)
TRANSLATOR = re.compile(r"(?P<names>.+?),?\s+Trans\.?\Z")
STATUS = re.compile(r"\bAdvance online publication\b\.?", re.IGNORECASE)
JOURNAL_WORDS = re.compile(
    r"\b(?:Journal|Reviews?|Psycholog(?:ist|y)|Psychiatry|Psychotherap\w+|Therap\w+"
    r"|Sciences?|Archives|Annals|Quarterly|Bulletin|Proceedings|Lancet|Nature|Medicine"
    r"|JAMA|BMJ|PLoS|PLOS|Cochrane|Research|Studies|P(?:a)?ediatrics|Neuroscience"
    r"|Behaviou?r|Counsel\w+|Frontiers|Trends|Letters|Perspectives|Magazine|Times)\b"
)
PUBLISHER_WORDS = re.compile(
    r"\b(?:Press|Books?|Publish\w+|Publications|Guilford|Norton|Wiley|Springer|Viking"
    r"|Routledge|Penguin|Random House|Harper\w*|Sage|SAGE|Elsevier|Erlbaum|Macmillan"
    r"|Harcourt|Mifflin|Knopf|Doubleday|Vintage|Scribner|Schuster|Aronson|Blackwell"
    r"|Oxford|Cambridge|McGraw|Pearson|Putnam|Bantam|Ballantine|Hachette|Karnac"
    r"|Francis|Verlag|& Co|& Sons|Inc)\b"
)
PLACE = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}(?:,\s*[A-Z][\w .]{1,20})?:\s*(?=\S)"
)
MEDIUM_WORDS = re.compile(
    r"\b(?:video|film|audio|podcast|dissertation|thesis|data ?set|database|blog|review"
    r"|conference|unpublished|manuscript|webinar|infographic|tweet|post|brochure|speech"
    r"|photograph|app|software|fact sheet|press release|episode|series|lecture|slides"
    r"|presentation|poster|interview|report|guideline|preprint|web ?page|pdf)\b",
    re.IGNORECASE,
)
MEDIA = {
    "video": "motion_picture",
    "film": "motion_picture",
    "podcast": "broadcast",
    "dissertation": "thesis",
    "thesis": "thesis",
    "data set": "dataset",
    "blog": "post-weblog",
}


def split_title(text: str) -> tuple[str, str]:
    """The title, and what follows it; both still marked."""
    text = text.lstrip(f" .,{FIELD}")
    quoted = QUOTED.match(text)
    if quoted:
        return quoted["title"].rstrip(".,"), text[quoted.end() :]
    if text.startswith(OPEN) and CLOSE in text:
        end = text.index(CLOSE) + 1
        return with_brackets(text, end)
    stops = [stop for stop in stops_of(text) if stop > 1]
    if FIELD in text:
        end = text.index(FIELD)
        if not text[:end].rstrip().endswith(",") and end > 2:
            return text[:end], text[end:]
    if OPEN in text and text.index(OPEN) > 2:
        end = text.index(OPEN)
        before = text[:end].rstrip()
        if before.endswith((".", "?", "!")):
            return before, text[end:]
        starts = [s for s in stops if s <= len(before)]
        if starts:
            return text[: starts[-1]], text[starts[-1] :]
    end = best_stop(text, stops)
    return text[:end], text[end:]


def with_brackets(text: str, end: int) -> tuple[str, str]:
    """An italic title with the parentheses and brackets that belong to it."""
    while True:
        found = PAREN.match(text, end) or MEDIUM.match(text, end)
        if not found:
            return text[:end], text[end:].lstrip(" .,")
        end = found.end()


def stops_of(text: str) -> list[int]:
    """Where sentences end, outside parentheses and after no abbreviation."""
    depth, depths = 0, []
    for character in text:
        depth += (character in "([") - (character in ")]")
        depths.append(depth)
    return [
        found.end()
        for found in STOP.finditer(text)
        if depths[found.end() - 1] <= 0
        and (found[0][0] != "." or not NO_STOP.search(text[: found.start()][-8:]))
    ]


def best_stop(text: str, stops: list[int]) -> int:
    """The end of the title: before a journal's name and number, else the first stop.

    A question may be the first half of a title, so it counts only if nothing but one
    sentence follows.
    """
    for stop in stops:
        after = re.match(r"\s*[^.?!]{2,160}?,\s*\d{1,4}\s*[(,.:]", text[stop:])
        if after:
            return stop
    for index, stop in enumerate(stops):
        is_question = text[stop - 1] in "?!"
        if not is_question or len(stops) - index <= 2:
            return stop
    return len(text)


def fields_after_title(item: dict[str, Any], *, title: str, rest: str) -> None:
    title = take_brackets(item, clean(title))
    if title:
        item["title"] = title
    if STATUS.search(rest):
        item["status"] = "advance online publication"
        rest = STATUS.sub("", rest)
    is_container_italic = OPEN in rest
    rest = clean(rest)
    if not take_book(item, rest) and not take_journal(item, rest):
        take_publisher(item, rest, is_container_italic=is_container_italic)
    item.setdefault("type", kind_of(item))
    if item["type"] in {"book", "report", "thesis"} and "container-title" in item:
        item.setdefault("publisher", item.pop("container-title"))
    if item["type"] == "webpage" and "publisher" in item:
        item.setdefault("container-title", item.pop("publisher"))


def clean(text: str) -> str:
    return " ".join(MARKS.sub("", text).split()).strip(" ,;")


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
        genre, _, school = inner.partition(",")
        item.update({"type": kind, "genre": genre.strip()})
        item.update({"publisher": school.strip()} if school else {})
        return True
    item["medium"] = inner
    if kind and not is_review:
        item.setdefault("type", kind)
    return True


def take_parenthesis(item: dict[str, Any], inner: str) -> bool:
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
    translator = TRANSLATOR.match(inner)
    if translator:
        item["translator"] = parse_names(translator["names"])[1]
        return True
    number = REPORT.match(inner)
    if number:
        item["number"] = number["number"].strip()
        if number["genre"].strip():
            item["genre"] = number["genre"].strip()
        item.setdefault("type", "report")
        return True
    return False


def take_book(item: dict[str, Any], rest: str) -> bool:
    """The book that a chapter stands in, its editors, pages and publisher."""
    found = IN_BOOK.match(rest)
    plain = None if found else IN_WORK.match(rest)
    if not found and not plain:
        return False
    book = found["book"] if found else plain["book"] if plain else ""
    stops = stops_of(book)
    end = next((s for s in stops if s < len(book)), len(book))
    # Pages stand in parentheses behind the book's title, before the full stop.
    title = take_brackets(item, clean(book[:end]))
    item["container-title"] = title
    publisher = clean(book[end:]).rstrip(".")
    if publisher:
        item["publisher"] = take_place(item, publisher)
    if found:
        item["editor"] = parse_names(found["editors"])[1]
    item.setdefault("type", "chapter" if found or "page" in item else "webpage")
    return True


def take_journal(item: dict[str, Any], rest: str) -> bool:
    for pattern in JOURNALS:
        found = pattern.match(rest)
        if not found or PUBLISHER_WORDS.search(found["container"].split(",")[0]):
            continue
        groups = found.groupdict()
        item["container-title"] = found["container"].strip(" .,;")
        for name in ("volume", "number"):
            if groups.get(name):
                item[name] = groups[name].rstrip(".")
        issue = groups.get("issue") or groups.get("issue2")
        if issue:
            item["issue"] = issue
        if groups.get("page"):
            item["page"] = hyphenated(groups["page"].rstrip("."))
        item.setdefault("type", "article-journal")
        return True
    return False


def hyphenated(pages: str) -> str:
    return re.sub(r"\s*[–—-]+\s*", "-", pages)


def take_publisher(
    item: dict[str, Any], rest: str, *, is_container_italic: bool
) -> None:
    rest = take_place(item, rest.strip(" ."))
    if not rest:
        return
    is_publisher = PUBLISHER_WORDS.search(rest) and not is_container_italic
    is_journal = JOURNAL_WORDS.search(rest) and not is_publisher
    if is_container_italic or is_journal:
        item["container-title"] = rest
    else:
        item["publisher"] = rest


def take_place(item: dict[str, Any], publisher: str) -> str:
    """The publisher's name without its town, which APA 7 leaves out but is no loss."""
    found = PLACE.match(publisher)
    if not found:
        return publisher
    item["publisher-place"] = found[0].strip(" :")
    return publisher[found.end() :]


def kind_of(item: dict[str, Any]) -> str:
    """The CSL type, by what the entry has; "webpage" for what has nothing else."""
    container = str(item.get("container-title", ""))
    is_group = any("literal" in name for name in item.get("author", []))
    address = str(item.get("URL", "")).lower()
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if container and (JOURNAL_WORDS.search(container) or "DOI" in item):
        is_daily = len(parts) == 3 and "DOI" not in item
        return "article-newspaper" if is_daily else "article-journal"
    if container:
        return "article-magazine" if len(parts) > 1 else "webpage"
    if address.endswith(".pdf") and is_group:
        return "report"
    if "edition" in item or "ISBN" in item:
        return "book"
    publisher = str(item.get("publisher", ""))
    if address and not PUBLISHER_WORDS.search(publisher):
        return "webpage"
    if not publisher:
        return "webpage" if is_group else "book"
    return "report" if is_group and not PUBLISHER_WORDS.search(publisher) else "book"
