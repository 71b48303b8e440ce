"""What stands behind a reference's title: journal, book, publisher; and its type."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reference_brackets import hyphenated, take_brackets
from articles.citations.reference_names import parse_names
from articles.citations.reference_titles import OPEN, clean, stops_of

PAGE = r"(?P<page>[A-Za-z]{0,4}\d[\w.]*(?:\s*[–—-]+\s*[A-Za-z]{0,2}\d[\w.]*)?)"
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
    r"In:?\s+(?P<editors>[^()]{2,300}?)\s*\((?P<role>Eds?\.[^()]{0,15}|Hrsg\."
    r"|Executive Producers?)\),?\s*"
    r"(?P<book>.+)",
    re.IGNORECASE,
)
NEWSPAPER = re.compile(
    rf"(?P<container>[^\n,]{{2,100}}),\s*(?:pp?\.\s*|(?=[A-Z]\d)){PAGE}"
    r"(?P<others>(?:,\s*[A-Z]?\d[\w–-]*)*)\s*[.,]?(?P<more>.*)"
)
EDITION = re.compile(
    r"(?P<number>\d{1,2})(?:st|nd|rd|th)\s+ed(?:\.|ition)[.,]?\s*", re.IGNORECASE
)
# What APA 6 put behind a thesis.
ARCHIVE = re.compile(
    r"(?:Available|Retrieved) from\s+(?P<archive>[^.(]{3,100}?)[. ]*"
    r"(?:\((?:UMI|Publication|Order)\s+No\.\s*(?P<number>[\w-]+)\))?[. ]*\Z",
    re.IGNORECASE,
)
PAGED = re.compile(r"\([^()]{0,60}\bpp?\.\s*[\w–—-]{1,20}[^()]{0,20}\)")
IN_WORK = re.compile(r"In:?\s+(?P<book>\x02?[A-Z].+)")
PUBLISHED = frozenset(("book", "dataset", "software", "report", "thesis", "manuscript"))
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
# Their names say nothing of what they are; those that therapists cite most.
MAGAZINES = re.compile(
    r"(?:The )?(?:Atlantic|New Yorker|Economist|Conversation|Nation|Time|Newsweek|Wired"
    r"|Scientific American|Psychology Today|Harper[’']s(?: Magazine)?|Slate|Vox|Aeon"
    r"|New Scientist|Psychotherapy Networker|Monitor on Psychology)"
)
NEWSPAPERS = re.compile(
    r"(?:The )?(?:Guardian|Observer|Independent|Washington Post|Wall Street Journal"
    r"|Boston Globe|Chicago Tribune|USA Today|Daily Telegraph|[\w ]{2,30} Times)"
)
PLACE = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}(?:,\s*[A-Z][\w .]{1,20}){0,2}:\s*(?=\S)"
)


JOURNAL = "article-journal"
REFERENCE_WORK = re.compile(r"\b(?:\w*encyclop(?:a?e|æ)dia|Wikipedia)\b", re.IGNORECASE)
DICTIONARY = re.compile(r"\bdictionary\b", re.IGNORECASE)


def fields_after_title(item: dict[str, Any], *, title: str, rest: str) -> None:
    title = take_brackets(item, clean(title))
    if title:
        item["title"] = title
    if STATUS.search(rest):
        item["status"] = "advance online publication"
        rest = STATUS.sub("", rest)
    is_container_italic = OPEN in rest
    rest = clean(rest)
    if item.get("type") == "thesis":
        rest = take_archive(item, rest)
    if not take_book(item, rest) and not take_journal(item, rest):
        take_publisher(item, rest, is_container_italic=is_container_italic)
    item.setdefault("type", kind_of(item))
    place_by_kind(item)


def place_by_kind(item: dict[str, Any]) -> None:
    """What stands behind the title is a publisher, a site or a meeting, by the type."""
    kind = item["type"]
    if kind in PUBLISHED and "container-title" in item:
        item.setdefault("publisher", item.pop("container-title"))
    if kind == "speech":
        meeting = item.pop("container-title", "") or item.pop("publisher", "")
        name, _, place = meeting.partition(", ")
        item.update({"event-title": name} if name else {})
        item.update({"event-place": place} if place else {})
    if kind == "song":
        within = re.fullmatch(r"On (?P<album>.+?)\. (?P<by>.+)", whole_source(item))
        if within:
            item.update({"container-title": within["album"], "publisher": within["by"]})
    if kind == "graphic" and "archive" not in item:
        museum, _, place = whole_source(item).partition(", ")
        item.pop("container-title", None)
        item.pop("publisher", None)
        item.update({"archive": museum} if museum else {})
        item.update({"archive-place": place} if place else {})
    if kind == "webpage" and "publisher" in item:
        item.setdefault("container-title", item.pop("publisher"))


def whole_source(item: dict[str, Any]) -> str:
    return str(item.get("container-title") or item.get("publisher") or "")


def take_archive(item: dict[str, Any], rest: str) -> str:
    found = ARCHIVE.search(rest)
    if not found:
        return rest
    item["archive"] = found["archive"].strip()
    item.update({"number": found["number"]} if found["number"] else {})
    return rest[: found.start()]


def take_book(item: dict[str, Any], rest: str) -> bool:
    """The book that a chapter stands in, its editors, pages and publisher."""
    found = IN_BOOK.match(rest)
    plain = None if found else IN_WORK.match(rest)
    if not found and not plain:
        return False
    book = found["book"] if found else plain["book"] if plain else ""
    stops = stops_of(book)
    paged = PAGED.search(book)
    first = paged.end() if paged else 0
    end = next((s for s in stops if first <= s < len(book)), len(book))
    # Pages stand in parentheses behind the book's title, before the full stop.
    title = take_brackets(item, clean(book[:end]))
    item["container-title"] = title
    publisher = clean(book[end:]).rstrip(".")
    if publisher:
        item["publisher"] = take_place(item, publisher)
    if found:
        role = role_of(found["role"].lower())
        item[role] = parse_names(found["editors"])[1]
    item.setdefault("type", kind_of_part(item, title, is_edited=bool(found)))
    return True


def role_of(words: str) -> str:
    if words.startswith("executive"):
        return "executive-producer"
    return "editor-translator" if "trans" in words else "editor"


def kind_of_part(item: dict[str, Any], book: str, *, is_edited: bool) -> str:
    if REFERENCE_WORK.search(book):
        return "entry-encyclopedia"
    if DICTIONARY.search(book):
        return "entry-dictionary"
    is_book = is_edited or item.keys() & {"page", "edition"}
    return "chapter" if is_book else "webpage"


def take_journal(item: dict[str, Any], rest: str) -> bool:
    for pattern in JOURNALS:
        found = pattern.match(rest)
        if not found or re.search(r",\s*\([^()]*\)\Z", found["container"]):
            continue
        groups = found.groupdict()
        is_counted = groups.get("volume") and groups.get("issue")
        if PUBLISHER_WORDS.search(found["container"].split(",")[0]) and not is_counted:
            continue
        item["container-title"] = found["container"].strip(" .,;")
        for name in ("volume", "number"):
            if groups.get(name):
                item[name] = groups[name].rstrip(".")
        issue = groups.get("issue") or groups.get("issue2")
        if issue:
            item["issue"] = issue
        if groups.get("page"):
            item["page"] = hyphenated(groups["page"].rstrip("."))
        item.setdefault("type", kind_of_serial(item))
        return True
    return False


def kind_of_serial(item: dict[str, Any]) -> str:
    """A magazine's issue has a day, a journal's a DOI or none."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "article-magazine" if len(parts) == 3 and "DOI" not in item else JOURNAL


def take_publisher(
    item: dict[str, Any], rest: str, *, is_container_italic: bool
) -> None:
    edition = EDITION.match(rest)
    if edition:
        item.setdefault("edition", edition["number"])
        rest = rest[edition.end() :]
    rest = re.sub(r"[.;]\s+\d{1,4}\s?p\.?\Z", "", rest)
    rest = take_place(item, rest.strip(" ."))
    paper = NEWSPAPER.match(rest)
    if paper:
        item["page"] = hyphenated(paper["page"].rstrip(".") + paper["others"])
        item["container-title"] = paper["container"]
        return
    if rest in {"Author", "Authors"}:
        # APA 6 wrote so where the group that wrote a work published it.
        rest = item.get("author", [{}])[0].get("literal", "")
    if not rest:
        return
    is_publisher = PUBLISHER_WORDS.search(rest) and not is_container_italic
    is_paper = MAGAZINES.fullmatch(rest) or NEWSPAPERS.fullmatch(rest)
    is_journal = is_paper or (JOURNAL_WORDS.search(rest) and not is_publisher)
    if item.get("type") == "thesis" and "publisher" in item:
        item.setdefault("archive", rest)
    elif is_container_italic or is_journal:
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
    if MAGAZINES.fullmatch(container):
        return "article-magazine"
    if NEWSPAPERS.fullmatch(container):
        return "article-newspaper"
    if container and (JOURNAL_WORDS.search(container) or "DOI" in item):
        is_daily = len(parts) == 3 and "DOI" not in item
        return "article-newspaper" if is_daily else "article-journal"
    if container:
        return "article-magazine" if len(parts) > 1 else "webpage"
    if address.endswith(".pdf") and is_group:
        return "report"
    if item.keys() & {"edition", "ISBN", "translator"}:
        return "book"
    if "version" in item and is_group:
        return "report"
    publisher = str(item.get("publisher", ""))
    if address and not PUBLISHER_WORDS.search(publisher):
        return "webpage"
    if not publisher:
        return "webpage" if is_group else "book"
    return "report" if is_group and not PUBLISHER_WORDS.search(publisher) else "book"
