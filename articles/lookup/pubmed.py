"""PubMed's records as CSL, with what they say of retractions.

Elements: the PubMed DTD, https://dtd.nlm.nih.gov/ncbi/pubmed/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from articles.citations.reading.fields import edition_of
from articles.citations.reading.medline import journal_title
from articles.citations.reference_dates import month_number
from articles.lookup.answers import Found, Notice, NoticeKind
from articles.lookup.crossref_notices import once_each
from articles.lookup.names import person
from articles.lookup.offers import offered
from articles.lookup.titles import (
    plain_text,
    title_of,
    without_mark,
)
from articles.lookup.values import (
    bare_doi,
    filled,
    full_range,
    issued,
    locator,
    number,
    read_date,
)

NOTICES: dict[str, NoticeKind] = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial_retraction",
    "ExpressionOfConcernIn": "expression_of_concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
}
LABELS = {
    "RetractionIn": "Retraction",
    "PartialRetractionIn": "Partial retraction",
    "ExpressionOfConcernIn": "Expression of concern",
    "ErratumIn": "Correction",
    "CorrectedandRepublishedIn": "Corrected and republished",
}
DOI_IN_TEXT = re.compile(r"\bdoi:?\s*(10\.\d{4,9}/[^\s;,]+)", re.IGNORECASE)


def records(root: Element) -> Iterator[tuple[str, Element]]:
    """Each record of an answer with its PubMed number."""
    for record in root:
        pmid = text(record, ".//PMID")
        if record.tag in ("PubmedArticle", "PubmedBookArticle") and pmid:
            yield pmid, record


def text(element: Element, path: str) -> str:
    """The plain text of the first element there, "" if there is none."""
    found = element.find(path)
    return "" if found is None else plain_text(flat(found))


def flat(element: Element) -> str:
    """An element's text with its i, b, sup and sub as tags."""
    pieces = [escaped(element.text)]
    for child in element:
        inner = flat(child)
        is_kept = child.tag in ("i", "b", "sup", "sub")
        pieces.append(f"<{child.tag}>{inner}</{child.tag}>" if is_kept else inner)
        pieces.append(escaped(child.tail))
    return "".join(pieces)


def escaped(written: str | None) -> str:
    return (written or "").replace("<", "&lt;").replace(">", "&gt;")


def found(pmid: str, record: Element) -> Found:
    is_book = record.tag == "PubmedBookArticle"
    item = book_item(record) if is_book else article_item(record)
    item["PMID"] = pmid
    return offered(item, "PubMed", "pmid", notices=notices_of(record))


def article_item(record: Element) -> dict[str, Any]:
    journal = ".//Article/Journal"
    return filled(
        {
            "type": "article-journal",
            "title": without_mark(article_title(record))[0],
            "author": people(record.find(".//Article/AuthorList")),
            **issued(date_of(record.find(f"{journal}/JournalIssue/PubDate"))),
            "container-title": journal_title(
                text(record, f"{journal}/Title"), language=text(record, ".//Language")
            ),
            "volume": number(text(record, f"{journal}/JournalIssue/Volume")),
            "issue": number(text(record, f"{journal}/JournalIssue/Issue")),
            **locator(full_range(text(record, ".//Pagination/MedlinePgn")), ""),
            "DOI": doi_of(record),
            "PMCID": text(record, ".//PubmedData/ArticleIdList/*[@IdType='pmc']"),
        }
    )


def book_item(record: Element) -> dict[str, Any]:
    """A book of NCBI's Bookshelf, or a chapter of one."""
    book = title_of(rich_title(record, ".//Book/BookTitle"))
    chapter = title_of(rich_title(record, ".//BookDocument/ArticleTitle"))
    item: dict[str, Any] = {
        "type": "chapter" if chapter else "book",
        "title": chapter or book,
        "container-title": book if chapter else "",
        "author": people(record.find(".//BookDocument/AuthorList"))
        or people(record.find(".//Book/AuthorList[@Type='authors']")),
        "editor": people(record.find(".//Book/AuthorList[@Type='editors']")),
        **issued(date_of(record.find(".//Book/PubDate"))),
        **edition_of(text(record, ".//Book/Edition")),
        "publisher": text(record, ".//Book/Publisher/PublisherName"),
        "publisher-place": text(record, ".//Book/Publisher/PublisherLocation"),
        "ISBN": text(record, ".//Book/Isbn"),
        "DOI": doi_of(record),
    }
    return filled(item)


def article_title(record: Element) -> str:
    """A translated title stands in brackets behind the one it has (APA 7, 9.38)."""
    title = rich_title(record, ".//ArticleTitle")
    own = rich_title(record, ".//VernacularTitle")
    return f"{own} [{title}]" if own and title and own != title else title or own


def rich_title(record: Element, path: str) -> str:
    """PubMed ends a title with a stop and puts brackets around a translated one."""
    found = record.find(path)
    written = "" if found is None else title_of(flat(found))
    translated = re.fullmatch(r"\[(?P<title>[^\[\]]+?)\.?\]", written)
    return translated["title"] if translated else written


def people(listed: Element | None) -> list[dict[str, str]]:
    authors = [] if listed is None else listed.findall("Author")
    return [name for name in map(name_of, authors) if name]


def name_of(author: Element) -> dict[str, str]:
    family = text(author, "LastName")
    given = text(author, "ForeName") or spaced(text(author, "Initials"))
    group = text(author, "CollectiveName")
    if not family:
        return {"literal": group.rstrip(".")} if group else {}
    return person(family, given, suffix(text(author, "Suffix")))


def spaced(initials: str) -> str:
    return " ".join(f"{letter}." for letter in initials if letter.isalpha())


def suffix(written: str) -> str:
    """ "3rd" as "III", "Jr" as "Jr."."""
    words = {"2nd": "II", "3rd": "III", "4th": "IV", "jr": "Jr.", "sr": "Sr."}
    return words.get(written.lower().rstrip("."), written)


def date_of(date: Element | None) -> list[int]:
    """Year, month and day; "1998 Jan-Feb" and seasons by their year."""
    if date is None:
        return []
    year = text(date, "Year") or text(date, "MedlineDate")
    parts = read_date(re.sub(r"(?<=\d{4})\D.*", "", year))
    month = text(date, "Month")
    value = int(month) if month.isdecimal() else month_number(month)
    if parts and value:
        day = text(date, "Day")
        parts = [*parts, value, *([int(day)] if day.isdecimal() else [])]
    return parts


def doi_of(record: Element) -> str:
    for path in (
        ".//ELocationID[@EIdType='doi']",
        ".//PubmedData/ArticleIdList/*[@IdType='doi']",
        ".//BookDocument/ArticleIdList/*[@IdType='doi']",
    ):
        doi = bare_doi(text(record, path))
        if doi:
            return doi
    return ""


def notices_of(record: Element) -> tuple[Notice, ...]:
    """What PubMed lists under "RetractionIn" and its like, the gravest first."""
    path = ".//CommentsCorrectionsList/CommentsCorrections"
    listed = once_each(filter(None, map(notice_of, record.findall(path))))
    types = {text(kind, ".") for kind in record.iter("PublicationType")}
    is_said = any(notice.kind == "retraction" for notice in listed)
    if "Retracted Publication" in types and not is_said:
        said = Notice("retraction", source="PubMed", label="Retracted Publication")
        return (said, *listed)
    return listed


def notice_of(comment: Element) -> Notice | None:
    kind = comment.get("RefType", "")
    if kind not in NOTICES:
        return None
    source = text(comment, "RefSource")
    doi = DOI_IN_TEXT.search(source)
    pmid = text(comment, "PMID")
    notice_id = bare_doi(doi[1]).lower() if doi else pmid and f"pmid:{pmid}"
    return Notice(
        kind=NOTICES[kind],
        notice_id=notice_id,
        date=tuple(date_in_source(source)),
        source="PubMed",
        label=LABELS[kind],
    )


def date_in_source(source: str) -> list[int]:
    """The date in "Lancet. 2010 Feb 6;375(9713):445"."""
    found = re.search(
        r"\b((?:19|20)\d\d)(?:\s+([A-Z][a-z]{2})(?:\s+(\d{1,2}))?)?", source
    )
    if not found:
        return []
    month = month_number(found[2] or "")
    parts = [int(found[1]), *([month] if month else [])]
    return [*parts, int(found[3])] if month and found[3] else parts
