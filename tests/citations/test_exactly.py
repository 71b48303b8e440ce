"""A work printed in its own exact words: entry, parenthetical, narrative."""

import pytest

from articles.citations import (
    CitationItem,
    Cluster,
    EngineError,
    fingerprint,
    format_citations,
)
from articles.citations.exactly import Exact, exact_text, exact_texts

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)>"><a href="javascript:x">'
)


def book(id, family, year, **exactly):
    item = {
        "id": id,
        "type": "book",
        "author": [{"family": family, "given": "Ann"}],
        "title": f"Title {id}",
        "issued": {"date-parts": [[year]]},
    }
    return {**item, "custom": {"exactly": exactly}} if exactly else item


HIPAA = {
    "id": "hipaa",
    "type": "legislation",
    "title": "Health Insurance Portability and Accountability Act",
    "issued": {"date-parts": [[1996]]},
    "custom": {
        "exactly": {
            "reference": "HIPAA of 1996, Pub. L. <i>104</i>-191 & more. https://x.org/a.",
            "parenthetical": "HIPAA, 1996",
            "narrative": "HIPAA (1996)",
        }
    },
}
SKILLS = book("skills", "Linehan", 1993, parenthetical="<i>Skills</i> & Co, 1993")
LINEHAN = book("linehan", "Linehan", 1993)
BECK = book("beck", "Beck", 1979)
WHO = book("who", "Who", 2020, narrative="The <i>WHO</i> guide")
ITEMS = [HIPAA, SKILLS, LINEHAN, BECK, WHO]

p5 = {"locator": "5", "label": "page"}
CASES = {
    "alone": ([("hipaa", {})], False, "(HIPAA, 1996)"),
    "with all": (
        [("hipaa", {**p5, "prefix": "see ", "suffix": " for more"})],
        False,
        "(see HIPAA, 1996, p. 5 for more)",
    ),
    "among others, in the list's order": (
        [("hipaa", {}), ("beck", p5)],
        False,
        "(Beck, 1979, p. 5; HIPAA, 1996)",
    ),
    "beside one author's other work": (
        [("skills", {}), ("linehan", {})],
        False,
        "(Linehan, 1993a; <i>Skills</i> &amp; Co, 1993)",
    ),
    "behind a lead-in the typed order stays": (
        [("hipaa", {}), ("beck", {"prefix": "see also "})],
        False,
        "(HIPAA, 1996; see also Beck, 1979)",
    ),
    "year only": ([("hipaa", {**p5, "suppress_author": True})], False, "(1996, p. 5)"),
    "narrative": ([("hipaa", p5)], True, "HIPAA (1996, p. 5)"),
    "narrative with lead-in": (
        [("hipaa", {"prefix": "see "})],
        True,
        "see HIPAA (1996)",
    ),
    "narrative without a date": ([("who", {})], True, "The <i>WHO</i> guide"),
    "narrative without a date, page": (
        [("who", p5)],
        True,
        "The <i>WHO</i> guide (p. 5)",
    ),
    "narrative of several": (
        [("beck", {}), ("hipaa", {}), ("who", {})],
        True,
        "Beck (1979), HIPAA (1996), and The <i>WHO</i> guide",
    ),
    "year before a narrative mention": (
        [("beck", {"suppress_author": True}), ("linehan", {})],
        True,
        "(1979) and Linehan (1993a)",
    ),
    "parenthesis without a text of its own": ([("who", {})], False, "(Who, 2020)"),
    "narrative without a text of its own": ([("skills", {})], True, "Linehan (1993b)"),
}


@pytest.fixture(scope="module")
def formatted(pandoc):
    clusters = [
        Cluster(name, tuple(CitationItem(id, **more) for id, more in works), narrative)
        for name, (works, narrative, _) in CASES.items()
    ]
    return format_citations(ITEMS, clusters)


@pytest.mark.parametrize("name", CASES)
def test_exact_text_stands_in_the_citation(formatted, without_links, name):
    assert without_links(formatted.citations[name]) == CASES[name][2]


@pytest.mark.parametrize("name", CASES)
def test_every_work_of_a_citation_stays_linked(formatted, name):
    for id, _ in CASES[name][0]:
        link = f'<a href="#ref-{id}" role="doc-biblioref">'
        assert formatted.citations[name].count(link) == 1


def test_exact_entry_stands_at_the_place_of_the_record(formatted):
    entries = dict(formatted.references)
    assert list(entries) == ["beck", "hipaa", "linehan", "skills", "who"]
    assert entries["hipaa"] == (
        "HIPAA of 1996, Pub. L. <i>104</i>-191 &amp; more."
        ' <a href="https://x.org/a">https://x.org/a</a>.'
    )


def test_exact_entry_is_printed_where_the_style_prints_none(pandoc):
    letter = {"id": "l", "type": "personal_communication", "title": "A letter"}
    own = {**letter, "custom": {"exactly": {"reference": "A letter to me."}}}
    assert format_citations([letter], []).references == ()
    assert format_citations([own], []).references == (("l", "A letter to me."),)


@pytest.mark.parametrize(
    "custom",
    [
        None,
        "x",
        [],
        {"exactly": "text"},
        {"exactly": {"reference": {}, "narrative": ["x"]}},
        {"exactly": {"parenthetical": "  "}},
        {"kind": "book"},
    ],
)
def test_what_is_no_text_counts_as_none(custom):
    assert exact_texts([{"id": "x", "custom": custom}]) == {}


@pytest.mark.parametrize(
    ("typed", "inside"),
    [
        ("HIPAA, 1996", "HIPAA, 1996"),
        ("(HIPAA, 1996)", "HIPAA, 1996"),
        ("(HIPAA) and (Privacy Rule)", "(HIPAA) and (Privacy Rule)"),
        ("(Act [of (old) times], 1996)", "Act [of (old) times], 1996"),
    ],
)
def test_enclosing_parentheses_are_taken_off_once(typed, inside):
    item = {"id": "x", "custom": {"exactly": {"parenthetical": typed}}}
    assert exact_text(item) == Exact(parenthetical=inside)


def test_hostile_text_is_shown_as_text(pandoc):
    texts = dict.fromkeys(("reference", "parenthetical", "narrative"), HOSTILE)
    works = [
        Cluster("p", (CitationItem("x"),)),
        Cluster("n", (CitationItem("x"),), True),
    ]
    formatted = format_citations([book("x", "Doe", 2000, **texts)], works)
    for html in (formatted.references[0][1], *formatted.citations.values()):
        assert "&lt;script&gt;alert(1)" in html
        assert "<script" not in html
        assert "<img" not in html
        assert "javascript" not in html.split("&lt;a")[0]


def test_styles_of_names_take_all_texts_and_numbers_the_entry_only(pandoc):
    cluster = Cluster("c", (CitationItem("hipaa"),))
    for style in ("chicago", "harvard"):
        formatted = format_citations([HIPAA], [cluster], style=style)
        assert "HIPAA, 1996" in formatted.citations["c"]
        assert formatted.references[0][1].startswith("HIPAA of 1996")
    formatted = format_citations([HIPAA], [cluster], style="vancouver")
    assert "HIPAA of 1996" in formatted.references[0][1]
    assert "HIPAA" not in formatted.citations["c"]


def test_fingerprint_follows_exact_texts_and_style():
    plain = fingerprint([LINEHAN], [])
    assert fingerprint([book("linehan", "Linehan", 1993, narrative="X")], []) != plain
    assert fingerprint([LINEHAN], [], style="chicago") != plain


def test_unknown_style_is_refused_in_a_sentence():
    with pytest.raises(EngineError, match="no citation style “mla”"):
        format_citations([BECK], [], style="mla")
