"""Crossref's records as CSL: ordinary ones, and those nobody should have deposited."""

import pytest

from articles.lookup import crossref
from tests.lookup.records import crossref as work
from tests.lookup.records import day, person, update

DOI = "10.1000/odd"
TYPES = [
    ("journal-article", "article-journal"),
    ("book-chapter", "chapter"),
    ("book-section", "chapter"),
    ("reference-entry", "entry-encyclopedia"),
    ("monograph", "book"),
    ("edited-book", "book"),
    ("reference-book", "book"),
    ("proceedings-article", "paper-conference"),
    ("dissertation", "thesis"),
    ("report", "report"),
    ("report-component", "report"),
    ("dataset", "dataset"),
    ("posted-content", "article"),
    ("peer-review", "document"),
    ("other", "document"),
    ("a-type-of-tomorrow", "document"),
    ("", "document"),
]
# (title, subtitle, as it is offered)
TITLES = [
    (["Grief"], [], "Grief"),
    ([], [], None),
    ([None], [], None),
    ("Grief", None, "Grief"),
    ({"a": 1}, [], None),
    (["Grief", "Trauer"], [], "Grief"),
    (["Grief"], ["A study"], "Grief: A study"),
    (["What is grief?"], ["A study"], "What is grief? A study"),
    (["Grief: A study"], ["A study"], "Grief: A study"),
    (["Grief:"], ["A study"], "Grief: A study"),
    (["Grief"], ["a study"], "Grief: A study"),
    (["Grief"], ["<i>a</i> study"], "Grief: <i>A</i> study"),
    (["Grief"], ["“good” grief"], "Grief: “Good” grief"),
    (["Grief"], ["iPhones and loss"], "Grief: iPhones and loss"),
    (["Grief"], ["p-values"], "Grief: p-values"),
    (["Grief."], ["A study."], "Grief: A study"),
    (["Sleep in the U.S."], [], "Sleep in the U.S."),
    (["And then…"], [], "And then…"),
    (["Grief*"], [], "Grief"),
    (["Grief.<sup>1</sup>"], [], "Grief"),
    (["The isotope <sup>13</sup>C"], [], "The isotope <sup>13</sup>C"),
    (["Sex &amp;amp; grief"], [], "Sex & grief"),
    (["R&amp;D"], [], "R&D"),
    (["p &lt; .05"], [], "p < .05"),
    (["<i>E. coli</i> and <em>us</em>"], [], "<i>E. coli</i> and <i>us</i>"),
    (["&lt;i&gt;E. coli&lt;/i&gt; now"], [], "<i>E. coli</i> now"),
    (["<jats:italic>A</jats:italic> <jats:sc>b</jats:sc>"], [], "<i>A</i> b"),
    (["<i>Not closed"], [], "<i>Not closed</i>"),
    (["Not opened</i>"], [], "Not opened"),
    (["<b><i>Crossed</b></i>"], [], "<b><i>Crossed</i></b>"),
    (["<mml:math><mml:mi>x</mml:mi></mml:math> grows"], [], "x grows"),
    (["<script>alert(1)</script>"], [], "alert(1)"),
    (['<img src=x onerror="alert(1)">Grief'], [], "Grief"),
    (["Grief\n     and\tloss\u0000"], [], "Grief and loss"),
    (["Gr\ud800ief \u202eevil"], [], "Grief evil"),
]
# (title, without its mark, kind of notice)
MARKED = [
    ("RETRACTED: Grief", "Grief", "retraction"),
    ("RETRACTED ARTICLE: Grief", "Grief", "retraction"),
    ("Retracted article: Grief", "Grief", "retraction"),
    ("Retracted: Grief", "Grief", "retraction"),
    ("[Retracted] Grief", "Grief", "retraction"),
    ("Grief (Retracted)", "Grief", "retraction"),
    ("Grief [Retracted Article]", "Grief", "retraction"),
    ("WITHDRAWN: Grief", "Grief", "withdrawal"),
    ("Withdrawn chapter: Grief", "Grief", "withdrawal"),
    ("REMOVED: Grief", "Grief", "removal"),
    ("TEMPORARY REMOVAL: Grief", "Grief", "removal"),
    ("Withdrawn: A life of silence", "Withdrawn: A life of silence", None),
    ("Removed: Children of the state", "Removed: Children of the state", None),
    ("Retracted tongues in infants", "Retracted tongues in infants", None),
    ("Articles retracted: A survey", "Articles retracted: A survey", None),
    ("Why papers are retracted", "Why papers are retracted", None),
]
NAMES = [
    ({"given": "Ann", "family": "Lee"}, {"given": "Ann", "family": "Lee"}),
    ({"family": "Plato"}, {"family": "Plato"}),
    ({"given": "Plato"}, {"family": "Plato"}),
    ({"name": "A &amp; B Group"}, {"literal": "A & B Group"}),
    ({"name": "", "family": "", "given": ""}, None),
    ({}, None),
    (None, None),
    ("Ann Lee", None),
    (
        {"given": "L.", "family": "von Mises"},
        {"given": "L.", "family": "Mises", "non-dropping-particle": "von"},
    ),
    (
        {"given": "JOSÉ MARÍA", "family": "DE LA CRUZ"},
        {"given": "José María", "family": "Cruz", "non-dropping-particle": "de la"},
    ),
    ({"given": "A.", "family": "MCDONALD"}, {"given": "A.", "family": "McDonald"}),
    ({"given": "AJ", "family": "Wakefield"}, {"given": "A. J.", "family": "Wakefield"}),
    ({"given": "A J", "family": "Lee"}, {"given": "A. J.", "family": "Lee"}),
    ({"given": "Jo", "family": "Ng"}, {"given": "Jo", "family": "Ng"}),
    ({"given": "J.-B.", "family": "O’Neill"}, {"given": "J.-B.", "family": "O’Neill"}),
    (
        {"given": "M. L.", "family": "King", "suffix": "Jr."},
        {"given": "M. L.", "family": "King", "suffix": "Jr."},
    ),
    (
        {"given": "M. L.", "family": "King Jr."},
        {"given": "M. L.", "family": "King", "suffix": "Jr."},
    ),
    (
        {"given": "Ann", "family": "Lee", "suffix": "PhD"},
        {"given": "Ann", "family": "Lee"},
    ),
    ({"given": "Ann", "family": "Lee, Ph.D."}, {"given": "Ann", "family": "Lee"}),
]
# (fields, date)
DATES = [
    ({"issued": day(2015, 3, 11)}, [2015, 3, 11]),
    ({"issued": {"date-parts": [[None]]}}, None),
    ({"issued": {"date-parts": [None]}}, None),
    ({"issued": {"date-parts": []}}, None),
    ({"issued": {"date-parts": [[2015, None, None]]}}, [2015]),
    ({"issued": {"date-parts": [["2015", "3"]]}}, [2015, 3]),
    ({"issued": {"date-parts": [[2015, 13, 40]]}}, [2015]),
    ({"issued": {"date-parts": [[0]]}}, None),
    ({"issued": "2015"}, None),
    ({"issued": None, "published": day(2014)}, [2014]),
    ({"issued": day(2031, 1)}, [2031, 1]),
    (
        {
            "issued": day(2014, 12),
            "published_online": day(2014, 12),
            "published_print": day(2015, 2),
            "volume": "7",
        },
        [2015, 2],
    ),
    (
        {
            "issued": day(2014, 12),
            "published_print": {"date-parts": [[None]]},
            "issue": "7",
        },
        [2014, 12],
    ),
    ({"issued": day(2014, 12), "published_print": day(2015, 2)}, [2014, 12]),
]
LOCATORS = [
    ({"page": "95-103"}, {"page": "95-103"}),
    ({"page": "95–103"}, {"page": "95-103"}),
    ({"page": "S12 - S15"}, {"page": "S12-S15"}),
    ({"page": "7-7"}, {"page": "7"}),
    ({"page": 5}, {"page": "5"}),
    ({"page": "e1000316"}, {"number": "e1000316"}),
    ({"article_number": "104522"}, {"number": "104522"}),
    ({"page": "104522", "article_number": "104522"}, {"number": "104522"}),
    ({"page": "12-19", "article_number": "7"}, {"page": "12-19"}),
    ({"page": "n/a-n/a"}, {}),
    ({"page": "No Pagination Specified"}, {}),
    ({"page": ""}, {}),
    ({"page": None}, {}),
    ({"volume": "0", "issue": "ahead-of-print"}, {}),
    ({"volume": 12, "issue": "3-4"}, {"volume": "12", "issue": "3-4"}),
]
DEGREES = [
    (["PhD"], "Doctoral dissertation"),
    (["Psy.D."], "Doctoral dissertation"),
    (["Doctor of Medical Science"], "Doctoral dissertation"),
    ([], "Doctoral dissertation"),
    (["MA"], "Master’s thesis"),
    (["M.Sc."], "Master’s thesis"),
    (["MSW"], "Master’s thesis"),
    (["Master of Social Work"], "Master’s thesis"),
    (["BA"], "Bachelor’s thesis"),
]


def item(kind="journal-article", **fields):
    found = crossref.found(work(DOI, kind, **fields)).item
    assert found.pop("DOI") == DOI
    return found


@pytest.mark.parametrize(("theirs", "ours"), TYPES)
def test_a_type_becomes_one_of_csl(theirs, ours):
    assert item(theirs)["type"] == ours


@pytest.mark.parametrize(("title", "subtitle", "offered"), TITLES)
def test_a_title_is_cleaned(title, subtitle, offered):
    assert item(title=title, subtitle=subtitle).get("title") == offered


@pytest.mark.parametrize(("title", "offered", "kind"), MARKED)
def test_a_mark_before_a_title_becomes_a_notice(title, offered, kind):
    found = crossref.found(work(DOI, title=[title]))
    assert found.item["title"] == offered
    assert [notice.kind for notice in found.notices] == ([kind] if kind else [])


@pytest.mark.parametrize(("theirs", "ours"), NAMES)
def test_a_name_is_taken_apart(theirs, ours):
    assert item(author=[theirs]).get("author") == ([ours] if ours else None)


@pytest.mark.parametrize(("fields", "date"), DATES)
def test_a_date_is_that_of_the_volume_as_far_as_known(fields, date):
    issued = item(**fields).get("issued")
    assert issued == ({"date-parts": [date]} if date else None)


@pytest.mark.parametrize(("fields", "ours"), LOCATORS)
def test_volume_pages_and_article_number_are_told_apart(fields, ours):
    assert item(**fields) == {"type": "article-journal", **ours}


@pytest.mark.parametrize(("degree", "genre"), DEGREES)
def test_a_thesis_says_of_what_kind_it_is(degree, genre):
    thesis = item("dissertation", degree=degree, institution=[{"name": "A University"}])
    assert thesis == {"type": "thesis", "genre": genre, "publisher": "A University"}


def test_a_chapter_stands_in_its_book_and_the_book_in_its_series():
    chapter = item(
        "book-chapter",
        title=["Loss"],
        container_title=["Studies in Grief", "The Book of Loss"],
        editor=[person("Ed", "Itor")],
        publisher="A Press",
        ISBN=["http://id.crossref.org/isbn/978-1-4338-3034-1"],
    )
    assert chapter == {
        "type": "chapter",
        "title": "Loss",
        "editor": [{"family": "Itor", "given": "Ed"}],
        "collection-title": "Studies in Grief",
        "container-title": "The Book of Loss",
        "publisher": "A Press",
        "ISBN": "9781433830341",
    }


def test_the_printed_book_is_named_by_its_isbn():
    both = [
        {"value": "9781433830358", "type": "electronic"},
        {"value": "9781433830341", "type": "print"},
    ]
    isbn = ["9781433830358", "9781433830341"]
    assert item("book", ISBN=isbn, isbn_type=both)["ISBN"] == "9781433830341"
    assert item("book", ISBN=isbn)["ISBN"] == "9781433830358"


def test_editors_of_a_book_are_not_its_authors_too():
    names = [person("Ed", "Itor")]
    book = item("edited-book", author=names, editor=names)
    assert "author" not in book
    assert book["editor"] == [{"family": "Itor", "given": "Ed"}]


def test_a_report_without_authors_is_its_institutions():
    report = item("report", institution=[{"name": "An Office"}], publisher="A Ministry")
    assert report["author"] == [{"literal": "An Office"}]
    assert report["publisher"] == "A Ministry"


def test_a_report_with_authors_is_published_by_its_institution():
    report = item(
        "report",
        author=[person("Ann", "Lee")],
        institution=[{"name": "An Office"}],
        publisher="A Ministry",
    )
    assert report["author"] == [{"family": "Lee", "given": "Ann"}]
    assert report["publisher"] == "An Office"


def test_a_preprint_is_published_by_its_archive():
    preprint = item(
        "posted-content",
        institution=[{"name": "PsyArXiv"}],
        publisher="Center for Open Science",
        posted=day(2017, 8, 9),
        issued=day(2018),
    )
    assert preprint["publisher"] == "PsyArXiv"
    assert preprint["issued"] == {"date-parts": [[2017, 8, 9]]}


def test_of_three_thousand_authors_a_hundred_are_kept_and_it_is_said():
    crowd = [person(f"A{n}", f"B{n}") for n in range(3000)]
    found = item(author=crowd)
    assert len(found["author"]) == 100
    assert found["author"][-1] == {"family": "B2999", "given": "A2999"}
    assert "3,000" in found["note"]


def test_a_shouted_title_is_proposed_in_sentence_case_and_kept_as_it_is():
    found = crossref.found(work(DOI, title=["THE LOSS OF A CHILD IN AMERICAN HOMES"]))
    assert found.item["title"] == "THE LOSS OF A CHILD IN AMERICAN HOMES"
    assert found.proposed_title == "The loss of a child in American homes"


def test_a_group_that_the_record_names_keeps_its_capitals():
    title = ["Publication Manual of the Psychological Guild"]
    group = [{"name": "Psychological Guild"}]
    found = crossref.found(work(DOI, title=title, author=group))
    assert found.proposed_title == "Publication manual of the Psychological Guild"


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("The loss of a child", ""),
        ("The loss of a child: A study", ""),
        ("The loss of a child: a study", "The loss of a child: A study"),
        ("Grief: iPhones and loss", ""),
        ("Grief at 10:30", ""),
        ("", ""),
    ],
)
def test_a_title_in_sentence_case_lacks_at_most_the_capital_of_its_subtitle(
    title, proposed
):
    assert crossref.found(work(DOI, title=[title])).proposed_title == proposed


def test_fields_of_a_wrong_kind_are_left_out():
    odd = {
        "author": {"family": "Lee"},
        "editor": "Lee",
        "container_title": {"a": 1},
        "institution": "An Office",
        "ISBN": {"a": 1},
        "event": ["x"],
        "updated_by": {"a": 1},
        "update_to": ["x", None, 7],
        "degree": {"a": 1},
        "volume": [1],
        "page": {"a": 1},
    }
    for kind, _ in TYPES:
        assert "author" not in item(kind, **odd)


def test_the_abstract_and_the_resolver_of_old_are_left_out():
    found = item(abstract="<jats:p>Words</jats:p>", resource={"primary": {}})
    assert found == {"type": "article-journal"}


def test_a_doi_that_the_record_writes_as_an_address_is_made_bare():
    found = crossref.item_of({"type": "book", "DOI": "http://dx.doi.org/10.1000/A"})
    assert found == {"type": "book", "DOI": "10.1000/A"}


def test_a_notice_keeps_the_words_of_its_title():
    notice = work(
        DOI, title=["Retracted: Grief"], update_to=[update("10.1/x", "retraction")]
    )
    notice["update-to"][0]["DOI"] = "10.1000/other"
    assert crossref.item_of(notice)["title"] == "Retracted: Grief"
