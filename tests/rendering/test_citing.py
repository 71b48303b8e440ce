import pytest

from articles.citations import EngineError, format_citations
from articles.source import CallToAction, FAQSource, FigureSource, Place, Severity
from tests.rendering.stand_ins import SEA, WORKS, cite, codes, document, html, work

AMES = '<a href="#ref-ames2020" role="doc-biblioref">ames2020</a>'
BOYD = '<a href="#ref-boyd2019" role="doc-biblioref">boyd2019</a>'
UNKNOWN = '<mark class="citation-unknown">'

TABLE = [
    ("a [@ames2020].", f'<p>a <span class="citation" id="cite-1">({AMES})</span>.</p>'),
    (
        "[see @ames2020; @boyd2019]",
        f'<p><span class="citation" id="cite-1">(see {AMES}; {BOYD})</span></p>',
    ),
    ("@ames2020 says", f'<p><span class="citation" id="cite-1">{AMES}</span> says</p>'),
    (
        '"a" [@ames2020]',
        f'<p>“a” <span class="citation" id="cite-1">({AMES})</span></p>',
    ),
    # Unknown keys are marked in a group, and are plain words outside of one.
    ("[@nobody1999]", f"<p>{UNKNOWN}[@nobody1999]</mark></p>"),
    (
        "[@ames2020; @nobody1999]",
        f'<p><span class="citation" id="cite-1">({AMES})</span>'
        f" {UNKNOWN}@nobody1999</mark></p>",
    ),
    ("@someone on Instagram", "<p>@someone on Instagram</p>"),
    ("ann@ames2020.org", "<p>ann@ames2020.org</p>"),
    ("\\@ames2020", "<p>@ames2020</p>"),
    ("[\\@home]", "<p>[@home]</p>"),
    ("`[@ames2020]`", "<p><code>[@ames2020]</code></p>"),
    ("[no citation]", "<p>[no citation]</p>"),
    # Links do not nest.
    (
        "[as @ames2020 says](/a/)",
        '<p><a href="/a/">as <span class="citation" id="cite-1">ames2020</span>'
        " says</a></p>",
    ),
]


@pytest.mark.parametrize(("typed", "shown"), TABLE)
def test_citation_syntax_becomes_linked_text(typed, shown):
    assert html(typed) == shown


def whole_article(**fields):
    return document(
        "@boyd2019 a[^1]\n\n![](figure:sea)\n\nb [@ames2020]\n\n[^1]: Note [@dunn].",
        works=WORKS | {"dunn": work("dunn")},
        figures=(
            FigureSource("sea", "digest", "Alt", caption="Sea [@cole2021]"),
            FigureSource("top", "digest", "Alt", caption="Top [@ames2020, p. 3]"),
        ),
        lead_figure="top",
        faqs=(FAQSource("Why?", "So [@cole2021]."),),
        call_to_action=CallToAction(text="Call, says @boyd2019."),
        **fields,
    )


def test_clusters_are_gathered_in_reading_order_over_all_parts():
    seen = []

    def recording(items, clusters):
        seen.extend(clusters)
        return cite(items, clusters)

    shown = whole_article(cite=recording)
    assert [cluster.items[0].id for cluster in seen] == [
        *("ames2020", "boyd2019", "cole2021", "ames2020", "dunn"),
        *("cole2021", "boyd2019"),
    ]
    assert [cluster.id for cluster in seen] == [f"cite-{n}" for n in range(1, 8)]
    assert shown.cited == ("ames2020", "boyd2019", "cole2021", "dunn")


def test_each_entry_knows_its_mentions_and_each_mention_is_an_anchor():
    shown = whole_article()
    mentions = {entry.key: entry.mentions for entry in shown.references}
    assert mentions == {
        "ames2020": ("cite-1", "cite-4"),
        "boyd2019": ("cite-2", "cite-7"),
        "cole2021": ("cite-3", "cite-6"),
        "dunn": ("cite-5",),
    }
    for part, anchors in (
        (shown.lead_figure, {1}),
        (shown.body, {2, 3, 4, 5}),
        (shown.faqs[0].html, {6}),
        (shown.call_to_action, {7}),
    ):
        assert {n for n in range(1, 8) if f'id="cite-{n}"' in part} == anchors


def test_two_keys_of_one_work_are_one_reference():
    works = WORKS | {"old-key": WORKS["ames2020"]}
    shown = document("[@old-key] and [@ames2020]", works=works)
    assert [(e.key, e.id, e.mentions) for e in shown.references] == [
        ("ames2020", "ref-ames2020", ("cite-1", "cite-2"))
    ]


def test_work_twice_in_one_citation_is_mentioned_once():
    [entry] = document("[@ames2020, p. 1; @ames2020, p. 9]").references
    assert entry.mentions == ("cite-1",)


def test_references_keep_the_order_of_the_style():
    def reversed_list(items, clusters):
        formatted = cite(items, clusters)
        return type(formatted)(formatted.references[::-1], formatted.citations)

    shown = document("@ames2020 @boyd2019 @cole2021", cite=reversed_list)
    assert [e.key for e in shown.references] == ["cole2021", "boyd2019", "ames2020"]


def test_engine_is_not_called_without_citations():
    def must_not_run(items, clusters):
        raise EngineError("called")

    assert document("@someone [@nobody1999]", cite=must_not_run).references == ()


def test_engine_error_reaches_the_caller():
    def failing(items, clusters):
        raise EngineError("Pandoc is missing.")

    with pytest.raises(EngineError, match="Pandoc is missing"):
        document("[@ames2020]", cite=failing)


def test_unknown_key_blocks_and_names_key_part_and_line():
    shown = document(
        "one\ntwo [@nope1999]\n\nthree",
        faqs=(FAQSource("A?", "a"), FAQSource("B?", "b\n\n[@nope2000]")),
        figures=(FigureSource("sea", "digest", "Alt", caption="[@nope2001]"),),
        lead_figure="sea",
    )
    unknown = [p for p in shown.problems if p.code == "citation-unknown"]
    assert [p.place for p in unknown] == [
        Place("body", None, "nope1999", 2),
        Place("faqs", 1, "nope2000", 3),
        Place("figures", 0, "nope2001", 1),
    ]
    assert all(p.severity is Severity.BLOCK for p in unknown)
    assert "“@nope1999”" in unknown[0].message


def test_bare_word_like_a_key_warns_but_a_handle_does_not():
    shown = document("@smith2019 and @instagram and me@smith2019.org")
    assert [(p.code, p.place.name) for p in shown.problems] == [
        ("citation-unrecognised", "smith2019")
    ]


def test_further_reading_keeps_the_authors_order_and_is_formatted_with_the_rest():
    calls = []

    def recording(items, clusters):
        calls.append([item["id"] for item in items])
        return cite(items, clusters)

    shown = document(
        "[@boyd2019]", further_reading=("cole2021", "ames2020"), cite=recording
    )
    assert calls == [["boyd2019", "cole2021", "ames2020"]]
    assert [e.key for e in shown.references] == ["boyd2019"]
    assert [e.key for e in shown.further_reading] == ["cole2021", "ames2020"]
    assert shown.further_reading[0].mentions == ()


def test_year_letters_are_one_work_each_over_both_lists():
    works = {
        key: work("ames2020", id=key, title=title)
        for key, title in (("first", "Alpha"), ("second", "Beta"), ("third", "Gamma"))
    }
    shown = document(
        "[@first] [@third]",
        works=works,
        further_reading=("second",),
        cite=format_citations,
    )
    assert "2020a" in shown.references[0].html
    assert "2020c" in shown.references[1].html
    assert "2020b" in shown.further_reading[0].html
    assert "2020a" in shown.body


def test_cited_work_is_dropped_from_further_reading_with_a_warning():
    shown = document("[@ames2020]", further_reading=("ames2020", "boyd2019"))
    assert [e.key for e in shown.further_reading] == ["boyd2019"]
    assert codes(shown) == ["further-reading-cited"]


def test_unknown_further_reading_blocks():
    [problem] = document(further_reading=("nope",)).problems
    assert problem.code == "further-reading-unknown"
    assert problem.severity is Severity.BLOCK
    assert problem.place == Place("further_reading", 0, "nope")


def test_incomplete_reference_warns_once_where_it_is_first_cited():
    works = {"ames2020": {"id": "ames2020", "type": "book", "title": "T"}}
    shown = document("a\n\n[@ames2020] [@ames2020]", works=works)
    [problem] = shown.problems
    assert problem.code == "reference-incomplete"
    assert problem.place == Place("body", None, "ames2020", 3)
    assert "author" in problem.message


def test_citation_in_a_heading_stays_out_of_outline_and_id():
    shown = document("# Grief [@ames2020]", figures=(SEA,))
    assert [(h.id, h.text) for h in shown.toc] == [("section-grief", "Grief")]
    assert 'id="cite-1"' in shown.body
