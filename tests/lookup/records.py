"""Records in the shapes that the services document; facts of real works, or made up."""

WAKEFIELD = "10.1016/s0140-6736(97)11096-0"
CORRECTED = "10.1016/s0140-6736(04)15715-2"
RETRACTED = "10.1016/s0140-6736(10)60175-4"


def day(*parts):
    return {"date-parts": [list(parts)]}


def person(given, family, **more):
    return {"given": given, "family": family, "affiliation": [], **more}


def update(doi, kind, *parts, source="publisher"):
    return {
        "DOI": doi,
        "type": kind,
        "label": kind.replace("_", " ").capitalize(),
        "source": source,
        "updated": {"date-parts": [list(parts)], "timestamp": 0},
    }


def crossref(doi, kind="journal-article", **fields):
    """A work of Crossref's API; fields with "_" for "-"."""
    written = {name.replace("_", "-"): value for name, value in fields.items()}
    return {
        "DOI": doi.lower(),
        "URL": f"http://dx.doi.org/{doi.lower()}",
        "type": kind,
        "prefix": doi.split("/")[0],
        "source": "Crossref",
        "reference-count": 0,
        "score": 1.0,
        **written,
    }


ARTICLE = crossref(
    "10.1177/1745691614568352",
    title=["Loneliness and Social Isolation as Risk Factors for Mortality"],
    subtitle=["A Meta-Analytic Review"],
    author=[
        person("Julianne", "Holt-Lunstad", sequence="first"),
        person("Timothy B.", "Smith"),
        person("Mark", "Baker"),
        person("Tyler", "Harris"),
        person("David", "Stephenson"),
    ],
    container_title=["Perspectives on Psychological Science"],
    publisher="SAGE Publications",
    volume="10",
    issue="2",
    page="227-237",
    issued=day(2015, 3),
    published_online=day(2015, 3, 11),
    published_print=day(2015, 3),
    abstract="<jats:p>Actual and perceived social isolation …</jats:p>",
)
CHAPTER = crossref(
    "10.1037/0000120-016",
    "book-chapter",
    title=["Healing the wounds: A chapter"],
    author=[person("Thea", "Gallagher"), person("Edna B.", "Foa")],
    editor=[person("Sabine", "Wilhelm"), person("Gail", "Steketee")],
    container_title=["Handbook of Anxiety"],
    publisher="American Psychological Association",
    publisher_location="Washington",
    page="345–359",
    ISBN=["http://id.crossref.org/isbn/9781433830341"],
    issued=day(2019),
)
BOOK = crossref(
    "10.1037/0000165-000",
    "monograph",
    title=["Publication manual of the American Psychological Association"],
    author=[{"name": "American Psychological Association", "sequence": "first"}],
    publisher="American Psychological Association",
    edition_number="7",
    ISBN=["9781433832161"],
    issued=day(2020),
)
REPORT = crossref(
    "10.3886/example-report",
    "report",
    title=["Our Epidemic of Loneliness and Isolation"],
    institution=[{"name": "Office of the U.S. Surgeon General"}],
    publisher="U.S. Department of Health and Human Services",
    issued=day(2023),
)
PREPRINT = crossref(
    "10.31234/osf.io/76xfs",
    "posted-content",
    subtype="preprint",
    title=["Twenty years of emotional-behavioral problems"],
    author=[person("Lars", "Hampton")],
    institution=[{"name": "PsyArXiv"}],
    publisher="Center for Open Science",
    posted=day(2017, 8, 9),
    issued=day(2017, 8, 9),
)
DISSERTATION = crossref(
    "10.17077/etd.example",
    "dissertation",
    title=["A study of grief"],
    author=[person("Ann", "Hollander")],
    institution=[{"name": "University of Iowa"}],
    degree=["PhD (Doctor of Philosophy)"],
    publisher="The University of Iowa",
    issued=day(2017),
)
RETRACTED_ARTICLE = crossref(
    WAKEFIELD,
    title=[
        "RETRACTED: Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and "
        "pervasive developmental disorder in children"
    ],
    author=[person("AJ", "Wakefield"), person("SH", "Murch")],
    container_title=["The Lancet"],
    publisher="Elsevier BV",
    volume="351",
    issue="9103",
    page="637-641",
    issued=day(1998, 2),
    published_print=day(1998, 2),
    updated_by=[
        update(CORRECTED, "correction", 2004, 3, 6),
        update(RETRACTED, "retraction", 2010, 2, 6, source="retraction-watch"),
        update(RETRACTED, "retraction", 2010, 2, 6),
    ],
)
NOTICE = crossref(
    RETRACTED,
    title=["Retraction—Ileal-lymphoid-nodular hyperplasia"],
    author=[{"name": "The Editors of The Lancet"}],
    container_title=["The Lancet"],
    volume="375",
    issue="9713",
    page="445",
    issued=day(2010, 2),
    update_to=[update(WAKEFIELD, "retraction", 2010, 2, 6)],
)
GROUP = crossref(
    "10.1001/example.group",
    title=[
        "A trial of sleep &amp;amp; grief in <jats:italic>older</jats:italic> people"
    ],
    author=[
        {"name": "Grief &amp; Sleep Study Group", "sequence": "first"},
        person("Bessel A.", "van der Kolk"),
        person("Martin Luther", "King", suffix="Jr."),
    ],
    container_title=["Clinical Psychology &amp; Psychotherapy"],
    volume="7",
    article_number="e1000316",
    issued=day(2010, 7, 27),
)
SHOUTED = crossref(
    "10.1000/shouted",
    title=["THE PSYCHOLOGY OF GRIEF IN AMERICAN FAMILIES"],
    author=[person("JOHN", "BOWLBY")],
    container_title=["Journal of Grief"],
    volume="3",
    issue="1",
    page="1-9",
    issued=day(1961),
)
WORKS = (
    ARTICLE,
    CHAPTER,
    BOOK,
    REPORT,
    PREPRINT,
    DISSERTATION,
    RETRACTED_ARTICLE,
    NOTICE,
    GROUP,
    SHOUTED,
)

DATA_SET = {
    "doi": "10.3886/icpsr36966.v1",
    "titles": [
        {"title": "National Survey of Sleep"},
        {"title": "Wave One", "titleType": "Subtitle"},
    ],
    "creators": [
        {
            "name": "U.S. Department of Health",
            "nameType": "Organizational",
            "affiliation": [],
        },
        {
            "name": "Garcia, Ana",
            "nameType": "Personal",
            "givenName": "Ana",
            "familyName": "Garcia",
        },
    ],
    "contributors": [],
    "publisher": "ICPSR",
    "publicationYear": 2017,
    "dates": [{"date": "2017-06-05", "dateType": "Issued"}],
    "types": {
        "resourceTypeGeneral": "Dataset",
        "resourceType": "survey data",
        "citeproc": "dataset",
    },
    "version": "V1",
    "container": {},
}
BOOK_BY_ISBN = {
    "isbn": "9780465087303",
    "data": {
        "title": "Trauma and recovery",
        "subtitle": "the aftermath of violence",
        "authors": [{"name": "Judith Lewis Herman", "url": "/authors/OL1A"}],
        "publishers": [{"name": "Basic Books"}],
        "publish_places": [{"name": "New York, NY"}],
        "publish_date": "September 1997",
        "number_of_pages": 290,
    },
    "details": {
        "title": "Trauma and recovery",
        "edition_name": "2nd ed.",
        "publishers": ["Basic Books"],
        "authors": [{"key": "/authors/OL1A", "name": "Judith Lewis Herman"}],
    },
}
PUBMED_ARTICLE = """
<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">9500320</PMID>
 <Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print">
   <Volume>351</Volume><Issue>9103</Issue>
   <PubDate><Year>1998</Year><Month>Feb</Month><Day>28</Day></PubDate></JournalIssue>
  <Title>Lancet (London, England)</Title><ISOAbbreviation>Lancet</ISOAbbreviation>
 </Journal>
 <ArticleTitle>RETRACTED: Ileal-lymphoid-nodular hyperplasia, non-specific colitis,
  and pervasive developmental disorder in children.</ArticleTitle>
 <Pagination><StartPage>637</StartPage><EndPage>641</EndPage>
  <MedlinePgn>637-41</MedlinePgn></Pagination>
 <AuthorList CompleteYN="Y">
  <Author ValidYN="Y"><LastName>Wakefield</LastName><ForeName>A J</ForeName>
   <Initials>AJ</Initials></Author>
  <Author ValidYN="Y"><CollectiveName>The Colitis Group</CollectiveName></Author>
 </AuthorList><Language>eng</Language>
 <PublicationTypeList>
  <PublicationType UI="D016428">Journal Article</PublicationType>
  <PublicationType UI="D016441">Retracted Publication</PublicationType>
 </PublicationTypeList></Article>
 <CommentsCorrectionsList>
  <CommentsCorrections RefType="ErratumIn"><RefSource>Lancet. 2004 Mar
   6;363(9411):750. doi: 10.1016/S0140-6736(04)15715-2</RefSource>
   <PMID Version="1">15016483</PMID></CommentsCorrections>
  <CommentsCorrections RefType="RetractionIn"><RefSource>Lancet. 2010 Feb
   6;375(9713):445</RefSource><PMID Version="1">20137807</PMID></CommentsCorrections>
  <CommentsCorrections RefType="CommentIn"><RefSource>Lancet. 1998 Feb
   28;351(9103):611-2</RefSource><PMID Version="1">9500313</PMID>
  </CommentsCorrections>
 </CommentsCorrectionsList></MedlineCitation>
 <PubmedData><ArticleIdList><ArticleId IdType="pubmed">9500320</ArticleId>
  <ArticleId IdType="doi">10.1016/S0140-6736(97)11096-0</ArticleId></ArticleIdList>
  <ReferenceList><Reference><ArticleIdList>
   <ArticleId IdType="doi">10.1000/of-a-reference</ArticleId></ArticleIdList>
  </Reference></ReferenceList></PubmedData></PubmedArticle>
"""
PUBMED_NOTICE = """
<PubmedArticle><MedlineCitation><PMID Version="1">20137807</PMID>
 <Article><Journal><JournalIssue><Volume>375</Volume><Issue>9713</Issue>
   <PubDate><Year>2010</Year><Month>Feb</Month><Day>06</Day></PubDate></JournalIssue>
  <Title>Lancet (London, England)</Title></Journal>
 <ArticleTitle>Retraction--Ileal-lymphoid-nodular hyperplasia.</ArticleTitle>
 <Pagination><MedlinePgn>445</MedlinePgn></Pagination>
 <ELocationID EIdType="doi">10.1016/S0140-6736(10)60175-4</ELocationID>
 <PublicationTypeList>
  <PublicationType>Retraction of Publication</PublicationType></PublicationTypeList>
 </Article><CommentsCorrectionsList>
  <CommentsCorrections RefType="RetractionOf"><PMID Version="1">9500320</PMID>
  </CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle>
"""
PUBMED_HEAD = (
    '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC '
    '"-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
)
