"""Whole sets of references against what APA 7 asks for, compared without links."""

from pathlib import Path

import pytest

from articles.citations import (
    CitationItem,
    Cluster,
    format_citations,
    read_clusters,
    read_items,
)

UNSEEN = Path(__file__).with_name("unseen.json")
# The style takes "NG222" for a number and says "No."; whether APA would is open.
DISPUTED = {"nice2022"}


@pytest.fixture(scope="module")
def expected(testdata, read_json):
    return read_json(testdata / "citations" / "expected.json")


@pytest.fixture(scope="module")
def formatted(pandoc, testdata, read_json):
    folder = testdata / "citations"
    return format_citations(
        read_items(read_json(folder / "items.json")),
        read_clusters(read_json(folder / "clusters.json")),
    )


def test_every_reference_is_as_expected(formatted, expected, without_links):
    entries = {key: without_links(html) for key, html in formatted.references}
    assert entries == {work["id"]: work["html"] for work in expected["reference_list"]}


def test_references_stand_in_order(formatted, expected):
    assert [key for key, _ in formatted.references] == expected["order"]


@pytest.mark.parametrize("kind", ["p:", "n:", "x:"])
def test_every_citation_is_as_expected(formatted, expected, without_links, kind):
    citations = {
        name: without_links(html)
        for name, html in formatted.citations.items()
        if name.startswith(kind)
    }
    assert citations == {
        name: text["html"]
        for name, text in expected["in_text"].items()
        if name.startswith(kind)
    }


def test_edge_cases_are_as_apa_has_them(pandoc, testdata, read_json, without_links):
    items = read_items(read_json(testdata / "citations" / "edge.json"))
    clusters = [Cluster(i["id"], (CitationItem(i["id"]),)) for i in items]
    formatted = format_citations(items, clusters)
    entries = dict(formatted.references)
    citations = {id: without_links(html) for id, html in formatted.citations.items()}
    assert "pc" not in entries
    assert citations["pc"] == "(J. Doe, personal communication, May 3, 2024)"
    assert "&amp; N20, A. (2020)" in entries["a20"]
    assert "M19, A., … M21, A. (2021)" in entries["a21"]
    assert citations["h2"] == "(Hasan, Liang, Kahn, &amp; Weintraub, 2015)"
    assert citations["k1"] == "(Kapoor, Bloom, Montez, et al., 2017)"
    assert citations["s1"] == "(Same et al., 2012a)"
    assert citations["bc"] == "(Aristotle, ca. 350 B.C.E./1996)"


@pytest.fixture(scope="module")
def unseen(read_json):
    return read_json(UNSEEN)


@pytest.fixture(scope="module")
def unseen_formatted(pandoc, unseen):
    items = [case["item"] for case in unseen]
    clusters = [
        Cluster(
            f"{kind} {item['id']}", (CitationItem(item["id"]),), kind == "narrative"
        )
        for item in items
        for kind in ("parenthetical", "narrative")
    ]
    return format_citations(items, clusters)


def test_unseen_references_are_right(unseen, unseen_formatted, without_links):
    entries = dict(unseen_formatted.references)
    wrong = {
        case["item"]["id"]
        for case in unseen
        if without_links(entries.get(case["item"]["id"], ""))
        != (case["reference"] or "")
    }
    assert wrong == DISPUTED


@pytest.mark.parametrize("kind", ["parenthetical", "narrative"])
def test_unseen_citations_are_right(unseen, unseen_formatted, without_links, kind):
    citations = unseen_formatted.citations
    for case in unseen:
        html = citations[f"{kind} {case['item']['id']}"]
        assert without_links(html) == case[kind]
