"""What was typed into the box for adding: identifiers, addresses, references.

Nothing here raises. What is no identifier is text, for the readers of references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from articles.citations.normal_forms import normal_isbn
from articles.citations.reading.decoding import INVISIBLE
from articles.citations.reading.lists import BULLET, entries
from articles.citations.reference_text import LABEL

Kind = Literal["doi", "pmid", "pmcid", "isbn", "url", "text"]
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
DOI_TYPED = re.compile(
    r"(?:info:)?(?:doi(?:\.org)?\s*[:/]?\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE
)
# What publishers put behind a DOI in the addresses of their pages.
PAGES = re.compile(
    r"(?:/(?:full(?:text)?|abstract|summary|references|citations?|e?pdf|meta|html"
    r"|figures|supplementary(?:-material)?|suppl_file)|\.(?:full|abstract|pdf|short|html?))"
    r"(?:/.*)?\Z",
    re.IGNORECASE,
)
PMID = re.compile(
    r"(?:PMID|PubMed(?:\s+ID)?)\s*[:#]?\s*(\d{1,8})|(\d{6,8})", re.IGNORECASE
)
PMCID = re.compile(r"(?:PMCID\s*[:#]?\s*)?(PMC\d{3,9})(?:\.\d+)?", re.IGNORECASE)
ISBN = re.compile(
    r"(?P<label>ISBN(?:[-\s]?1[03])?\s*[:#]?\s*)?(?P<digits>[\d\s–—‐‑-]{8,20}[\dXx])",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"https?://[^\s/]+\.[^\s/]+\S*|https?://localhost\S*", re.IGNORECASE
)
TAIL = re.compile(r"[<(]?(?:https?://|doi:)", re.IGNORECASE)
BARE_ADDRESS = re.compile(
    r"(?:www\.|(?=\S*/))(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[:/?#]\S*)?"
    r"|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|int)/?",
    re.IGNORECASE,
)
PUBMED = re.compile(
    r"\A(?:pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})\b"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?(\d{1,8})\b"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/\?term=(\d{1,8})\Z"
    r"|(?:www\.)?europepmc\.org/(?:article|abstract)/med/(\d{1,8})\b)",
    re.IGNORECASE,
)
CENTRAL = re.compile(
    r"\A(?:(?:www\.)?ncbi\.nlm\.nih\.gov/(?:labs/)?pmc|pmc\.ncbi\.nlm\.nih\.gov"
    r"|(?:www\.)?europepmc\.org)/\S*?\b(PMC\d{3,9})\b",
    re.IGNORECASE,
)
BOOK = re.compile(r"/(?:isbn|dp)[/=](\d{13}|\d{9}[\dXx])(?!\d)", re.IGNORECASE)
WRAPPING = "<>[]()\"'“”‘’«»"
FILE = re.compile(
    r"\A\s*(?:<\?xml|<xml\b|\[\s*\{|\{\s*\")"
    r"|^[^\S\n]{0,40}@\w{1,40}\s{0,40}[{(]\s{0,40}[^\s,{}]{0,300}\s{0,40},"
    r"|^\s{0,3}TY {0,2}- |^PMID ?- \d",
    re.MULTILINE,
)
BAD_ISBN = (
    "This looks like an ISBN, but one of its digits is wrong. Please look at the book "
    "again."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was typed; ``typed``: as it stood there, ``value``: what of it
    is looked up; ``problem`` for its owner where it cannot be."""

    kind: Kind
    value: str
    typed: str
    problem: str = ""

    @property
    def is_identifier(self) -> bool:
        return self.kind not in {"url", "text"}


def is_file(text: str) -> bool:
    """Whether the content of a file of references was pasted."""
    return bool(FILE.search(text))


def read_asked(text: str) -> tuple[Asked, ...]:
    """Everything that was typed, in its order; empty for empty text."""
    clean = INVISIBLE.sub("", text.replace("\0", "")).strip()
    if not clean:
        return ()
    whole = read_one(clean)
    if whole.kind != "text":
        return (whole,)
    return tuple(split_line(clean) or in_lines(clean))


def in_lines(text: str) -> Iterator[Asked]:
    """Identifiers that fill a line, and the references between them.

    An address right below a reference that has none is a part of it.
    """
    block: list[str] = []
    for line in re.split(r"\r\n|[\n\r\v\f\u2028\u2029]", text):
        one = read_one(BULLET.sub("", LABEL.sub("", line, count=1), count=1))
        is_below = bool(block and block[-1].strip() and TAIL.match(one.typed))
        is_tail = is_below and not has_address(block)
        if one.kind == "text" or is_tail:
            block.append(line)
            continue
        yield from references(block)
        block = []
        yield from [one] if one.value else []
    yield from references(block)


def references(lines: list[str]) -> Iterator[Asked]:
    for entry in entries("\n".join(lines)):
        yield Asked("text", entry, entry)


def has_address(block: list[str]) -> bool:
    """Whether the last reference of a block ends in its address already."""
    last = "\n".join(block).rsplit("\n\n", 1)[-1].rstrip()
    return bool(re.search(r"(?:https?://|\bdoi:|\bPMID\b)\S*[^\n]*\Z", last))


def split_line(text: str) -> list[Asked]:
    """Several identifiers in one line, with commas or spaces between them."""
    if "\n" in text:
        return []
    joined = re.sub(r"((?:PMID|DOI|ISBN)\s*:)\s+", r"\1", text, flags=re.IGNORECASE)
    found = [read_one(part) for part in re.split(r"[,;]?\s+|[,;]", joined) if part]
    return found if all(one.kind != "text" for one in found) else []


def read_one(text: str) -> Asked:
    """The identifier or address that ``text`` is as a whole, else text."""
    typed = text.strip()
    bare = typed.strip(WRAPPING + " ").rstrip(",;") if typed[:1] in WRAPPING else typed
    return (
        read_number(bare, typed)
        or read_address(bare, typed)
        or Asked("text", typed, typed)
    )


def read_number(bare: str, typed: str) -> Asked | None:
    stopped = bare.rstrip(".,;: ")
    doi = DOI_TYPED.fullmatch(bare)
    if doi:
        return Asked("doi", trimmed(doi[1]), typed)
    if found := PMID.fullmatch(stopped):
        return Asked("pmid", found[1] or found[2], typed)
    if found := PMCID.fullmatch(stopped):
        return Asked("pmcid", found[1].upper(), typed)
    if found := ISBN.fullmatch(stopped):
        return read_isbn(found, typed)
    return None


def read_isbn(found: re.Match[str], typed: str) -> Asked | None:
    digits = re.sub(r"[^\dX]", "", found["digits"].upper())
    if is_isbn(digits):
        return Asked("isbn", digits, typed)
    looks_like_one = len(digits) == 10 or digits.startswith(("978", "979"))
    if found["label"] or (looks_like_one and len(digits) in {10, 13}):
        return Asked("isbn", "", typed, BAD_ISBN)
    return None


def is_isbn(digits: str) -> bool:
    """ISO 2108: the last digit checks the others."""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum((10 - n) * value for n, value in enumerate(values)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        weighed = (int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits))
        return sum(weighed) % 10 == 0
    return False


def read_address(bare: str, typed: str) -> Asked | None:
    if BARE_ADDRESS.fullmatch(bare):
        bare = f"https://{bare}"
    if not ADDRESS.fullmatch(bare):
        return None
    address = trimmed(bare)
    for kind, value in identifiers_in(address):
        if value:
            return Asked(kind, value, typed)
    return Asked("url", address, typed)


def identifiers_in(address: str) -> Iterator[tuple[Kind, str]]:
    """What an address gives up, the surest first."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    place = f"{parts.netloc}{parts.path}"
    asked = f"{place}?{parts.query}" if parts.query else place
    pubmed, central = PUBMED.match(asked), CENTRAL.match(place)
    yield "pmid", next(filter(None, pubmed.groups()), "") if pubmed else ""
    yield "pmcid", central[1].upper() if central else ""
    yield "doi", doi_in(parts.netloc, unquote(parts.path), parts.query)
    book = BOOK.search(place)
    digits = book[1].upper() if book else ""
    yield "isbn", digits if is_isbn(digits) and normal_isbn(digits) else ""


def doi_in(host: str, path: str, query: str) -> str:
    found = DOI.search(path)
    if found and host.lower().removeprefix("dx.") in {"doi.org", "www.doi.org"}:
        return trimmed(found[0])
    if found:
        return trimmed(PAGES.sub("", found[0]))
    for _, value in parse_qsl(query):
        if DOI.fullmatch(value):
            return trimmed(value)
    return ""


def trimmed(value: str) -> str:
    """Without the punctuation of the sentence in which it stood."""
    pairs = {")": "(", "]": "[", "}": "{", ">": "<"}
    while value:
        last = value[-1]
        is_stray = last in pairs and value.count(last) > value.count(pairs[last])
        if last not in ".,;:'\"”’»" and not is_stray:
            break
        value = value[:-1]
    return value
