"""Records of PubMed, DataCite and Open Library, and CSL from other agencies."""

from xml.etree.ElementTree import fromstring

import pytest

from articles.lookup import csl, datacite, open_library, pubmed
from articles.lookup.isbn import valid_isbn
from articles.lookup.values import full_range, read_date


def pubmed_item(journal="", article="", more=""):
    xml = f"""<PubmedArticle><MedlineCitation><PMID>7</PMID><Article>
      <Journal>{journal}</Journal>{article}</Article></MedlineCitation>
      {more}</PubmedArticle>"""
    item = pubmed.found("7", fromstring(xml)).item  # noqa: S314
    assert item.pop("PMID") == "7"
    return item


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Lancet (London, England)", "Lancet"),
        (
            "Journal of consulting and clinical psychology",
            "Journal of Consulting and Clinical Psychology",
        ),
        ("PloS one", "PloS One"),
        ("Psychology : the official journal of X", "Psychology"),
        ("Nihon seishin = Japanese psychiatry", "Nihon Seishin"),
        ("", None),
    ],
)
def test_a_journal_has_its_own_title_again(title, shown):
    found = pubmed_item(f"<Title>{title}</Title>")
    assert found.get("container-title") == shown


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("<Year>1998</Year><Month>Feb</Month><Day>28</Day>", [1998, 2, 28]),
        ("<Year>1998</Year><Month>02</Month>", [1998, 2]),
        ("<Year>1998</Year><Season>Spring</Season>", [1998]),
        ("<MedlineDate>1998 Jan-Feb</MedlineDate>", [1998]),
        ("<MedlineDate>1998-1999</MedlineDate>", [1998]),
        ("", None),
    ],
)
def test_a_date_of_pubmed_is_read(date, parts):
    issue = f"<JournalIssue><PubDate>{date}</PubDate></JournalIssue>"
    issued = pubmed_item(issue).get("issued")
    assert issued == ({"date-parts": [parts]} if parts else None)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("637-41", "637-641"),
        ("521-7", "521-527"),
        ("95-103", "95-103"),
        ("S12-5", "S12-S15"),
        ("1-9", "1-9"),
        ("e1000316", "e1000316"),
        ("12, 14-7", "12, 14-7"),
        ("", ""),
    ],
)
def test_pages_are_written_in_full(written, full):
    assert full_range(written) == full


def test_a_translated_title_stands_behind_the_one_of_the_work():
    found = pubmed_item(
        article="<ArticleTitle>[Grief in children.]</ArticleTitle>"
        "<VernacularTitle>Trauer bei Kindern.</VernacularTitle>"
    )
    assert found["title"] == "Trauer bei Kindern [Grief in children]"


def test_markup_and_names_of_pubmed_are_kept():
    found = pubmed_item(
        article="""<ArticleTitle>The role of <i>FKBP5</i> in <b>PTSD</b>:
          p&lt;.05.</ArticleTitle><AuthorList>
        <Author><LastName>King</LastName><ForeName>M L</ForeName>
          <Suffix>Jr</Suffix></Author>
        <Author><LastName>Lee</LastName><Initials>AB</Initials></Author>
        <Author><CollectiveName>The Grief Group.</CollectiveName></Author>
        <Author><Initials>X</Initials></Author></AuthorList>"""
    )
    assert found["title"] == "The role of <i>FKBP5</i> in <b>PTSD</b>: p<.05"
    assert found["author"] == [
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"family": "Lee", "given": "A. B."},
        {"literal": "The Grief Group"},
    ]


def test_a_chapter_of_the_bookshelf_stands_in_its_book():
    xml = """<PubmedBookArticle><BookDocument><PMID>7</PMID>
      <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
      <Book><Publisher><PublisherName>StatPearls Publishing</PublisherName>
       <PublisherLocation>Treasure Island (FL)</PublisherLocation></Publisher>
       <BookTitle>StatPearls</BookTitle><PubDate><Year>2023</Year></PubDate></Book>
      <ArticleTitle>Grief Reaction</ArticleTitle>
      <AuthorList Type="authors"><Author><LastName>Lee</LastName>
       <ForeName>Ann</ForeName></Author></AuthorList>
      </BookDocument></PubmedBookArticle>"""
    item = pubmed.found("7", fromstring(xml)).item  # noqa: S314
    assert item == {
        "type": "chapter",
        "title": "Grief Reaction",
        "container-title": "StatPearls",
        "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2023]]},
        "publisher": "StatPearls Publishing",
        "publisher-place": "Treasure Island (FL)",
        "PMID": "7",
    }


@pytest.mark.parametrize(
    ("general", "words", "kind"),
    [
        ("Dataset", "", "dataset"),
        ("Preprint", "", "article"),
        ("JournalArticle", "", "article-journal"),
        ("Dissertation", "", "thesis"),
        ("Software", "", "software"),
        ("Text", "PhD Thesis", "thesis"),
        ("Text", "Preprint", "article"),
        ("Text", "Working Paper", "report"),
        ("Text", "", "document"),
        ("Other", "Something", "document"),
        (None, None, "document"),
    ],
)
def test_a_kind_of_datacite_becomes_one_of_csl(general, words, kind):
    types = {"resourceTypeGeneral": general, "resourceType": words}
    assert datacite.item_of({"types": types})["type"] == kind


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        (
            {"name": "Lee, Ann", "givenName": "Ann", "familyName": "Lee"},
            {"family": "Lee", "given": "Ann"},
        ),
        ({"name": "Lee, Ann"}, {"family": "Lee", "given": "Ann"}),
        (
            {"name": "Ann Lee", "nameType": "Personal"},
            {"family": "Lee", "given": "Ann"},
        ),
        ({"name": "A Survey Office"}, {"literal": "A Survey Office"}),
        (
            {"name": "Office, The", "nameType": "Organizational"},
            {"literal": "Office, The"},
        ),
        ({"name": ""}, None),
        ("Ann Lee", None),
    ],
)
def test_a_creator_is_a_person_or_a_group(creator, name):
    found = datacite.item_of({"creators": [creator]}).get("author")
    assert found == ([name] if name else None)


def test_a_preprint_of_datacite_has_title_date_and_publisher():
    found = datacite.item_of(
        {
            "doi": "10.48550/arXiv.1",
            "titles": [
                {"title": "Titel", "titleType": "TranslatedTitle"},
                {"title": "A title"},
            ],
            "publisher": {"name": "arXiv"},
            "publicationYear": 2020,
            "dates": [
                {"date": "2021-01-01", "dateType": "Updated"},
                {"date": "2020-05-02T10:00:00Z", "dateType": "Issued"},
            ],
            "types": {"resourceTypeGeneral": "Preprint"},
        }
    )
    assert found == {
        "type": "article",
        "title": "A title",
        "issued": {"date-parts": [[2020, 5, 2]]},
        "publisher": "arXiv",
        "DOI": "10.48550/arXiv.1",
    }


def test_datacite_records_of_a_wrong_kind_say_nothing():
    odd = {
        name: value
        for name in ("titles", "creators", "dates", "types", "publisher", "container")
        for value in (["x", None, 7],)
    }
    assert datacite.item_of(odd) == {"type": "document"}


@pytest.mark.parametrize(
    ("isbn", "valid"),
    [
        ("9780465087303", "9780465087303"),
        ("978-0-465-08730-3", "9780465087303"),
        ("0465087302", "9780465087303"),
        ("0-8044-2957-X", "9780804429573"),
        ("080442957x", "9780804429573"),
        ("9790260000438", "9790260000438"),
        ("9780465087304", ""),
        ("0465087303", ""),
        ("1234567890123", ""),
        ("978046508730", ""),
        ("", ""),
        ("X465087302", ""),
    ],
)
def test_an_isbn_is_checked_by_its_last_digit(isbn, valid):
    assert valid_isbn(isbn) == valid


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("September 1997", [1997]),
        ("Sep 15, 1997", [1997]),
        ("1997", [1997]),
        ("c1997", [1997]),
        ("[1997]", [1997]),
        ("1997-05-01", [1997]),
        ("unknown", []),
        ("", []),
        (None, []),
    ],
)
def test_a_book_is_dated_by_its_year(written, year):
    assert open_library.year(written) == year


def test_dates_in_words_are_read_to_the_day():
    assert read_date("Sep 15, 1999") == [1999, 9, 15]
    assert read_date("March 2009") == [2009, 3]


@pytest.mark.parametrize(
    ("written", "edition"),
    [
        ("2nd ed.", {"edition": "2"}),
        ("Third edition", {"edition": "3"}),
        ("1st ed.", {}),
        ("First edition", {}),
        ("Reprint edition", {}),
        ("Paperback", {}),
        ("", {}),
        (None, {}),
    ],
)
def test_an_edition_is_said_from_the_second_on(written, edition):
    assert open_library.edition(written) == edition


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Judith Lewis Herman", {"family": "Herman", "given": "Judith Lewis"}),
        ("Freud, Sigmund, 1856-1939", {"family": "Freud", "given": "Sigmund"}),
        (
            "Bessel van der Kolk",
            {"family": "Kolk", "given": "Bessel", "non-dropping-particle": "van der"},
        ),
        (
            "Martin Luther King Jr.",
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ),
        ("Plato", {"family": "Plato"}),
        (
            "American Psychiatric Association",
            {"literal": "American Psychiatric Association"},
        ),
        ("", {}),
    ],
)
def test_an_author_of_a_book_is_taken_apart(name, author):
    assert open_library.author(name) == author


def test_a_book_of_many_editions_names_no_publisher():
    doc = {
        "title": "Trauma and recovery",
        "author_name": ["Judith Herman"],
        "first_publish_year": 1992,
        "publisher": ["Basic Books", "Pandora"],
        "isbn": ["9780465087303", "9780465087655"],
    }
    assert open_library.search_item(doc) == {
        "type": "book",
        "title": "Trauma and recovery",
        "author": [{"family": "Herman", "given": "Judith"}],
        "issued": {"date-parts": [[1992]]},
    }


def test_a_book_that_was_edited_has_editors():
    data = {"title": "Grief", "authors": [{"name": "Ed Itor"}]}
    details = {"by_statement": "edited by Ed Itor."}
    found = open_library.item_of(data, details, "9780465087303")
    assert found["editor"] == [{"family": "Itor", "given": "Ed"}]
    assert "author" not in found


def test_csl_of_any_agency_is_taken_without_trust():
    found = csl.item_of(
        {
            "id": "https://doi.org/10.1400/1",
            "type": "journal-article",
            "title": "Il <b>lutto</b><script>x</script>",
            "author": [{"family": "Rossi", "given": "Anna", "evil": {"a": 1}}],
            "issued": {"date-parts": [[2010, 5]]},
            "container-title": ["Rivista"],
            "publisher": "Casa",
            "page": "1–9",
            "abstract": "Words",
            "custom": {"exactly": "x"},
            "unknown": "x",
            "DOI": "10.1400/1",
        }
    )
    assert found == {
        "type": "article-journal",
        "title": "Il <b>lutto</b>x",
        "author": [{"family": "Rossi", "given": "Anna"}],
        "issued": {"date-parts": [[2010, 5]]},
        "container-title": "Rivista",
        "page": "1-9",
        "DOI": "10.1400/1",
    }
