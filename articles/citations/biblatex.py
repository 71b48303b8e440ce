"""CSL items as BibLaTeX entries (biblatex manual 3.20, sections 2.1 and 2.2).

Written here and not by pandoc, whose writer puts English titles in title case, leaves
braces of the data unbalanced and drops the names of web sites. ``entrysubtype`` holds
the CSL type where several share one entry type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from articles.citations.keys import KEY, make_key
from articles.citations.latex import latex, latex_address, latex_title
from articles.citations.normal_forms import normal_doi
from articles.citations.records import (
    clean_text,
    creators,
    date_parts,
    date_words,
    names,
    text,
)

Item = Mapping[str, Any]
Name = Mapping[str, str]

# CSL type -> entry type, and its subtype where the entry type alone says too little.
TYPES = {
    "article": ("misc", "article"),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "bill"),
    "book": ("book", ""),
    "broadcast": ("audio", "broadcast"),
    "chapter": ("incollection", ""),
    "dataset": ("dataset", ""),
    "document": ("misc", ""),
    "entry": ("inreference", "entry"),
    "entry-dictionary": ("inreference", "entry-dictionary"),
    "entry-encyclopedia": ("inreference", ""),
    "hearing": ("legislation", "hearing"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "manuscript": ("unpublished", ""),
    "motion_picture": ("video", ""),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "patent": ("patent", ""),
    "periodical": ("periodical", ""),
    "personal_communication": ("letter", ""),
    "post": ("online", "post"),
    "post-weblog": ("online", "post-weblog"),
    "regulation": ("legislation", "regulation"),
    "report": ("report", ""),
    "review": ("review", ""),
    "review-book": ("review", "review-book"),
    "software": ("software", ""),
    "song": ("music", ""),
    "speech": ("unpublished", "speech"),
    "standard": ("standard", ""),
    "thesis": ("thesis", ""),
    "webpage": ("online", ""),
}
SERIALS = {"article", "periodical", "review"}
# Where the name of what a work stands in goes, by entry type.
CONTAINERS = {
    **dict.fromkeys(SERIALS, "journaltitle"),
    **dict.fromkeys(("jurisdiction", "legislation"), "journaltitle"),
    **dict.fromkeys(("book", "misc", "online"), "organization"),
}
NAMES = {
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}
DATES = {
    "date": "issued",
    "origdate": "original-date",
    "eventdate": "event-date",
    "urldate": "accessed",
}
TITLES = {
    "shorttitle": "title-short",
    "titleaddon": "volume-title",
    "series": "collection-title",
}
TEXTS = {
    "shortjournal": "container-title-short",
    "eventtitle": "event-title",
    "venue": "event-place",
    "origtitle": "original-title",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "edition": "edition",
    "version": "version",
    "chapter": "chapter-number",
    "pagetotal": "number-of-pages",
    "type": "genre",
    "howpublished": "medium",
    "pubstate": "status",
    "isbn": "ISBN",
    "issn": "ISSN",
    "language": "language",
    "note": "note",
    "keywords": "keyword",
    "abstract": "abstract",
}
# Lists of their own kind in BibLaTeX: "and" between two of them must be the text's.
PUBLISHERS = {"thesis": "institution", "report": "institution"}


def to_biblatex_each(items: Iterable[Item]) -> dict[str, str]:
    """{the item's id: its entry}; the last of several items with one id counts."""
    return {text(item, "id"): entry(item, safe_key(item, ())) for item in items}


def to_biblatex(items: Iterable[Item]) -> str:
    """One entry an item, in their order, each under a key of its own."""
    return "".join(biblatex_parts(items))


def biblatex_parts(items: Iterable[Item]) -> Iterator[str]:
    """The same a piece at a time, for a library that is not to be held in memory."""
    taken: set[str] = set()
    for item in items:
        key = safe_key(item, taken)
        yield f"\n{entry(item, key)}" if taken else entry(item, key)
        taken.add(key)


def safe_key(item: Item, taken: Iterable[str]) -> str:
    """The item's id where BibTeX's syntax allows it, else a key made for it."""
    key = text(item, "id")
    return key if KEY.match(key) and key not in taken else make_key(item, set(taken))


def entry(item: Item, key: str) -> str:
    kind, subtype = TYPES.get(text(item, "type"), ("misc", text(item, "type")))
    if kind == "book" and names(item, "editor") and not names(item, "author"):
        kind = "collection"
    fields = {
        **name_fields(item),
        **title_fields(item, kind),
        **{field: date_field(item, variable) for field, variable in DATES.items()},
        **{field: latex(text(item, variable)) for field, variable in TEXTS.items()},
        **number_fields(item, kind),
        **publisher_fields(item, kind),
        **link_fields(item),
        "entrysubtype": latex(subtype),
    }
    lines = [f"  {field} = {{{value}}}" for field, value in fields.items() if value]
    return ",\n".join([f"@{kind}{{{key}", *lines]) + "\n}\n"


def name_fields(item: Item) -> dict[str, str]:
    fields = {field: name_list(names(item, role)) for field, role in NAMES.items()}
    joint = name_list(names(item, "editor-translator"))
    if joint:
        fields |= {"editor": joint, "translator": joint}
    authors = name_list(names(item, "author"))
    if not authors and not fields["editor"]:
        # A director, a host: they stand where a book's author stands.
        authors = name_list(creators(item))
    return {"author": authors, **fields}


def name_list(found: Iterable[Name]) -> str:
    return " and ".join(map(written_name, found))


def written_name(name: Name) -> str:
    """BibTeX's "von Last, Jr, First"; braces around what it would take apart."""
    if "literal" in name:
        return f"{{{latex(name['literal'])}}}"
    particle = name.get("non-dropping-particle", "")
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    last = name_part(name["family"], is_family=True)
    if particle and particle == particle.lower():
        last = f"{name_part(particle)} {last}"
    elif particle:
        last = name_part(f"{particle} {name['family']}", is_family=True)
    parts = [last, name_part(name.get("suffix", "")), name_part(given)]
    # "Last, " says that it is a person's name, with nothing behind the comma.
    return ", ".join([parts[0], *filter(None, parts[1:])]) + ("" if given else ",")


def name_part(part: str, *, is_family: bool = False) -> str:
    words = part.split()
    is_taken_apart = (
        "," in part
        or any(word.lower() in ("and", "others") for word in words)
        or (is_family and len(words) > 1 and any(not w[0].isupper() for w in words))
    )
    return f"{{{latex(part)}}}" if is_taken_apart else latex(part)


def title_fields(item: Item, kind: str) -> dict[str, str]:
    fields = {
        field: latex_title(text(item, name))
        for field, name in {"title": "title", **TITLES}.items()
    }
    container = CONTAINERS.get(kind, "booktitle")
    is_journal = container == "journaltitle"
    write = latex if is_journal else latex_title
    value = write(text(item, "container-title"))
    if container == "organization":
        value = listed(text(item, "container-title"))
    return {**fields, container: value}


def listed(value: str) -> str:
    """One member of a list of publishers or places."""
    written = latex(value)
    return f"{{{written}}}" if " and " in value.lower() else written


def date_field(item: Item, variable: str) -> str:
    """ISO 8601-2 as BibLaTeX reads it; words ("2015–present") as they are."""
    found = date_parts(item, variable)
    if not found:
        return latex(date_words(item, variable))
    value = item.get(variable)
    details = value if isinstance(value, Mapping) else {}
    season = clean_text(details.get("season"))
    days = ["-".join([f"{numbers[0]:04}", *two_digits(numbers)]) for numbers in found]
    if season in ("1", "2", "3", "4") and len(found[0]) == 1:
        days = [f"{days[0]}-2{season}"]
    return "/".join(days) + ("~" if details.get("circa") else "")


def two_digits(numbers: list[int]) -> list[str]:
    return [f"{number:02}" for number in numbers[1:]]


def number_fields(item: Item, kind: str) -> dict[str, str]:
    """An article's number is its issue, its e-locator the ``eid``."""
    own, issue = text(item, "number"), text(item, "issue")
    in_series = text(item, "collection-number")
    is_serial = kind in SERIALS
    number, eid = (issue, own) if is_serial else (own or in_series or issue, "")
    pages = clean_text(item.get("page")).replace("–", "-")
    return {
        "number": latex(number),
        "eid": latex(eid),
        "pages": latex(pages).replace("-", "--"),
    }


def publisher_fields(item: Item, kind: str) -> dict[str, str]:
    return {
        PUBLISHERS.get(kind, "publisher"): listed(text(item, "publisher")),
        "location": listed(text(item, "publisher-place")),
    }


def link_fields(item: Item) -> dict[str, str]:
    pmid, archive = text(item, "PMID"), text(item, "archive")
    located = text(item, "archive_location")
    eprint = ("pubmed", pmid) if pmid else (archive, located) if located else ("", "")
    doi = text(item, "DOI")
    return {
        "doi": latex_address(doi if doi.startswith("10.") else normal_doi(doi)),
        "url": latex_address(text(item, "URL")),
        "eprinttype": latex(eprint[0]),
        "eprint": latex_address(eprint[1]),
        "pmcid": latex(text(item, "PMCID")),
    }
