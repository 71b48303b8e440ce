"""A reference as a person typed it, APA or near it, read into CSL fields.

Italics (``*…*``) and non-breaking spaces, the residue of lost italics, mark where a
field ends. Nothing here raises: what cannot be told stays in the title or is named
as unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from articles.citations.reference_dates import MONTHS, parse_issued
from articles.citations.reference_fields import fields_after_title
from articles.citations.reference_law import parse_law
from articles.citations.reference_links import take_links
from articles.citations.reference_names import names_by_role, parse_names
from articles.citations.reference_titles import (
    CLOSE,
    FIELD,
    MARKS,
    OPEN,
    split_title,
)

LONGEST = 3_000
LABEL = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,3})\]|(?P<plain>\d{1,3})\\?[.)](?=\s)|[•‣◦–-](?=\s)"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\[?@(?P<key>[\w:.#$%&+?<>~/-]+?)\]?:?(?=\s))\s*"
)
DATE = re.compile(
    r"\(\s*(?P<date>(?:ca?\.\s*|circa\s+)?\d{4}[a-z]?(?:\s*[/–-]\s*(?:\d{2,4}|present))?"
    r"(?:,[^()]{1,40})?|n\.?\s?d\.?(?:-[a-z])?|in press|forthcoming"
    r"|[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},?\s+)?\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4})"
    r"\s*\)\s*[.,:]?\s*",
    re.IGNORECASE,
)
BARE_YEAR = re.compile(r"(?<=[.,])\s+(?P<date>\d{4}[a-z]?)\.\s+")
LATE_YEAR = re.compile(
    r"(?:[,.(;]\s{0,9}|\s(?=\d{4};))"
    r"(?P<date>(?:1[5-9]|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?(?=;))?)\s{0,9}"
    r"(?P<stop>;|\)|[.,]|\Z)"
)
GAP = re.compile(r"…|\.\s?\.\s?\.|\bet al\b", re.IGNORECASE)
GROUP_HEAD = re.compile(
    r"\b(?:Association|Institute|Department|Organi[sz]ation|Academy|Society|Council"
    r"|Ministry|Foundation|Administration|Committee|Agency|Commission)\b"
)
ORIGINAL = re.compile(
    r"\(?Original(?: work)? published\s+(?:in\s+)?"
    r"(?P<date>\d{4}(?![–-])|(?:ca?\.\s)?\d{1,4}(?:[–-]\d{1,4})?(?:\s[A-Z.]{2,7})?)\)?\.?",
    re.IGNORECASE,
)
RETRACTION = re.compile(
    r"\((?P<what>Retraction published \d{4}),\s*(?P<journal>[^()\[\]]{2,120}?),\s*"
    r"\W?(?P<volume>\d{1,4})\W?(?P<issue>\[[\w–-]{1,12}\])?,\s*(?P<page>[\w–-]{1,15})\)\.?"
)
ITALIC = re.compile(r"(?<![\\*\w])(\*{1,3}|_{1,3})(?=[^\s*_])([^*\n]+?)(?<=\S)\1(?!\w)")
UNESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SPACES = re.compile(r"[ \t\n]*[\xa0\u202f\u2007]+[ \t\n\xa0\u202f\u2007]*")
ORDINAL = re.compile(r"\A(\d+)(?:st|nd|rd|th)\Z")
WORDS = re.compile(r"[^\W_]+")
# Words of the form, not of the work.
FORMAL = frozenset(
    "in ed eds editor editors pp p vol no retrieved from doi https http org www dx n d"
    " and et al available at accessed pmid isbn pmcid trans host director original"
    " work published issue art article date version retraction publication by on pub"
    " l".split()
)


@dataclass(frozen=True, slots=True)
class TypedReference:
    """``label``: its number in a numbered list; ``key``: a key typed before it.

    ``letter``: of "2019a". ``unread``: words that fit no field. ``has_gap``: names
    are left out, by "…" or "et al.".
    """

    item: dict[str, Any]
    label: str = ""
    key: str = ""
    letter: str = ""
    unread: str = ""
    has_gap: bool = False


def parse_reference(text: str, *more_lines: str) -> dict[str, Any]:
    """A CSL item without "id". ``more_lines``: lines below it, often an address."""
    return read_reference(text, *more_lines).item


def read_reference(text: str, *more_lines: str) -> TypedReference:
    typed = " ".join([text, *more_lines])[:LONGEST]
    label = LABEL.match(typed)
    body = typed[label.end() :] if label else typed
    marked = with_marks(body)
    item: dict[str, Any] = {}
    rest = take_retraction(take_original(take_links(marked, item), item), item)
    law = parse_law(plain(rest))
    if law:
        return TypedReference({**item, **law}, unread=unread(body, {**item, **law}, ""))
    date, head, tail = split_at_date(rest)
    item.update(parse_issued(date))
    fill(item, head, tail)
    letter = re.match(r"\D*\d{4}([a-z])(?![a-z])", date)
    return TypedReference(
        item=item,
        label=(label["bracket"] or label["plain"] or "") if label else "",
        key=(label["key"] or "") if label else "",
        letter=letter[1] if letter else "",
        unread=unread(body, item, date),
        has_gap=bool(GAP.search(head)),
    )


def with_marks(text: str) -> str:
    """Italics and lost italics as control characters that no typed text holds."""
    text = MARKS.sub("", text)
    text = ITALIC.sub(rf"{OPEN}\2{CLOSE}", text)
    text = UNESCAPED.sub(r"\1", text)
    text = SPACES.sub(f"{FIELD} ", text)
    return re.sub(r"[ \t\n]+", " ", text).strip()


def plain(text: str) -> str:
    return " ".join(MARKS.sub("", text).split())


def take_original(text: str, item: dict[str, Any]) -> str:
    found = ORIGINAL.search(text)
    if not found:
        return text
    date = found["date"]
    is_year = len(date) == 4 and date.isdecimal()
    item["original-date"] = (
        {"date-parts": [[int(date)]]} if is_year else {"literal": date}
    )
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


def take_retraction(text: str, item: dict[str, Any]) -> str:
    """What APA puts behind a retracted article (ex. 14), as the style prints it."""
    found = RETRACTION.search(text)
    if not found:
        return text
    note = f"{found['what']}, <i>{plain(found['journal'])}</i>"
    number = f", <i>{found['volume']}</i>{found['issue'] or ''}"
    item["references"] = f"{note}{number}, {found['page']}"
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


def split_at_date(text: str) -> tuple[str, str, str]:
    """The date, what stands before it and what behind it.

    APA puts it in parentheses after the names, Chicago between full stops, others
    near the end; then the names and the title are told apart by their full stops.
    """
    for pattern in (DATE, BARE_YEAR):
        found = pattern.search(text)
        # A quoted title before the date is another style's, with the date behind.
        is_late = found and re.search('[“"]', text[: found.start()])
        if found and found.start() < 600 and not is_late:
            return found["date"], text[: found.start()], text[found.end() :]
    late = list(LATE_YEAR.finditer(text))
    head, tail = split_names(text)
    if not late or late[-1].start() < len(head):
        return "", head, tail
    year = late[-1]
    keep = {";": ";", ")": "", ",": ","}.get(year["stop"], ".")
    cut = year.start() - (len(text) - len(tail))
    after = text[year.end() :].lstrip(" ")
    return year["date"], head, f"{tail[:cut]}{keep} {after}".strip()


def split_names(text: str) -> tuple[str, str]:
    """Names before the first full stop that is not an initial's, else no names."""
    found = re.match(
        r"(?P<names>(?:[^.\x02\"“]|(?<=[\s.-]\w)\.(?=[\s,-]|\Z)|(?<=\A\w)\.){3,200}?)"
        r"\.\s+(?=\S)",
        text,
    )
    if not found:
        return "", text
    _, names = parse_names(plain(found["names"]))
    is_name = bool(names) and ("family" in names[0] or is_group_head(found["names"]))
    return (found["names"], text[found.end() :]) if is_name else ("", text)


def is_group_head(text: str) -> bool:
    """Vancouver puts the group before the title with no more than a full stop."""
    return bool(GROUP_HEAD.search(text)) and ":" not in text


def fill(item: dict[str, Any], head: str, tail: str) -> None:
    title, rest = split_title(tail)
    if not title or title.startswith("In "):
        # A work under its title: "Title. (2019). In Encyclopedia."
        title, rest, head = plain(head).rstrip("."), tail, ""
    if head:
        makers = names_by_role(plain(head))
        role, names = ("", []) if makers else parse_names(plain(head))
        item.update(makers or ({role: names} if names else {}))
    fields_after_title(item, title=title, rest=rest)


def unread(body: str, item: dict[str, Any], date: str) -> str:
    known = {word.lower() for word in WORDS.findall(f"{flat(item)} {date}")}
    known.update(MONTHS if "accessed" in item else ())
    # Vancouver writes "Ward CH" for C. H. Ward.
    known.update(
        re.sub(r"\W", "", name.get("given", "")).lower()
        for role in ("author", "editor", "editor-translator", "translator")
        for name in item.get(role, [])
    )
    words = WORDS.findall(UNESCAPED.sub(r"\1", body))
    return " ".join(
        word
        for word in words
        if not {word.lower(), ORDINAL.sub(r"\1", word.lower())} & (known | FORMAL)
    )


def flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(flat(part) for part in value.values())
    if isinstance(value, list):
        return " ".join(flat(part) for part in value)
    return str(value)
