import re
import stat

import pytest

from articles.citations import (
    CitationItem,
    Cluster,
    EngineError,
    Formatted,
    fingerprint,
    format_citations,
)
from articles.citations import (
    pandoc as pandoc_module,
)

HERMAN = {
    "id": "herman1992",
    "type": "book",
    "author": [{"family": "Herman", "given": "Judith Lewis"}],
    "title": "Trauma and recovery",
    "publisher": "Basic Books",
    "issued": {"date-parts": [[1992]]},
}
TEDESCHI = {
    "id": "tedeschi2004",
    "type": "article-journal",
    "author": [
        {"family": "Tedeschi", "given": "Richard G."},
        {"family": "Calhoun", "given": "Lawrence G."},
    ],
    "title": "Posttraumatic growth",
    "container-title": "Psychological Inquiry",
    "DOI": "10.1207/s15327965pli1501_01",
    "issued": {"date-parts": [[2004]]},
}
CASE = {
    "id": "case",
    "type": "legal_case",
    "title": "Jaffee v. Redmond",
    "volume": "518",
    "container-title": "U.S.",
    "page": "1",
    "issued": {"date-parts": [[1996]]},
}
LETTER = {
    "id": "letter",
    "type": "personal_communication",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2024, 5, 3]]},
}


def group(id, year, name, short=""):
    author = {"literal": name, **({"abbreviation": short} if short else {})}
    issued = {"date-parts": [[year]]}
    return {**HERMAN, "id": id, "author": [author], "issued": issued}


def test_nothing_to_format_needs_no_pandoc(monkeypatch):
    monkeypatch.setattr(pandoc_module, "pandoc_path", lambda: "/nowhere/pandoc")
    assert format_citations([], []) == Formatted((), {})
    empty = Cluster("c", ())
    assert format_citations([{"title": "no id"}], [empty]) == Formatted((), {"c": ""})


def test_work_is_linked_from_every_citation(pandoc, cited):
    formatted = format_citations(
        [HERMAN, TEDESCHI],
        [
            cited("p", "tedeschi2004", "herman1992"),
            cited("n", "herman1992", narrative=True),
        ],
    )
    assert formatted.citations["p"] == (
        '(<a href="#ref-herman1992" role="doc-biblioref">Herman, 1992</a>; '
        '<a href="#ref-tedeschi2004" role="doc-biblioref">Tedeschi &amp; Calhoun, 2004'
        "</a>)"
    )
    assert formatted.citations["n"] == (
        'Herman (<a href="#ref-herman1992" role="doc-biblioref">1992</a>)'
    )


def test_doi_is_a_link(pandoc):
    ((_, entry),) = format_citations([TEDESCHI], []).references
    address = "https://doi.org/10.1207/s15327965pli1501_01"
    assert entry.endswith(f'<a href="{address}">{address}</a>')


def test_order_of_the_items_changes_nothing(pandoc, cited):
    items, clusters = [HERMAN, TEDESCHI, CASE], [cited("c", "case", "herman1992")]
    assert format_citations(items, clusters) == format_citations(items[::-1], clusters)


def test_personal_communication_stands_in_the_text_only(pandoc, cited, without_links):
    formatted = format_citations(
        [LETTER, HERMAN], [cited("p", "letter"), cited("n", "letter", narrative=True)]
    )
    assert [key for key, _ in formatted.references] == ["herman1992"]
    assert without_links(formatted.citations["p"]) == (
        "(J. Doe, personal communication, May 3, 2024)"
    )
    assert without_links(formatted.citations["n"]) == (
        "J. Doe (personal communication, May 3, 2024)"
    )


LOCATED = [
    ({"locator": "33", "label": "page"}, "(Herman, 1992, p. 33)"),
    ({"locator": "33", "label": ""}, "(Herman, 1992, p. 33)"),
    ({"locator": "33-35", "label": "page"}, "(Herman, 1992, pp. 33–35)"),
    (
        {"locator": "33-35, 40 & 42", "label": "page"},
        "(Herman, 1992, pp. 33–35, 40 &amp; 42)",
    ),
    ({"locator": "xii", "label": "page"}, "(Herman, 1992, p. xii)"),
    ({"locator": "4", "label": "paragraph"}, "(Herman, 1992, para. 4)"),
    ({"locator": "4-5", "label": "paragraph"}, "(Herman, 1992, paras. 4–5)"),
    ({"locator": "3", "label": "chapter"}, "(Herman, 1992, Chapter 3)"),
    ({"locator": "3 and 4", "label": "chapter"}, "(Herman, 1992, Chapters 3 and 4)"),
    ({"locator": "2", "label": "section"}, "(Herman, 1992, Section 2)"),
    ({"locator": "2", "label": "figure"}, "(Herman, 1992, Figure 2)"),
    ({"locator": "2", "label": "table"}, "(Herman, 1992, Table 2)"),
    ({"locator": "2", "label": "volume"}, "(Herman, 1992, Volume 2)"),
    ({"locator": "2:30", "label": "timestamp"}, "(Herman, 1992, 2:30)"),
    ({"locator": "2:30-4:15", "label": "timestamp"}, "(Herman, 1992, 2:30–4:15)"),
    ({"locator": "2:30", "label": "page"}, "(Herman, 1992, 2:30)"),
    ({"prefix": "see "}, "(see Herman, 1992)"),
    ({"prefix": "see"}, "(see Herman, 1992)"),
    ({"suffix": ", for a review"}, "(Herman, 1992, for a review)"),
    ({"suffix": " for a review"}, "(Herman, 1992 for a review)"),
    ({"suffix": ", 2015 edition"}, "(Herman, 1992, 2015 edition)"),
    ({"suffix": ', on "splitting"'}, "(Herman, 1992, on “splitting”)"),
    (
        {"locator": "3", "label": "page", "suffix": ", for more"},
        "(Herman, 1992, p. 3, for more)",
    ),
    ({"suppress_author": True}, "(1992)"),
    ({"suppress_author": True, "locator": "3", "label": "page"}, "(1992, p. 3)"),
]


def test_locators_and_lead_ins_are_printed_as_apa_has_them(
    pandoc, cited, without_links
):
    clusters = [
        cited(str(number), "herman1992", **details)
        for number, (details, _) in enumerate(LOCATED)
    ]
    citations = format_citations([HERMAN], clusters).citations
    printed = [without_links(citations[cluster.id]) for cluster in clusters]
    assert printed == [expected for _, expected in LOCATED]


def test_narrative_citations_of_all_kinds(pandoc, cited, without_links):
    second = {**HERMAN, "id": "herman1992b", "title": "A study of recovery"}
    clusters = [
        cited("and", "tedeschi2004", narrative=True),
        cited("page", "herman1992", narrative=True, locator="3", label="page"),
        cited("lead", "tedeschi2004", narrative=True, prefix="see"),
        cited("case", "case", narrative=True),
        cited("year of case", "case", suppress_author=True),
        cited("same author", "herman1992", "herman1992b", narrative=True),
        cited("two", "tedeschi2004", "case", narrative=True),
        cited("three", "tedeschi2004", "case", "herman1992", narrative=True),
        cited("year", "herman1992", narrative=True, suppress_author=True),
    ]
    formatted = format_citations([HERMAN, second, TEDESCHI, CASE], clusters)
    assert {k: without_links(html) for k, html in formatted.citations.items()} == {
        "and": "Tedeschi and Calhoun (2004)",
        "page": "Herman (1992b, p. 3)",
        "lead": "see Tedeschi and Calhoun (2004)",
        "case": "<i>Jaffee v. Redmond</i> (1996)",
        "year of case": "(1996)",
        "same author": "Herman (1992a, 1992b)",
        "two": "Tedeschi and Calhoun (2004) and <i>Jaffee v. Redmond</i> (1996)",
        "three": (
            "Tedeschi and Calhoun (2004), <i>Jaffee v. Redmond</i> (1996),"
            " and Herman (1992b)"
        ),
        "year": "(1992b)",
    }


GROUPS = [
    group("who", 2019, "World Health Organization", "WHO"),
    group("who2", 2020, "World Health Organization"),
    group("health", 2018, "World Health", "WH"),
    group("psychiatric", 2022, "American Psychiatric Association", "APA"),
    group("psychological", 2020, "American Psychological Association", "APA"),
    group("alzheimers", 2021, "Alzheimer's Association", "AA"),
]


@pytest.mark.parametrize(
    ("mentions", "texts"),
    [
        (["who"], ["(World Health Organization, 2019)"]),
        (
            ["who", "who2"],
            ["(World Health Organization [WHO], 2019)", "(WHO, 2020)"],
        ),
        (
            ["@who", "@who"],
            ["World Health Organization (WHO, 2019)", "WHO (2019)"],
        ),
        (
            ["@who", "who", "health"],
            [
                "World Health Organization (WHO, 2019)",
                "(WHO, 2019)",
                "(World Health, 2018)",
            ],
        ),
        (
            ["psychiatric", "psychological", "psychiatric"],
            [
                "(American Psychiatric Association, 2022)",
                "(American Psychological Association, 2020)",
                "(American Psychiatric Association, 2022)",
            ],
        ),
        (
            ["psychiatric", "psychiatric"],
            ["(American Psychiatric Association [APA], 2022)", "(APA, 2022)"],
        ),
        (
            ["alzheimers", "@alzheimers"],
            ["(Alzheimer’s Association [AA], 2021)", "AA (2021)"],
        ),
        (["-who", "who"], ["(2019)", "(World Health Organization, 2019)"]),
    ],
)
def test_groups_are_abbreviated_in_reading_order(
    pandoc, without_links, mentions, texts
):
    clusters = [
        Cluster(
            str(number),
            (CitationItem(key.lstrip("@-"), suppress_author=key[0] == "-"),),
            key[0] == "@",
        )
        for number, key in enumerate(mentions)
    ]
    formatted = format_citations(GROUPS, clusters)
    assert [without_links(formatted.citations[c.id]) for c in clusters] == texts
    entries = dict(formatted.references)
    assert entries["who"].startswith("World Health Organization. (2019)")


HOSTILE = (
    "<script>alert(1)</script>\"><img src=x onerror=alert(1)>\x00\x07\u202e\ud800 & '"
)
NAUGHTY = [
    {"id": "html", **dict.fromkeys(["title", "publisher", "genre", "number"], HOSTILE)},
    {"id": "name", "author": [{"literal": HOSTILE, "abbreviation": HOSTILE}]},
    {"id": "script", "title": "T", "URL": "javascript:alert(1)"},
    {"id": "data", "title": "T", "URL": "data:text/html,<script>alert(1)</script>"},
    {"id": "quote", "title": "T", "URL": 'https://x.org/" onmouseover="alert(1)'},
    {"id": "doi", "title": "T", "DOI": '10.1/"><script>alert(1)</script>'},
    {"id": "sici", "title": "T", "DOI": "10.1175/1520(1996)077<0437:T>2.0.CO;2"},
    {"id": "port", "title": "T", "URL": "https://x:99999999/"},
    {"id": "open", "title": "<i><b>" * 3000},
    {"id": "deep", "title": "<i>" * 2000 + "x" + "</i>" * 2000},
    {"id": "long", "title": "Word " * 400},
    {"id": "bare"},
    {"id": "types", "type": ["x"], "title": {"a": 1}, "page": [1], "DOI": ["x"]},
    {"id": "names", "author": "Not a list", "editor": [None, 3, [], {}]},
    {"id": "dates", "issued": {"date-parts": [["x", 10**30]]}, "accessed": 3},
    {"id": "crowd", "author": [{"family": "A", "given": "B"}] * 3000},
    {"id": "twice", "title": "First"},
    {"id": "twice", "title": "Second"},
    {"title": "no id"},
    {"id": 6, "title": "a number as id"},
]


@pytest.fixture(scope="module")
def naughty(pandoc):
    keys = {str(item["id"]) for item in NAUGHTY if "id" in item}
    clusters = [
        Cluster(
            f"{key} {narrative}",
            (
                CitationItem(
                    key, locator=HOSTILE, label=HOSTILE, prefix=HOSTILE, suffix=HOSTILE
                ),
            ),
            narrative,
        )
        for key in sorted(keys)
        for narrative in (False, True)
    ]
    return format_citations(NAUGHTY, clusters)


def test_naughty_records_inject_nothing(naughty):
    html = " ".join([*dict(naughty.references).values(), *naughty.citations.values()])
    tags = set(re.findall(r"<[^>]*>?", html))
    plain = {"<i>", "</i>", "<b>", "</b>", "</a>"}
    links = re.compile(
        r'<a href="(?:#ref-\w+" role="doc-biblioref|https://[^"<>\s]+)">'
    )
    assert {tag for tag in tags - plain if not links.fullmatch(tag)} == set()
    assert not re.search(r"[\x00-\x1f\u202e]", html)


def test_naughty_records_are_listed_once_each(naughty):
    keys = [key for key, _ in naughty.references]
    assert sorted(keys) == sorted({str(i["id"]) for i in NAUGHTY if "id" in i})
    assert dict(naughty.references)["twice"] == "<i>First</i>. (n.d.)."


def test_only_web_addresses_are_links(naughty):
    entries = dict(naughty.references)
    assert entries["script"].endswith(" javascript:alert(1)")
    assert "<a" not in entries["data"]
    assert entries["port"].endswith(" https://x:99999999/")
    assert 'href="https://x.org/%22%20onmouseover=%22alert(1)"' in entries["quote"]
    assert (
        'href="https://doi.org/10.1175/1520(1996)077%3C0437:T%3E2.0.CO;2"'
        in (entries["sici"])
    )


def test_unknown_key_is_named(cited):
    with pytest.raises(EngineError, match="“nobody2020”, which is not among"):
        format_citations([HERMAN], [cited("c", "nobody2020")])


def test_two_clusters_with_one_id_are_refused(cited):
    with pytest.raises(EngineError, match="Two citations bear the same id"):
        format_citations([HERMAN], [cited("c", "herman1992"), cited("c", "herman1992")])


def program(tmp_path, script):
    path = tmp_path / "pandoc"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("echo 'heap exhausted' >&2; exit 251", "refused the records. heap exhausted"),
        ("exit 1", "refused the records.$"),
        ("echo nonsense", "a form that this program does not know"),
        ("echo '{\"blocks\": []}'", "a form that this program does not know"),
    ],
)
def test_failing_pandoc_is_reported_in_a_sentence(
    tmp_path, monkeypatch, cited, script, sentence
):
    path = program(tmp_path, script)
    monkeypatch.setattr(pandoc_module, "pandoc_path", lambda: path)
    with pytest.raises(EngineError, match=sentence):
        format_citations([HERMAN], [cited("c", "herman1992")])


def test_pandoc_that_does_not_end_is_reported_in_a_sentence(tmp_path, monkeypatch):
    path = program(tmp_path, "exec sleep 600")
    monkeypatch.setattr(pandoc_module, "pandoc_path", lambda: path)
    monkeypatch.setattr(pandoc_module, "TIME_LIMIT_SECONDS", 0.1)
    with pytest.raises(EngineError, match="took longer than 0.1 seconds"):
        format_citations([HERMAN], [])


def test_missing_pandoc_is_reported_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(pandoc_module, "pandoc_path", lambda: tmp_path / "absent")
    with pytest.raises(EngineError, match="pypandoc_binary"):
        format_citations([HERMAN], [])


def test_fingerprint_follows_what_is_printed(cited):
    clusters = [cited("c", "herman1992")]
    same = fingerprint([HERMAN, TEDESCHI], clusters)
    assert re.fullmatch("[0-9a-f]{64}", same)
    assert fingerprint([TEDESCHI, {**HERMAN, "custom": {"a": 1}}], clusters) == same
    assert fingerprint([HERMAN], clusters) != same
    assert fingerprint([{**HERMAN, "title": "Other"}, TEDESCHI], clusters) != same
    assert fingerprint([HERMAN, TEDESCHI], []) != same
    page = cited("c", "herman1992", locator="3")
    assert fingerprint([HERMAN, TEDESCHI], [page]) != same


def test_fingerprint_of_an_abbreviation_differs():
    cluster = Cluster("c", (CitationItem("who"),))
    plain = fingerprint([group("who", 2019, "World Health Organization")], [cluster])
    assert fingerprint(GROUPS[:1], [cluster]) != plain


def test_fingerprint_starts_nothing(monkeypatch):
    monkeypatch.setattr(pandoc_module, "pandoc_path", lambda: "/nowhere/pandoc")
    assert fingerprint(NAUGHTY, [])
