"""Works as a person types them into the form, and what APA 7 prints of each."""

import re

import pytest

from articles.admin.references.dates import DATES, PARTS
from articles.admin.references.item import TEXTS, Typed, item_from
from articles.admin.references.names import PARTS as NAME_PARTS
from articles.citations import format_citations
from articles.citations.kinds import BY_SLUG

# kind, what is typed, the entry in plain text. No two by one author in one year.
CASES = [
    (
        "journal-article",
        {
            "author": ["Okonwe, Ada", "Reyes, Luis M."],
            "issued": "2021",
            "title": "Sleep after loss",
            "container-title": "Journal of Worked Examples",
            "volume": "12",
            "issue": "3",
            "number": "e0044",
            "DOI": "10.5555/w.44",
        },
        "Okonwe, A., & Reyes, L. M. (2021). Sleep after loss. Journal of Worked "
        "Examples, 12(3), Article e0044. https://doi.org/10.5555/w.44",
    ),
    (
        "press-article",
        {
            "author": ["Hale, Ivy"],
            "issued": "2020-05-03",
            "title": "What grief asks of us",
            "container-title": "The Daily Example",
            "URL": "https://example.org/grief",
        },
        "Hale, I. (2020, May 3). What grief asks of us. The Daily Example. "
        "https://example.org/grief",
    ),
    (
        "review",
        {
            "author": ["Hale, Ivy"],
            "issued": "2014",
            "reviewed-genre": "book",
            "reviewed-title": "The long night",
            "reviewed-author": ["Stone, Max"],
            "container-title": "Journal of Worked Examples",
            "volume": "4",
            "page": "1-3",
        },
        "Hale, I. (2014). [Review of the book The long night, by M. Stone]. Journal of "
        "Worked Examples, 4, 1–3.",
    ),
    (
        "preprint",
        {
            "author": ["Hale, Ivy"],
            "issued": "2024",
            "title": "Early words",
            "publisher": "PsyArXiv",
            "DOI": "10.5555/pre.1",
        },
        "Hale, I. (2024). Early words. PsyArXiv. https://doi.org/10.5555/pre.1",
    ),
    (
        "edited-book",
        {
            "editor": ["Hale, Ivy", "Stone, Max"],
            "issued": "2018",
            "title": "Handbook of quiet",
            "edition": "2",
            "publisher": "Example Press",
        },
        "Hale, I., & Stone, M. (Eds.). (2018). Handbook of quiet (2nd ed.). Example "
        "Press.",
    ),
    (
        "chapter",
        {
            "author": ["Moss, Luis"],
            "issued": "2018",
            "title": "Listening",
            "editor": ["Hale, Ivy"],
            "container-title": "Handbook of quiet",
            "page": "10-20",
            "publisher": "Example Press",
        },
        "Moss, L. (2018). Listening. In I. Hale (Ed.), Handbook of quiet (pp. 10–20). "
        "Example Press.",
    ),
    (
        "classic",
        {
            "author": ["Weil, Anna"],
            "issued": "2009",
            "original-date": "1938",
            "title": "Letters on attention",
            "translator": ["Stone, Max"],
            "publisher": "Example Press",
        },
        "Weil, A. (2009). Letters on attention (M. Stone, Trans.). Example Press. "
        "(Original work published 1938)",
    ),
    (
        "manual",
        {
            "author": ["=Example Psychiatric Association"],
            "issued": "2023",
            "title": "Manual of worked diagnoses",
            "edition": "3rd ed., text rev.",
            "publisher": "Example Psychiatric Association",
        },
        "Example Psychiatric Association. (2023). Manual of worked diagnoses (3rd ed., "
        "text rev.).",
    ),
    (
        "entry",
        {
            "author": ["=Example Association"],
            "title": "Attachment",
            "container-title": "Example dictionary of psychology",
            "URL": "https://example.org/attachment",
            "accessed": "2024-02-01",
        },
        "Example Association. (n.d.). Attachment. In Example dictionary of psychology. "
        "Retrieved February 1, 2024, from https://example.org/attachment",
    ),
    (
        "page-organisation",
        {
            "author": ["=World Example Organization"],
            "issued": "2021-09-02",
            "title": "Sleep and health",
            "container-title": "World Example Organization",
            "URL": "https://example.org/sleep",
        },
        "World Example Organization. (2021, September 2). Sleep and health. "
        "https://example.org/sleep",
    ),
    (
        "blog-post",
        {
            "author": ["Hale, Ivy"],
            "issued": "2016-11-05",
            "title": "On waiting",
            "container-title": "Quiet Rooms",
            "URL": "https://example.org/waiting",
        },
        "Hale, I. (2016, November 5). On waiting. Quiet Rooms. "
        "https://example.org/waiting",
    ),
    (
        "report",
        {
            "author": ["=Office of Examples"],
            "issued": "2022",
            "title": "Lonely cities",
            "genre": "Issue Brief",
            "number": "7",
            "publisher": "Department of Examples",
        },
        "Office of Examples. (2022). Lonely cities (Issue Brief No. 7). Department of "
        "Examples.",
    ),
    (
        "thesis",
        {
            "author": ["Hale, Ivy"],
            "issued": "2015",
            "title": "Waiting rooms",
            "publisher": "Example University",
            "archive": "ProQuest Dissertations & Theses Global",
            "number": "1234567",
        },
        "Hale, I. (2015). Waiting rooms (Publication No. 1234567) [Doctoral "
        "dissertation, Example University]. ProQuest Dissertations & Theses Global.",
    ),
    (
        "talk",
        {
            "author": ["Hale, Ivy"],
            "issued": "2019-08-08/2019-08-11",
            "title": "Rooms that heal",
            "event-title": "Example Convention",
            "event-place": "Chicago, IL, United States",
        },
        "Hale, I. (2019, August 8–11). Rooms that heal [Conference session]. Example "
        "Convention, Chicago, IL, United States.",
    ),
    (
        "video",
        {
            "author": ["=Example Talks"],
            "issued": "2012-03-16",
            "title": "Listening to rain",
            "publisher": "YouTube",
            "URL": "https://example.org/rain",
        },
        "Example Talks. (2012, March 16). Listening to rain [Video]. YouTube. "
        "https://example.org/rain",
    ),
    (
        "podcast",
        {
            "host": ["Hale, Ivy"],
            "issued": "2013-02-14",
            "title": "The empty chair",
            "number": "12",
            "container-title": "Quiet rooms",
            "publisher": "Example Radio",
        },
        "Hale, I. (Host). (2013, February 14). The empty chair (No. 12) [Audio podcast "
        "episode]. In Quiet rooms. Example Radio.",
    ),
    (
        "film",
        {
            "director": ["Stone, Max"],
            "issued": "1975",
            "title": "The ward",
            "publisher": "Example Pictures",
        },
        "Stone, M. (Director). (1975). The ward [Film]. Example Pictures.",
    ),
    (
        "test",
        {
            "author": ["Hale, Ivy"],
            "issued": "2000",
            "title": "Quiet Room Inventory (QRI)",
            "number": "TC1",
            "medium": "Database record",
            "publisher": "Example TestLink",
        },
        "Hale, I. (2000). Quiet Room Inventory (QRI) (TC1) [Database record]. Example "
        "TestLink.",
    ),
    (
        "dataset",
        {
            "author": ["Hale, Ivy"],
            "issued": "2017",
            "title": "Rooms and moods",
            "version": "V1",
            "publisher": "Example Archive",
        },
        "Hale, I. (2017). Rooms and moods (Version V1) [Data set]. Example Archive.",
    ),
    (
        "software",
        {
            "author": ["=Quiet Labs"],
            "issued": "2022",
            "title": "Breathe",
            "version": "2.1",
            "medium": "Mobile app",
            "publisher": "App Store",
        },
        "Quiet Labs. (2022). Breathe (Version 2.1) [Mobile app]. App Store.",
    ),
    (
        "law",
        {
            "title": "Quiet Rooms Act of 2008",
            "issued": "2008",
            "number": "110-999",
            "container-title": "Stat.",
            "volume": "122",
            "page": "3765",
        },
        "Quiet Rooms Act of 2008, Pub. L. No. 110-999, 122 Stat. 3765 (2008).",
    ),
    (
        "court-case",
        {
            "title": "Hale v. Stone",
            "issued": "1976",
            "container-title": "Cal. 3d",
            "volume": "17",
            "page": "425",
            "authority": "Cal.",
        },
        "Hale v. Stone, 17 Cal. 3d 425 (Cal. 1976).",
    ),
]


def name(written):
    fields = dict.fromkeys(NAME_PARTS, "")
    if written.startswith("="):
        return {**fields, "literal": written[1:]}
    family, given = written.split(", ")
    return {**fields, "family": family, "given": given}


def date(written):
    names = ("year", "month", "day", "end_year", "end_month", "end_day")
    numbers = [str(int(part)) for part in written.replace("/", "-").split("-")]
    return {**dict.fromkeys(PARTS, ""), **dict(zip(names, numbers, strict=False))}


def typed(slug, values):
    shown = {known.variable for known in BY_SLUG[slug].fields}
    assert values.keys() <= shown
    names = {k: v for k, v in values.items() if isinstance(v, list)}
    dates = {k: v for k, v in values.items() if k in DATES}
    texts = {k: v for k, v in values.items() if k in TEXTS.values()}
    return Typed(
        kind=slug,
        texts={**BY_SLUG[slug].defaults, **texts},
        dates={k: date(v) for k, v in dates.items()},
        names={k: [(None, name(one)) for one in v] for k, v in names.items()},
    )


@pytest.fixture(scope="module")
def entries():
    items = [
        {**item_from(typed(slug, values), {}), "id": str(number)}
        for number, (slug, values, _) in enumerate(CASES)
    ]
    return dict(format_citations(items, []).references)


def plain(html):
    return re.sub(r"<[^>]*>", "", html).replace("&amp;", "&")


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[slug for slug, _, _ in CASES]
)
def test_what_is_typed_is_printed_as_apa_has_it(entries, number):
    assert plain(entries[str(number)]) == CASES[number][2]
