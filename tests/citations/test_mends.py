"""Each mend: what it changes, and that leaving it out undoes exactly that."""

import re

import pytest

from articles.citations import EngineError, format_citations, style
from articles.citations.markup import well_formed
from articles.citations.mends import ALL_MENDS, Mend

DATE = {"date-parts": [[2001]]}


def work(kind="book", **fields):
    known = {name.replace("_", "-"): value for name, value in fields.items()}
    base = {"type": kind, "author": [{"family": "Ames", "given": "Ann"}]}
    return {**base, "title": "Title", "issued": DATE, **known}


def authors(*names):
    return [
        {"literal": name[1:]}
        if name[0] == "="
        else dict(zip(("family", "given"), name.split(", "), strict=True))
        for name in names
    ]


TITLE_IN = {"container_title": "Whole", "title": "Part"}
WIKI = "https://wiki.example/wiki/Part"
LINK = f'<a href="{WIKI}">{WIKI}</a>'
FIXED_LINK = LINK.replace(WIKI, f"{WIKI}?oldid=7")
SEEN = {"date-parts": [[2020, 1, 9]]}

ENTRIES = [
    (
        Mend.EPISODE_MAKERS,
        work(
            "motion_picture",
            **TITLE_IN,
            medium="TV series episode",
            author=None,
            script_writer=authors("Bell, Bo", "Cole, Cy"),
            director=authors("Cole, Cy", "Dunn, Di"),
        ),
        "Bell, B. (Writer), Cole, C. (Writer &amp; Director), &amp; Dunn, D."
        " (Director). (2001). Part [TV series episode]. In <i>Whole</i>.",
        "Cole, C., &amp; Dunn, D. (Directors). (2001). Part [TV series episode]."
        " In <i>Whole</i>.",
    ),
    (
        Mend.EPISODE_MAKERS,
        work(
            "motion_picture",
            medium="Film",
            author=None,
            script_writer=authors("Bell, Bo"),
            director=authors("Dunn, Di"),
        ),
        "Dunn, D. (Director). (2001). <i>Title</i> [Film].",
        "Dunn, D. (Director). (2001). <i>Title</i> [Film].",
    ),
    (
        Mend.MEDIUM,
        work("motion_picture", author=None, director=authors("Dunn, Di")),
        "Dunn, D. (Director). (2001). <i>Title</i> [Film].",
        "Dunn, D. (Director). (2001). <i>Title</i> [Video recording].",
    ),
    (
        Mend.MEDIUM,
        work("motion_picture"),
        "Ames, A. (2001). <i>Title</i> [Video].",
        "Ames, A. (2001). <i>Title</i> [Video recording].",
    ),
    (
        Mend.COCHRANE,
        work(
            "article-journal",
            container_title="The Cochrane Database of Systematic Reviews",
            volume="2001",
            issue="2",
            number="CD001",
        ),
        "Ames, A. (2001). Title. <i>The Cochrane Database of Systematic Reviews</i>.",
        "Ames, A. (2001). Title. <i>The Cochrane Database of Systematic Reviews</i>,"
        " <i>2001</i>(2), Article CD001.",
    ),
    (
        Mend.SONG,
        work("song", author=None, composer=authors("Bell, Bo"), medium="Song"),
        "Bell, B. (2001). <i>Title</i> [Song].",
        "Bell, B. (2001). <i>Title</i> [Song recorded by].",
    ),
    (
        Mend.EDITION_WORDS,
        work(edition="Revised edition"),
        "Ames, A. (2001). <i>Title</i> (Rev. ed.).",
        "Ames, A. (2001). <i>Title</i> (Revised edition).",
    ),
    (
        Mend.EDITION_WORDS,
        work(edition="Summer 2019"),
        "Ames, A. (2001). <i>Title</i> (Summer 2019 ed.).",
        "Ames, A. (2001). <i>Title</i> (Summer 2019).",
    ),
    (
        Mend.EDITION_WORDS,
        work(edition="5th ed., text rev."),
        "Ames, A. (2001). <i>Title</i> (5th ed., text rev.).",
        "Ames, A. (2001). <i>Title</i> (5th ed., text rev.).",
    ),
    (
        Mend.WIKI,
        work("entry-encyclopedia", **TITLE_IN, accessed=SEEN, URL=WIKI),
        "Ames, A. (2001). Part. In <i>Whole</i>. Retrieved January 9, 2020, from"
        f" {LINK}",
        f"Ames, A. (2001). Part. In <i>Whole</i>. {LINK}",
    ),
    (
        Mend.WIKI,
        work("entry-encyclopedia", **TITLE_IN, accessed=SEEN, URL=f"{WIKI}?oldid=7"),
        f"Ames, A. (2001). Part. In <i>Whole</i>. {FIXED_LINK}",
        f"Ames, A. (2001). Part. In <i>Whole</i>. {FIXED_LINK}",
    ),
    (
        Mend.OWN_PUBLISHER,
        work(author=authors("=Ames & Partners"), publisher="Ames & Partners"),
        "Ames &amp; Partners. (2001). <i>Title</i>.",
        "Ames &amp; Partners. (2001). <i>Title</i>. Ames &amp; Partners.",
    ),
    (
        Mend.OWN_PUBLISHER,
        work(author=authors("=Ames"), publisher="Ames Press"),
        "Ames. (2001). <i>Title</i>. Ames Press.",
        "Ames. (2001). <i>Title</i>. Ames Press.",
    ),
    (
        Mend.RETRIEVED,
        work("webpage", issued=None, URL="urn:x"),
        "Ames, A. (n.d.). <i>Title</i>. urn:x",
        "Ames, A. (n.d.). <i>Title</i>. Retrieved urn:x",
    ),
    (
        Mend.RETRIEVED,
        work(
            "webpage", issued=None, accessed={"date-parts": [[2020, 1, 9]]}, URL="urn:x"
        ),
        "Ames, A. (n.d.). <i>Title</i>. Retrieved January 9, 2020, from urn:x",
        "Ames, A. (n.d.). <i>Title</i>. Retrieved January 9, 2020, from urn:x",
    ),
    (
        Mend.UNDATED,
        work(issued={"literal": "no date"}),
        "Ames, A. (n.d.). <i>Title</i>.",
        "Ames, A. (no date). <i>Title</i>.",
    ),
    (
        Mend.UNDATED,
        work(issued={"literal": "In press"}),
        "Ames, A. (in press). <i>Title</i>.",
        "Ames, A. (In press). <i>Title</i>.",
    ),
    (
        Mend.UNDATED,
        work(issued={"literal": "2015–present"}),
        "Ames, A. (2015–present). <i>Title</i>.",
        "Ames, A. (2015–present). <i>Title</i>.",
    ),
    (
        Mend.ENTRY_DATE,
        work("entry-encyclopedia", issued={"date-parts": [[2019, 1, 13]]}),
        "Ames, A. (2019, January 13). <i>Title</i>.",
        "Ames, A. (2019). <i>Title</i>.",
    ),
    (
        Mend.SINGLE_NUMBER,
        work("report", genre="Data Brief", number="12-345"),
        "Ames, A. (2001). <i>Title</i> (Data Brief No. 12-345).",
        "Ames, A. (2001). <i>Title</i> (Data Brief Nos. 12-345).",
    ),
    (
        Mend.NUMBER_IN_GENRE,
        work("report", genre="Issue Brief No.", number="7"),
        "Ames, A. (2001). <i>Title</i> (Issue Brief No. 7).",
        "Ames, A. (2001). <i>Title</i> (Issue Brief No. No. 7).",
    ),
    (
        Mend.ACCESSION_NUMBER,
        work("document", number="TC022704"),
        "Ames, A. (2001). <i>Title</i> (TC022704).",
        "Ames, A. (2001). <i>Title</i> (No. TC022704).",
    ),
    (
        Mend.TRANSLATED_TITLE,
        work(title="Der Titel [The title]", volume="2", volume_title="Zwei"),
        "Ames, A. (2001). <i>Der Titel</i> [The title]<i>: Vol. 2. Zwei</i>.",
        "Ames, A. (2001). <i>Der Titel [The title]: Vol. 2. Zwei</i>.",
    ),
    (
        Mend.TRANSLATED_TITLE,
        work("article-journal", title="Der Titel [The title]", container_title="J"),
        "Ames, A. (2001). Der Titel [The title]. <i>J</i>.",
        "Ames, A. (2001). Der Titel [The title]. <i>J</i>.",
    ),
    (
        Mend.LOWER_CASE_GIVEN,
        work(author=authors("hooks, bell")),
        "hooks, b. (2001). <i>Title</i>.",
        "hooks, bell. (2001). <i>Title</i>.",
    ),
    (
        Mend.RUN_TOGETHER_INITIALS,
        work(author=authors("Rogers, CR")),
        "Rogers, C. R. (2001). <i>Title</i>.",
        "Rogers, C. (2001). <i>Title</i>.",
    ),
    (
        Mend.OPEN_DATE,
        work("broadcast", medium="Audio podcast", issued={"literal": "2015–present"}),
        "Ames, A. (2015–present). <i>Title</i> [Audio podcast].",
        "Ames, A. (2015–present, 2015–present). <i>Title</i> [Audio podcast].",
    ),
    (
        Mend.FILM_REVIEW,
        work(
            "article-journal",
            container_title="J",
            reviewed_genre="film",
            reviewed_title="The film",
            reviewed_author=authors("Brodsky, Ellen"),
        ),
        "Ames, A. (2001). Title [Review of the film <i>The film</i>, by E. Brodsky,"
        " Dir.]. <i>J</i>.",
        "Ames, A. (2001). Title [Review of the film <i>The film</i>, by E. Brodsky]."
        " <i>J</i>.",
    ),
    (
        Mend.INNER_BRACKETS,
        work("report", genre="HHS Publication", number="(SMA) x"),
        "Ames, A. (2001). <i>Title</i> (HHS Publication [SMA] x).",
        "Ames, A. (2001). <i>Title</i> (HHS Publication (SMA) x).",
    ),
    (
        Mend.E_LOCATOR,
        work("article-journal", container_title="J", volume="7", page="e1000316"),
        "Ames, A. (2001). Title. <i>J</i>, <i>7</i>, Article e1000316.",
        "Ames, A. (2001). Title. <i>J</i>, <i>7</i>, e1000316.",
    ),
    (
        Mend.E_LOCATOR,
        work("article-journal", container_title="J", volume="7", number="Article 12"),
        "Ames, A. (2001). Title. <i>J</i>, <i>7</i>, Article 12.",
        "Ames, A. (2001). Title. <i>J</i>, <i>7</i>, Article Article 12.",
    ),
    (
        Mend.TWO_GROUPS,
        work(author=authors("=First Group", "=Second Group")),
        "First Group &amp; Second Group. (2001). <i>Title</i>.",
        "First Group, &amp; Second Group. (2001). <i>Title</i>.",
    ),
    (
        Mend.TWO_GROUPS,
        work(author=authors("Ames, A.", "=Second Group")),
        "Ames, A., &amp; Second Group. (2001). <i>Title</i>.",
        "Ames, A., &amp; Second Group. (2001). <i>Title</i>.",
    ),
    (
        Mend.ET_SEQ,
        work(
            "legislation",
            author=[],
            volume="42",
            container_title="U.S.C.",
            section="12101 et seq.",
        ),
        "Title, 42 U.S.C. § 12101 et seq. (2001).",
        "Title, 42 U.S.C. §§ 12101 et seq. (2001).",
    ),
    (
        Mend.NUMBER_RANGE,
        work(volume="1-3"),
        "Ames, A. (2001). <i>Title</i> (Vols. 1–3).",
        "Ames, A. (2001). <i>Title</i> (Vols. 1-3).",
    ),
    (
        Mend.SERIAL_TITLE,
        work("article-journal", container_title="Zeitschrift für Psychologie"),
        "Ames, A. (2001). Title. <i>Zeitschrift für Psychologie</i>.",
        "Ames, A. (2001). Title. <i>Zeitschrift Für Psychologie</i>.",
    ),
    (
        Mend.SERIAL_TITLE,
        work("article-journal", container_title="Journal of consulting psychology"),
        "Ames, A. (2001). Title. <i>Journal of Consulting Psychology</i>.",
        "Ames, A. (2001). Title. <i>Journal of Consulting Psychology</i>.",
    ),
    (
        Mend.EDITOR_TRANSLATOR,
        work(editor_translator=authors("Cooper, John")),
        "Ames, A. (2001). <i>Title</i> (J. Cooper, Ed. &amp; Trans.).",
        "Ames, A. (2001). <i>Title</i>.",
    ),
    (
        Mend.DATA_SET,
        work("dataset"),
        "Ames, A. (2001). <i>Title</i> [Data set].",
        "Ames, A. (2001). <i>Title</i> [Dataset].",
    ),
]


@pytest.fixture(scope="module")
def entries(pandoc):
    """The entry of each case with every mend, and with the case's mend left out.

    Every work has an author of its own: works of one author get letters.
    """
    cases = list(enumerate(ENTRIES))
    with_all = {}
    for number, (_, item, *_) in cases:
        formatted = format_citations([{**item, "id": "x"}], [])
        with_all[number] = formatted.references[0][1]
    without = {}
    for number, (mend, item, *_) in cases:
        formatted = format_citations(
            [{**item, "id": "x"}], [], mends=ALL_MENDS - {mend}
        )
        without[number] = formatted.references[0][1]
    return with_all, without


@pytest.mark.parametrize(
    "number", range(len(ENTRIES)), ids=[f"{case[0].name}" for case in ENTRIES]
)
def test_mend_of_an_entry(entries, number):
    with_all, without = entries
    _, _, expected, unmended = ENTRIES[number]
    assert (with_all[number], without[number]) == (expected, unmended)


def test_italics_within_an_italic_title_are_upright(pandoc):
    title = "Reading <i>Hamlet</i> on the <i>couch</i>"
    ((_, html),) = format_citations([{**work(title=title), "id": "x"}], []).references
    assert html == "Ames, A. (2001). <i>Reading </i>Hamlet<i> on the </i>couch."


def test_article_at_the_start_of_a_title_does_not_count(pandoc):
    items = [
        {**work(title="The zebra"), "id": "z"},
        {**work(title="A yak"), "id": "y"},
        {**work(title="Xenops"), "id": "x"},
    ]
    assert [key for key, _ in format_citations(items, []).references] == ["x", "y", "z"]


SPELLINGS = [
    (["Kristin", "Kristin D."], ["K. D.", "K. D."]),
    (["Judith", "Judith A.", "Judith S."], ["J.", "J. A.", "J. S."]),
    (["J.", "J. S."], ["J.", "J. S."]),
    (["Simone", "Simone de"], ["S.", "S. de"]),
    (["Anna", "Anne M."], ["A.", "A. M."]),
]


@pytest.mark.parametrize(("given", "printed"), SPELLINGS)
def test_one_person_has_one_spelling(pandoc, given, printed):
    items = [
        {**work(author=authors(f"Neff, {name}"), title=f"T{n}"), "id": f"w{n}"}
        for n, name in enumerate(given)
    ]
    entries = dict(format_citations(items, []).references)
    starts = [entries[f"w{n}"].partition(" (")[0] for n in range(len(given))]
    assert starts == [
        f"Neff, {name}{'' if name[-1] == '.' else '.'}" for name in printed
    ]


HUNKS = [hunk for hunks in style.HUNKS.values() for hunk in hunks]
STYLE_HUNKS = [
    (chosen, *hunk)
    for chosen in style.STYLES.values()
    for mend, hunks in style.HUNKS.items()
    if mend in chosen.mends
    for hunk in hunks
]


@pytest.mark.parametrize(("chosen", "before", "after"), STYLE_HUNKS)
def test_every_hunk_fits_the_installed_style_once(chosen, before, after):
    assert style.stock_style(chosen).count(before) == 1
    assert after in style.style_text(chosen)


def test_every_hunk_belongs_to_a_style():
    assert {hunk[1:] for hunk in STYLE_HUNKS} == set(HUNKS)


@pytest.mark.parametrize(("before", "after"), HUNKS)
def test_style_that_a_hunk_does_not_fit_is_refused(before, after):
    for other in ("<style/>", before * 2):
        with pytest.raises(EngineError, match="not the version"):
            style.replaced_once(other, before, after)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a <i>b</i> c", "a <i>b</i> c"),
        ("CO<sub>2</sub>", "CO<sub>2</sub>"),
        ('<span class="nocase">fMRI</span>', '<span class="nocase">fMRI</span>'),
        ("<em>x</em> <strong>y</strong>", "<i>x</i> <b>y</b>"),
        ("<i>open", "open"),
        ("closed</i>", "closed"),
        ("<i><b>crossed</i></b>", "<b>crossed</b>"),
        ("<b onclick=x>x</b>", "<b>x</b>"),
        ('<span style="color:red">x</span>', "x"),
        ("<i><b><sup><sub>x</sub></sup></b></i>", "<i><b><sup>x</sup></b></i>"),
        ("p < .05 and n > 3", "p < .05 and n > 3"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_markup_is_balanced(text, kept):
    assert well_formed(text) == kept


SCREEN_NAMES = [
    ({"literal": "Elm House [@elmhouse]"}, "Elm House [@elmhouse].", "Elm House"),
    (
        {"family": "Fog", "given": "Mignon", "suffix": "[Grammar Girl]"},
        "Fog, M. [Grammar Girl].",
        "Fog",
    ),
    ({"family": "Fog", "given": "Mignon [@fog]"}, "Fog, M. [@fog].", "Fog"),
    ({"family": "Fog", "given": "Mignon", "suffix": "Jr."}, "Fog, M., Jr.", "Fog"),
    ({"literal": "[Anonymous]"}, "[Anonymous].", "[Anonymous]"),
]


@pytest.mark.parametrize(("name", "entry", "mention"), SCREEN_NAMES)
def test_screen_name_stands_in_the_entry_only(
    pandoc, cited, without_links, name, entry, mention
):
    item = {"id": "w", "type": "post", "author": [name], "title": "On ties"}
    formatted = format_citations([item], [cited("c", "w")])
    assert formatted.references[0][1].startswith(f"{entry} (n.d.)")
    assert without_links(formatted.citations["c"]) == f"({mention}, n.d.)"


def entry_of(item):
    return format_citations([{"id": "w", **item}], []).references[0][1]


REVIEW = {
    "type": "review",
    "author": [{"family": "Moss", "given": "Ann"}],
    "title": "It rains",
    "reviewed-title": "Home again",
    "reviewed-author": [{"family": "Nash", "given": "Bea"}],
    "container-title": "The Paper",
    "issued": {"date-parts": [[2018, 2, 2]]},
}
BOOK = "It rains [Review of the book <i>Home again</i>, by B. Nash]"
EPISODE = "[Review of the podcast episode “Home again,” by B. Nash, Writer]"
REVIEWS = [
    ({"reviewed-genre": "podcast episode"}, f"(2018, February 2). It rains {EPISODE}"),
    (
        {"reviewed-genre": "book"},
        f"(2018, February 2). {BOOK}",
    ),
    (
        {"reviewed-genre": "book", "volume": "3"},
        f"(2018). {BOOK}",
    ),
    (
        {"reviewed-genre": "book", "issued": {"date-parts": [[2018]]}},
        f"(2018). {BOOK}",
    ),
    (
        {"reviewed-genre": "episodes guide"},
        "(2018, February 2). It rains [Review of the "
        "episodes guide <i>Home again</i>, by B. Nash]",
    ),
]


@pytest.mark.parametrize(("more", "printed"), REVIEWS)
def test_reviews_bear_their_date_and_an_episode_its_quotes(pandoc, more, printed):
    assert entry_of({**REVIEW, **more}).startswith(f"Moss, A. {printed}")


@pytest.mark.parametrize(
    ("kinds", "brackets"),
    [
        (
            {"genre": "Status update", "medium": "Image attached"},
            "[Image attached] [Status update]",
        ),
        ({"genre": "Status update"}, "[Status update]"),
        ({"medium": "Image attached"}, "[Image attached]"),
        ({"type": "motion_picture", "genre": "Film", "medium": "DVD"}, "[Film; DVD]"),
    ],
)
def test_attachment_of_a_post_has_its_own_brackets(pandoc, kinds, brackets):
    printed = re.findall(r"\[.*\]", entry_of({"type": "post", "title": "T", **kinds}))
    assert printed == [brackets]
