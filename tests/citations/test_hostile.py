"""Hostile records: whatever any field holds, it comes out as text."""

import json
import random
import re
from html.parser import HTMLParser

import pytest

from articles.citations import (
    STYLES,
    CitationItem,
    Cluster,
    author_line,
    fingerprint,
    format_citations,
    make_key,
    missing_fields,
    to_biblatex,
    to_csl_json,
    to_ris,
    year,
)
from articles.citations.reading import read_records
from articles.citations.records import clean_text
from articles.citations.variables import DATES, NAME_PARTS, NAMES, TEXTS
from tests.attacks import known_attacks

VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><b onmouseover='alert(1)'>x</b>",
    "<i onclick=alert(1)>x</i>",
    '<span class="nocase" onclick="alert(1)">x</span>',
    "</i></b></a><iframe src=//evil.example>",
    "javascript:alert(1)",
    "https://x.example/\"onmouseover='alert(1)'",
    "https://x.example/<script>alert(1)</script>",
    '10.1/<script>alert(1)</script>" onclick="alert(1)',
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "]]><!--<script>-->",
    "<i><b><i><b><i>" * 20,
    "[x](javascript:alert(1)) ![y](x) <https://a.example>",
    "`code` $\\href{javascript:alert(1)}{x}$ \\input{/etc/passwd}",
    "}{\\write18{id}} @article{evil, title={x}}",
    "x\r\nTY  - BOOK\r\nTI  - Evil\r\nER  - \r\n",
    "x\n}\n@book{evil,\n title = {Evil},\n}\n",
    "{{7*7}} {% include 'x' %} ${7*7}",
    "=cmd|' /C calc'!A0",
    "\u202eevil\u2066\u2061\u2062\u2063\u2064",
    "\x00\x01\x1b[31m\ud800",
    "@other [@other, p. 3] -@other",
    "#ref-x ' OR 1=1 --",
]
WRONG_TYPES = [
    None,
    True,
    7,
    -1.5,
    1e400,
    [],
    {},
    [[]],
    [{}],
    {"a": {"b": []}},
    [None, 7],
]
ALLOWED = {"a": {"href", "role"}, "i": set(), "b": set(), "sup": set(), "sub": set()}
OWN_TEXTS = ("reference", "parenthetical", "narrative")
TYPES = (
    "article-journal",
    "book",
    "chapter",
    "webpage",
    "post",
    "legal_case",
    "report",
)


class Faults(HTMLParser):
    """Everything but the few elements and attributes that an entry is made of."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag not in ALLOWED:
            self.found.append(tag)
        for name, value in attrs:
            is_safe = name == "role" or re.match(r"https?://|#ref-", value or "")
            if name not in ALLOWED.get(tag, ()) or not is_safe:
                self.found.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> closes nothing")

    def handle_comment(self, data):
        self.found.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def faults(html):
    parser = Faults()
    parser.feed(html)
    parser.close()
    return parser.found + parser.open


def hostile_item(number, value):
    """``value`` in every variable that a record can have, and in some that none has."""
    name = dict.fromkeys(NAME_PARTS, value)
    named = [name, {"literal": value, "abbreviation": value}, value]
    date = {"date-parts": [[value, value]], "literal": value, "raw": value}
    return {
        "id": f"work{number}",
        "type": TYPES[number % len(TYPES)],
        **dict.fromkeys(TEXTS, value),
        **dict.fromkeys(NAMES, named if number % 3 else value),
        **dict.fromkeys(DATES, date if number % 2 else value),
        "custom": {"exactly": dict.fromkeys(OWN_TEXTS, value), "kind": value},
        "note": value,
        "not a variable <script>": value,
    }


def without_own_texts(item):
    return {**item, "custom": {"kind": "x"}}


def with_all_forms(items):
    return [
        Cluster(f"{form}{item['id']}", (citation(item, form),), form == "n")
        for item in items
        for form in "pn"
    ]


def citation(item, form):
    value = str(item["title"])[:200]
    return CitationItem(
        item["id"], locator=value, label=value[:20], prefix=value, suffix=value
    )


def assert_harmless(items, style="apa"):
    formatted = format_citations(items, with_all_forms(items), style=style)
    for html in (*dict(formatted.references).values(), *formatted.citations.values()):
        assert faults(html) == []
    assert set(formatted.citations) == {
        f"{form}{item['id']}" for item in items for form in "pn"
    }


@pytest.fixture(scope="module")
def items():
    return [hostile_item(n, value) for n, value in enumerate([*VECTORS, *WRONG_TYPES])]


@pytest.mark.parametrize("style", STYLES)
def test_hostile_values_in_every_variable_inject_nothing(pandoc, items, style):
    assert_harmless([without_own_texts(item) for item in items], style)


@pytest.mark.parametrize("style", ["apa", "vancouver"])
def test_hostile_own_texts_inject_nothing(pandoc, items, style):
    assert_harmless(items, style)


def test_known_attacks_inject_nothing(pandoc, testdata):
    strings = json.loads((testdata / "strings" / "blns.json").read_text("utf-8"))
    dice = random.Random(7)  # noqa: S311 (no secret)
    chosen = [*dice.sample(known_attacks(testdata), 24), *dice.sample(strings, 16)]
    works = [hostile_item(n, str(value)[:300]) for n, value in enumerate(chosen)]
    assert_harmless([*works[::2], *map(without_own_texts, works[1::2])])


def test_hostile_keys_inject_nothing(pandoc):
    keys = {clean_text(f"{n}{value}") for n, value in enumerate(VECTORS)}
    items = [{"id": key, "type": "book", "title": "T"} for key in keys]
    clusters = [Cluster(key, (CitationItem(key),)) for key in keys]
    formatted = format_citations(items, clusters)
    assert {key for key, _ in formatted.references} == keys
    for html in formatted.citations.values():
        assert "href" in html
        assert faults(html) == []


@pytest.mark.parametrize("value", [*VECTORS, *WRONG_TYPES], ids=ascii)
def test_readers_of_a_record_take_any_value(value):
    item = hostile_item(1, value)
    assert isinstance(author_line(item), str)
    assert year(item) is None or isinstance(year(item), int)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", make_key(item, set()))
    assert len(fingerprint([item], [])) == 64
    missing_fields(item)


def test_hostile_values_add_no_record_to_an_export(items):
    items = [without_own_texts(item) for item in items]
    exported = json.loads(to_csl_json(items))
    assert [item["id"] for item in exported] == [item["id"] for item in items]
    ris = to_ris(items)
    assert len(re.findall(r"^TY  - ", ris, re.MULTILINE)) == len(items)
    assert len(re.findall(r"^ER  -", ris, re.MULTILINE)) == len(items)
    reading = read_records(to_biblatex(items).encode("utf-8", "replace"), "x.bib")
    assert len(reading.records) == len(items)
