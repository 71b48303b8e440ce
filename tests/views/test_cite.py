"""The article itself, cited: APA's words and the files of reference managers."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from articles.pages.cite import apa, inverted, joined
from tests.factories import make_clinician, make_practice, make_published_article

NOON = datetime(2026, 3, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ({"family": "Tavarel", "given": "Ines"}, "Tavarel, I."),
        ({"family": "Sartre", "given": "Jean-Paul Aymard"}, "Sartre, J.-P. A."),
        ({"family": "Tolkien", "given": "J. R.R."}, "Tolkien, J. R. R."),
        (
            {"family": "Kolk", "given": "Bea", "non-dropping-particle": "van der"},
            "van der Kolk, B.",
        ),
        ({"family": "King", "given": "Ann", "suffix": "Jr."}, "King, A., Jr."),
        ({"family": "Madonna"}, "Madonna"),
        ({"literal": "Two Trees"}, "Two Trees"),
    ],
)
def test_name_is_inverted_as_apa_has_it(name, shown):
    assert inverted(name) == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["A, A."], "A, A."),
        (["A, A.", "B, B."], "A, A., & B, B."),
        (["A, A.", "B, B.", "C, C."], "A, A., B, B., & C, C."),
        (
            [f"N{n}" for n in range(21)],
            ", ".join(f"N{n}" for n in range(19)) + ", … N20",
        ),
    ],
)
def test_authors_are_joined(names, shown):
    assert joined(names) == shown


def entry(**fields):
    item = {
        "author": [{"family": "Reyes", "given": "Dana"}],
        "title": "Why we argue",
        "issued": {"date-parts": [[2026, 3, 3]]},
        "container-title": "Two Trees Psychotherapy",
        "URL": "https://example.org/articles/x/",
        **fields,
    }
    return apa(item)


def test_entry_is_that_of_a_work_on_a_website():
    assert entry() == (
        "Reyes, D. (2026, March 3). <i>Why we argue</i>. Two Trees Psychotherapy."
        " https://example.org/articles/x/"
    )


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"title": "Why do we argue?"}, "<i>Why do we argue?</i> Two Trees"),
        ({"title": "<script> & co"}, "<i>&lt;script&gt; &amp; co</i>."),
        ({"container-title": "Reyes, Inc."}, ". Reyes, Inc. https"),
        (
            {"author": [{"literal": "Two Trees Psychotherapy"}]},
            "Two Trees Psychotherapy. (2026, March 3). <i>Why we argue</i>. https",
        ),
    ],
)
def test_entry_keeps_apa_s_points(fields, part):
    assert part in entry(**fields)


@pytest.fixture
def live(settings):
    settings.SITE_URL = "https://example.org"
    make_practice(name="Two Trees Psychotherapy")
    people = [make_clinician("Dana Reyes"), make_clinician("Lee van der Berg")]
    return make_published_article(
        "Sleep, mostly", slug="sleep", authors=people, now=NOON
    )


@pytest.mark.django_db
def test_page_says_how_to_cite_it(client, live):
    page = BeautifulSoup(client.get("/articles/sleep/").content, "html.parser")

    assert page.select_one(".how-to-cite").text == (
        "Reyes, D., & van der Berg, L. (2026, March 3). Sleep, mostly. Two Trees"
        " Psychotherapy. https://example.org/articles/sleep/"
    )
    assert [a["href"] for a in page.select(".cite a")] == [
        "/articles/sleep/cite.bib",
        "/articles/sleep/cite.ris",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ext", "lines"),
    [
        ("bib", ["author = {Reyes, Dana and van der Berg, Lee}", "{2026-03-03}"]),
        ("ris", ["TY  - ELEC", "AU  - Reyes, Dana", "DA  - 2026/03/03/"]),
    ],
)
def test_files_name_authors_date_and_address(client, live, ext, lines):
    response = client.get(f"/articles/sleep/cite.{ext}")

    text = response.content.decode()
    assert f'filename="sleep.{ext}"' in response.headers["Content-Disposition"]
    for line in [*lines, "Sleep, mostly", "https://example.org/articles/sleep/"]:
        assert line in text


@pytest.mark.django_db
def test_date_is_that_of_the_last_change_in_substance(client, live):
    live.publish(now=datetime(2026, 5, 4, 20, tzinfo=UTC))
    assert "2026-03-03" in client.get("/articles/sleep/cite.bib").content.decode()

    live.publish(now=datetime(2026, 6, 5, 20, tzinfo=UTC), change_note="Newer study.")
    assert "2026-06-05" in client.get("/articles/sleep/cite.bib").content.decode()


@pytest.mark.django_db
def test_file_moves_and_goes_with_its_article(client, live):
    live.move_to("rest")
    moved = client.get("/articles/sleep/cite.ris")
    assert (moved.status_code, moved.url) == (301, "/articles/rest/cite.ris")

    live.withdraw()
    assert client.get("/articles/rest/cite.ris").status_code == 410
    assert client.get("/articles/none/cite.ris").status_code == 404
    assert client.get("/articles/rest/cite.json").status_code == 404
