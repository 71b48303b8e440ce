"""What the styles beside APA do with citations and notes."""

import re

import pytest

from articles.citations import STYLES, CitationItem, Cluster, format_citations


def work(id, *families, year=2000, **more):
    authors = [{"family": family, "given": "Ann"} for family in families]
    issued = {"date-parts": [[year]]}
    base = {"id": id, "type": "book", "title": f"Title {id}", "publisher": "Press"}
    return {**base, "author": authors, "issued": issued, **more}


WHO = {"literal": "World Health Organization", "abbreviation": "WHO"}
ITEMS = [
    work("one", "Adler"),
    work("two", "Beck", "Clark"),
    work("three", "Davis", "Ellis", "Frank"),
    work("who", author=[WHO]),
    {
        "id": "case",
        "type": "legal_case",
        "title": "Roe v. Poe",
        "issued": {"raw": "1976"},
    },
    work("unread", "Aaron"),
]
PAGE = {"locator": "5-7", "label": "page"}
TIME = {"locator": "2:30", "label": "timestamp"}

# (works, narrative): text by style
TABLE = [
    (
        [("three", {})],
        False,
        "(Davis et al. 2000)",
        "(Davis, Ellis and Frank, 2000)",
        "(1)",
    ),
    ([("one", {})], True, "Adler (2000)", "Adler (2000)", "Adler (2)"),
    (
        [("two", {})],
        True,
        "Beck and Clark (2000)",
        "Beck and Clark (2000)",
        "Beck and Clark (3)",
    ),
    (
        [("three", {})],
        True,
        "Davis et al. (2000)",
        "Davis, Ellis and Frank (2000)",
        "Davis et al. (1)",
    ),
    (
        [("one", PAGE)],
        False,
        "(Adler 2000, 5–7)",
        "(Adler, 2000, pp. 5–7)",
        "(2, pp. 5–7)",
    ),
    (
        [("one", PAGE)],
        True,
        "Adler (2000, 5–7)",
        "Adler (2000, pp. 5–7)",
        "Adler (2, pp. 5–7)",
    ),
    ([("one", TIME)], False, "(Adler 2000, 2:30)", "(Adler, 2000, 2:30)", "(2, 2:30)"),
    (
        [("one", {"suppress_author": True})],
        False,
        "(2000)",
        "(2000)",
        "(2)",
    ),
    (
        [("one", {}), ("two", {}), ("three", {})],
        False,
        "(Adler 2000; Beck and Clark 2000; Davis et al. 2000)",
        "(Adler, 2000; Beck and Clark, 2000; Davis, Ellis and Frank, 2000)",
        "(1–3)",
    ),
    (
        [("three", {}), ("one", PAGE)],
        False,
        "(Davis et al. 2000; Adler 2000, 5–7)",
        "(Davis, Ellis and Frank, 2000; Adler, 2000, pp. 5–7)",
        "(1; 2, pp. 5–7)",
    ),
    (
        [("three", {"prefix": "see "}), ("one", {"prefix": "see also "})],
        False,
        "(see Davis et al. 2000; see also Adler 2000)",
        "(see Davis, Ellis and Frank, 2000; see also Adler, 2000)",
        "(see 1, see also 2)",
    ),
    (
        [("three", {}), ("one", {})],
        True,
        "Davis et al. (2000) and Adler (2000)",
        "Davis, Ellis and Frank (2000) and Adler (2000)",
        "Davis et al. (1) and Adler (2)",
    ),
    (
        [("who", {})],
        False,
        "(World Health Organization [WHO] 2000)",
        "(World Health Organization [WHO], 2000)",
        "(4)",
    ),
    ([("who", {})], True, "WHO (2000)", "WHO (2000)", "World Health Organization (4)"),
    (
        [("case", {})],
        True,
        "<i>Roe v. Poe</i> (1976)",
        "<i>Roe v. Poe</i> (1976)",
        "Roe v. Poe (5)",
    ),
]
CLUSTERS = [
    Cluster(str(n), tuple(CitationItem(id, **more) for id, more in works), narrative)
    for n, (works, narrative, *_) in enumerate(TABLE)
]


@pytest.fixture(scope="module")
def answers(pandoc):
    return {style: format_citations(ITEMS, CLUSTERS, style=style) for style in STYLES}


@pytest.mark.parametrize("place", range(len(TABLE)))
@pytest.mark.parametrize("style", ["chicago", "harvard", "vancouver"])
def test_citation_is_as_the_style_has_it(answers, without_links, style, place):
    expected = dict(
        zip(("chicago", "harvard", "vancouver"), TABLE[place][2:], strict=True)
    )
    found = without_links(answers[style].citations[str(place)])
    assert found == expected[style]


@pytest.mark.parametrize("style", STYLES)
def test_every_link_leads_to_an_entry(answers, style):
    entries = {key for key, _ in answers[style].references}
    for html in answers[style].citations.values():
        assert set(re.findall(r'href="#ref-([^"]*)"', html)) <= entries


def test_numbers_follow_the_text_and_stand_before_cited_works_only(answers):
    numbered = dict(answers["vancouver"].references)
    assert [key for key in numbered if key != "unread"] == [
        "three",
        "one",
        "two",
        "who",
        "case",
    ]
    assert numbered["three"].startswith("1. Davis")
    assert numbered["case"].startswith("5. Roe")
    assert numbered["unread"].startswith("Aaron")


@pytest.mark.parametrize("style", ["chicago", "harvard"])
def test_author_date_lists_stand_by_name(answers, style):
    keys = [key for key, _ in answers[style].references]
    assert keys.index("unread") < keys.index("one") < keys.index("two")


RETRACTED = "Retraction published 2012, <i>Journal of Ties</i>, <i>38</i>(10), 1378"


NOTED = [
    {
        "id": type,
        "type": type,
        "title": f"On {type}",
        # Chicago lists an encyclopedia's entry only if somebody signed it.
        "author": [{"family": "Adler", "given": "Ann"}],
        "references": RETRACTED,
    }
    for type in (
        *("article", "article-journal", "article-magazine", "book", "broadcast"),
        *("chapter", "dataset", "document", "entry-encyclopedia", "legislation"),
        *("manuscript", "motion_picture", "paper-conference", "periodical", "post"),
        *("post-weblog", "report", "review", "software", "speech", "thesis", "webpage"),
    )
]
OWN = {"custom": {"exactly": {"reference": "My own words."}}}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_says_once_that_a_work_is_retracted(pandoc, style):
    formatted = format_citations(
        [*NOTED, {**NOTED[1], **OWN, "id": "own"}], [], style=style
    )
    assert len(formatted.references) == len(NOTED) + 1
    for key, html in formatted.references:
        entry = re.sub("<.*?>", "", html)
        said = entry.count("Retraction published 2012, Journal of Ties, 38")
        assert (key, said) == (key, 1)


def test_other_notes_are_left_to_the_style(pandoc):
    case = work("a", "Adler", references="aff’d, 5 U.S. 2 (2003)")
    plain = format_citations([work("a", "Adler")], [], style="harvard")
    assert format_citations([case], [], style="harvard") == plain


def entry(style, **item):
    answer = format_citations([work("a", "Adler", **item)], [], style=style)
    return re.sub("<.*?>", "", answer.references[0][1])


JOINT = [{"family": "Strachey", "given": "James"}]


@pytest.mark.parametrize("style", ["chicago", "harvard", "vancouver"])
@pytest.mark.parametrize(
    "roles", [{"editor-translator": JOINT}, {"editor": JOINT, "translator": JOINT}]
)
def test_editor_who_translated_is_named_once(pandoc, style, roles):
    printed = entry(style, type="chapter", **{"container-title": "Works"}, **roles)
    assert printed.count("Strachey") == 1


def test_vancouver_names_the_event_and_a_number_once(pandoc):
    talk = {"type": "speech", "genre": "Paper", "event-title": "Ties 2019"}
    assert "Paper presented at: Ties 2019" in entry("vancouver", **talk)
    report = {"type": "report", "genre": "NIH Publication No.", "number": "18-2059"}
    printed = entry("vancouver", **report)
    assert printed.count("Publication No. 18-2059") == 1
    assert "nos." not in printed


PODCAST = {
    "id": "x",
    "type": "broadcast",
    "host": [{"family": "Adler", "given": "Ann", "suffix": "Jr"}],
    "title": "Doors",
    "container-title": "The house: A podcast",
    "issued": {"date-parts": [[2013]]},
}
NUMBERED = work("x", "Adler") | {
    "type": "article-journal",
    "container-title": "J",
    "volume": "10",
    "number": "e1001",
}
CHAPTER = work("x", "Adler") | {
    "type": "chapter",
    "container-title": "The house: Theory and rooms",
}


@pytest.mark.parametrize(
    ("style", "item", "part"),
    [
        ("harvard", PODCAST, "Adler, A., Jr. (2013)"),
        ("vancouver", PODCAST, "Adler A Jr. Doors"),
        ("harvard", NUMBERED, "e1001"),
        ("chicago", CHAPTER, "<i>The House: Theory and Rooms</i>"),
    ],
)
def test_styles_name_hosts_numbers_and_books_as_they_should(style, item, part):
    ((_, html),) = format_citations([item], [], style=style).references
    assert part in html
