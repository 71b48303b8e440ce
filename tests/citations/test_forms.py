"""Every form of an APA citation, as parenthesis, narrative and year only."""

import pytest

from articles.citations import CitationItem, Cluster, format_citations


def work(id, *families, year=None, given="Ann", **more):
    authors = [{"family": family, "given": given} for family in families]
    issued = {"issued": {"date-parts": [[*year]]}} if year else {}
    base = {"id": id, "type": "book", "title": f"Title {id}", "author": authors}
    return {**base, **issued, **more}


ITEMS = [
    work("one", "Adler", year=[2001]),
    work("two", "Beck", "Clark", year=[2002]),
    work("three", "Davis", "Ellis", "Frank", year=[2003]),
    work("none", "Gold"),
    work("soon", "Hart", status="in press"),
    work("again", "Ives", year=[2010], **{"original-date": {"date-parts": [[1950]]}}),
    work("ann", "Jung", year=[2004]),
    work("bea", "Jung", year=[2005], given="Bea"),
    work("first", "King", year=[2006], title="Alpha"),
    work("second", "King", year=[2006], title="Beta"),
    work("later", "King", year=[2008]),
    work("group", author=[{"literal": "Elm Street Clinic"}], year=[2007]),
    work("title", author=[], title="A handbook of rest", year=[2009]),
    work("part", author=[], type="webpage", title="Sleep", year=[2011, 5, 2]),
    work("letter", "Lang", type="personal_communication", year=[2024, 5, 3]),
    work(
        "particle",
        year=[2012],
        author=[{"family": "Kolk", "given": "B.", "non-dropping-particle": "van der"}],
    ),
    work("ancient", "Plato", year=[-380]),
]
P = {"locator": "33", "label": "page"}
PP = {"locator": "33-35", "label": "page"}

# key: (details, parenthetical, narrative, year only)
SINGLE = {
    "one author": ("one", {}, "(Adler, 2001)", "Adler (2001)", "(2001)"),
    "two": ("two", {}, "(Beck &amp; Clark, 2002)", "Beck and Clark (2002)", "(2002)"),
    "three": ("three", {}, "(Davis et al., 2003)", "Davis et al. (2003)", "(2003)"),
    "no date": ("none", {}, "(Gold, n.d.)", "Gold (n.d.)", "(n.d.)"),
    "in press": ("soon", {}, "(Hart, in press)", "Hart (in press)", "(in press)"),
    "republished": (
        "again",
        {},
        "(Ives, 1950/2010)",
        "Ives (1950/2010)",
        "(1950/2010)",
    ),
    "namesake": ("ann", {}, "(A. Jung, 2004)", "A. Jung (2004)", "(2004)"),
    "same year": ("second", {}, "(King, 2006b)", "King (2006b)", "(2006b)"),
    "group": (
        "group",
        {},
        "(Elm Street Clinic, 2007)",
        "Elm Street Clinic (2007)",
        "(2007)",
    ),
    "title of a book": (
        "title",
        {},
        "(<i>A Handbook of Rest</i>, 2009)",
        "<i>A Handbook of Rest</i> (2009)",
        "(2009)",
    ),
    "personal communication": (
        "letter",
        {},
        "(A. Lang, personal communication, May 3, 2024)",
        "A. Lang (personal communication, May 3, 2024)",
        "(2024)",
    ),
    "particle": (
        "particle",
        {},
        "(van der Kolk, 2012)",
        "van der Kolk (2012)",
        "(2012)",
    ),
    "before the common era": (
        "ancient",
        {},
        "(Plato, 380 B.C.E.)",
        "Plato (380 B.C.E.)",
        "(380 B.C.E.)",
    ),
    "page": ("one", P, "(Adler, 2001, p. 33)", "Adler (2001, p. 33)", "(2001, p. 33)"),
    "pages": (
        "two",
        PP,
        "(Beck &amp; Clark, 2002, pp. 33–35)",
        "Beck and Clark (2002, pp. 33–35)",
        "(2002, pp. 33–35)",
    ),
    "pages apart": (
        "one",
        {"locator": "3, 5-7", "label": "page"},
        "(Adler, 2001, pp. 3, 5–7)",
        "Adler (2001, pp. 3, 5–7)",
        "(2001, pp. 3, 5–7)",
    ),
    "paragraph": (
        "none",
        {"locator": "4", "label": "paragraph"},
        "(Gold, n.d., para. 4)",
        "Gold (n.d., para. 4)",
        "(n.d., para. 4)",
    ),
    "chapter": (
        "three",
        {"locator": "2", "label": "chapter"},
        "(Davis et al., 2003, Chapter 2)",
        "Davis et al. (2003, Chapter 2)",
        "(2003, Chapter 2)",
    ),
    "table": (
        "one",
        {"locator": "1", "label": "table"},
        "(Adler, 2001, Table 1)",
        "Adler (2001, Table 1)",
        "(2001, Table 1)",
    ),
    "time": (
        "one",
        {"locator": "1:30:40", "label": "timestamp"},
        "(Adler, 2001, 1:30:40)",
        "Adler (2001, 1:30:40)",
        "(2001, 1:30:40)",
    ),
    "page of a work that stands under its title": (
        "title",
        P,
        "(<i>A Handbook of Rest</i>, 2009, p. 33)",
        "<i>A Handbook of Rest</i> (2009, p. 33)",
        "(2009, p. 33)",
    ),
    "page and words": (
        "one",
        {**P, "suffix": ", emphasis added"},
        "(Adler, 2001, p. 33, emphasis added)",
        "Adler (2001, p. 33, emphasis added)",
        "(2001, p. 33, emphasis added)",
    ),
}
SEVERAL = {
    "in the list's order": (
        [("two", {}), ("one", {})],
        False,
        "(Adler, 2001; Beck &amp; Clark, 2002)",
    ),
    "one author's dates": (
        [("later", {}), ("first", {}), ("second", {})],
        False,
        "(King, 2006a, 2006b, 2008)",
    ),
    "page behind one of several": (
        [("one", P), ("three", {})],
        False,
        "(Adler, 2001, p. 33; Davis et al., 2003)",
    ),
    "lead-ins keep the order typed": (
        [("two", {"prefix": "see "}), ("one", {"prefix": "see also "})],
        False,
        "(see Beck &amp; Clark, 2002; see also Adler, 2001)",
    ),
    "with a personal communication": (
        [("letter", {}), ("one", {})],
        False,
        "(Adler, 2001; A. Lang, personal communication, May 3, 2024)",
    ),
    "namesakes": ([("ann", {}), ("bea", {})], False, "(A. Jung, 2004; B. Jung, 2005)"),
    "undated among dated": (
        [("one", {}), ("none", {}), ("soon", {})],
        False,
        "(Adler, 2001; Gold, n.d.; Hart, in press)",
    ),
    "narrative of two": (
        [("two", {}), ("one", {})],
        True,
        "Beck and Clark (2002) and Adler (2001)",
    ),
    "narrative of three": (
        [("one", {}), ("two", {}), ("three", P)],
        True,
        "Adler (2001), Beck and Clark (2002), and Davis et al. (2003, p. 33)",
    ),
    "narrative of one author's works": (
        [("first", {}), ("second", {}), ("later", {})],
        True,
        "King (2006a, 2006b, 2008)",
    ),
    "narrative with lead-in": ([("one", {"prefix": "see "})], True, "see Adler (2001)"),
    "years only": (
        [("first", {"suppress_author": True}), ("second", {"suppress_author": True})],
        False,
        "(2006a, 2006b)",
    ),
}
FORMS = ("parenthetical", "narrative", "year only")


@pytest.fixture(scope="module")
def citations(pandoc):
    clusters = [
        Cluster(
            f"{name}: {form}",
            (CitationItem(id, **more, suppress_author=form == "year only"),),
            form == "narrative",
        )
        for name, (id, more, *_) in SINGLE.items()
        for form in FORMS
    ]
    clusters += [
        Cluster(name, tuple(CitationItem(id, **more) for id, more in works), narrative)
        for name, (works, narrative, _) in SEVERAL.items()
    ]
    return format_citations(ITEMS, clusters).citations


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SINGLE)
def test_one_work(citations, without_links, name, form):
    expected = dict(zip(FORMS, SINGLE[name][2:], strict=True))[form]
    assert without_links(citations[f"{name}: {form}"]) == expected


@pytest.mark.parametrize("name", SEVERAL)
def test_several_works(citations, without_links, name):
    assert without_links(citations[name]) == SEVERAL[name][2]


def test_personal_communication_has_neither_entry_nor_link(pandoc, citations):
    assert "letter" not in dict(format_citations(ITEMS, []).references)
    for name in (
        "personal communication: parenthetical",
        "personal communication: narrative",
    ):
        assert "href" not in citations[name]
