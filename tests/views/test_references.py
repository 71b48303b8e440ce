"""The public library: list, search, one author, files."""

import json
from datetime import timedelta
from io import StringIO
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import escape

from articles.citations import Formatted
from articles.models import Publication, Reference
from tests.attacks import known_attacks
from tests.factories import (
    make_article,
    make_published_article,
    make_published_page,
    make_reference,
)

pytestmark = pytest.mark.django_db
PRIVATE = {
    "note": "PRIVATE on my shelf",
    "abstract": "PRIVATE words of the publisher",
    "keyword": "PRIVATE",
    "custom": {"kind": "PRIVATE"},
    "call-number": "PRIVATE",
    "x-own": "PRIVATE",
}


def soup(client, path, **query):
    return BeautifulSoup(client.get(path, query).content.decode(), "html.parser")


def entries(page):
    items = page.select(".reference-list > li")
    return [" ".join(li.get_text(" ").split()) for li in items]


def cite(*works):
    keys = "; ".join(f"@{work.key}" for work in works)
    return make_published_article("First", body=f"So [{keys}].")


def engine(markup):
    """Makes the same entry of every work."""
    return lambda items, _: Formatted(tuple((item["id"], markup) for item in items), {})


def make_many(count, article):
    """Cited works without the cost of publishing each."""
    works = [make_reference(family=f"Name{n:03}", year=2000 + n) for n in range(count)]
    publication = Publication.objects.get(article=article)
    model = Reference._meta.get_field("citations").related_model
    model.objects.bulk_create(
        model(article=article, publication=publication, reference=work)
        for work in works
    )
    return works


def test_references_name_the_articles_that_cite_each(client):
    work = make_reference(family="Édouard", title="On rest")
    other = make_reference(family="Adams", title="On work")
    make_published_article("First", body=f"So [@{work.key}].")
    make_published_article("Second", body=f"So [@{work.key}; @{other.key}].")
    make_published_page("Fees", slug="fees", further_reading=[other])
    for reference in (work, other):
        reference.format_entry(engine(f"<i>{reference.title}</i>"))

    page = soup(client, "/references/")

    assert entries(page) == [
        "On work Cited in Second Further reading in Fees",
        "On rest Cited in First ; Second",
    ]
    assert [h.get_text() for h in page.select("h2.initial")] == ["A", "E"]


def test_title_in_another_language_is_marked_in_both_lists(client):
    work = make_reference("Wolf", title="Die Angst im Alter", language="de-AT")
    make_published_article(slug="alter", body=f"Old age [@{work.key}].")

    for path in ("/articles/alter/", "/references/"):
        marked = soup(client, path).select(".reference-list li span[lang]")
        assert {title["lang"] for title in marked} == {"de"}
        assert {title.get_text() for title in marked} == {"Die Angst im Alter"}
    out = StringIO()
    call_command("rerender", "--check", stdout=out)
    assert "0 changed" in out.getvalue()


def test_only_works_of_live_texts_are_public(client):
    draft, soon, gone = (make_reference(family=f) for f in ("Draft", "Soon", "Gone"))
    make_article(body=f"So [@{draft.key}].")
    tomorrow = timezone.now() + timedelta(days=1)
    make_published_article(body=f"So [@{soon.key}].", at=tomorrow)
    make_published_article(body=f"So [@{gone.key}].").withdraw()
    cite(make_reference(family="Live"))

    for path in ("/references/", "/references.json", "/references.bib"):
        answer = client.get(path).content.decode()
        assert "Live" in answer
        for name in ("Draft", "Soon", "Gone"):
            assert name not in answer
            assert not entries(soup(client, "/references/", q=name))


def test_entry_not_yet_formatted_is_described_plainly(client):
    cite(make_reference(family="<b>Bold</b>", title="A & B"))

    entry = soup(client, "/references/").select_one(".reference-list > li")

    assert "<b>Bold</b>" in entry.get_text()


def listed(client):
    """The entries and the records for reference managers, as the page has them."""
    page = soup(client, "/references/")
    records = [parse_qs(span["title"]) for span in page.select("span.Z3988")]
    return entries(page), [record["rft.atitle"] for record in records]


def test_new_record_and_new_entry_of_a_work_are_shown_together(client):
    work = make_reference(title="Old title")
    cite(work)
    work.format_entry(engine("An old entry."))

    work.write({**work.item, "title": "New title"})
    assert listed(client) == (["An old entry. Cited in First"], [["Old title"]])

    work.format_entry(engine("A new entry."))
    assert listed(client) == (["A new entry. Cited in First"], [["New title"]])


def test_work_without_an_entry_is_listed_as_it_is_now(client):
    work = make_reference(family="Beck", year=1999, title="Old title")
    cite(work)

    work.write({**work.item, "title": "New title"})

    line = "Beck (1999). New title Cited in First"
    assert listed(client) == ([line], [["New title"]])


def test_listed_works_stand_together_by_their_first_author(client):
    works = [make_reference(family="Neff", year=2003 + n) for n in range(3)]
    cite(*works, make_reference(family="Neffson"))
    before = client.get("/references/").content

    # One of them has an entry; the others are made while the page is.
    works[1].format_entry(engine(escape(str(works[1]))))

    assert client.get("/references/").content == before
    headings = soup(client, "/references/").select(".library-author")
    assert [h.get_text() for h in headings] == ["Works by Ada Neff"]


def test_many_articles_unfold(client):
    work = make_reference()
    for n in range(8):
        make_published_article(f"Article {n}", body=f"So [@{work.key}].")

    page = soup(client, "/references/")

    assert page.select_one("details summary").get_text() == "and 2 more articles"
    assert len(page.select("details.cited-in a")) == 2


def test_title_of_a_text_stays_text_wherever_it_is_named(client):
    work, title = make_reference(), "<script>“&\"'</script>"
    for n in range(8):
        make_published_article(title, slug=f"odd-{n}", body=f"So [@{work.key}].")
    make_published_page(title, slug="odd", further_reading=[work])

    item = soup(client, "/references/").select_one(".reference-list > li")

    assert [a.get_text() for a in item.select("a")] == [title] * 9
    assert not item.select("script")


@pytest.fixture
def sixty(client):
    return make_many(60, cite(make_reference(family="Adams")))


def test_fifty_works_to_a_page_and_letters_lead_to_theirs(client, sixty):
    first = soup(client, "/references/")
    second = soup(client, "/references/", page=2)

    assert (len(entries(first)), len(entries(second))) == (50, 11)
    assert first.select_one("a[rel=next]")["href"] == "/references/?page=2"
    assert second.select_one("a[rel=prev]")["href"] == "/references/"
    canonical = second.select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/references/?page=2")


def test_letter_leads_to_the_page_where_it_begins(client, sixty):
    for letter in "BCYZ":
        make_many_of(letter, sixty)
    page = soup(client, "/references/")
    letters = {a.get_text(): a["href"] for a in page.select(".initials a")}

    assert letters["N"] == "#initial-n"
    assert letters["Z"] == "/references/?page=2#initial-z"
    second = soup(client, "/references/", page=2)
    assert second.select_one("#initial-z")
    assert second.select_one('.initials a[href="/references/#initial-b"]')


def make_many_of(letter, works):
    work = make_reference(family=f"{letter}eta")
    citation = works[0].citations.get()
    citation.pk, citation.reference = None, work
    citation.save()


@pytest.mark.parametrize("number", ["3", "0", "-1", "x", "", "9" * 30])
def test_page_that_is_none_of_the_list_is_not_found(client, sixty, number):
    assert client.get("/references/", {"page": number}).status_code == 404


def test_search_folds_accents_and_case_and_takes_words_in_any_order(client):
    work = make_reference(family="Müller", title="Sleep", year=1999)
    cite(work, make_reference(family="Beck", title="Work"))

    for words in ("muller", "SLEEP müller", "1999", "worked sleep"):
        page = soup(client, "/references/", q=words)
        assert len(entries(page)) == 1, words
        assert "1 work with" in page.select_one(".search-result").get_text()


def test_search_has_pages_too(client, sixty):
    second = soup(client, "/references/", q="worked", page=2)

    assert len(entries(second)) == 11
    assert "61 works" in second.select_one(".search-result").get_text()
    assert second.select_one("a[rel=prev]")["href"] == "/references/?q=worked"
    assert client.get("/references/", {"q": "worked", "page": "3"}).status_code == 404


def test_search_leaves_no_trace(client):
    cite(make_reference())

    response = client.get("/references/", {"q": "holt"})
    page = BeautifulSoup(response.content.decode(), "html.parser")

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("#search-words")["value"] == "holt"


@pytest.mark.parametrize(
    "query",
    ["zzz", "%", "_", "\0", "'\"><script>x</script>", "x" * 5000, "q " * 500, "|", "–"],
)
def test_search_without_result_says_so_kindly(client, query):
    cite(make_reference())

    response = client.get("/references/", {"q": query})
    page = BeautifulSoup(response.content.decode(), "html.parser")

    assert response.status_code == 200
    if query.strip("\0"):
        assert "No work here has" in page.select_one(".search-result").get_text()
    assert not page.select("main script")


def test_works_of_one_author_in_whatever_place(client):
    one = make_reference(family="Neff", year=2003)
    two = make_reference(family="Neff", year=2011)
    author = [{"family": "Germer", "given": "C."}, {"family": "Neff", "given": "A. K."}]
    joint = make_reference(author=author)
    cite(one, two, joint, make_reference(family="Neffson"))

    listed = soup(client, "/references/")
    link = listed.select_one(".library-author a")
    page = soup(client, link["href"])

    assert link["href"] == "/references/?author=neff-a"
    assert page.h1.get_text() == "Works by A. K. Neff"
    assert len(entries(page)) == 3


@pytest.mark.parametrize("author", ["nobody", "Neff-k", "neff k", " neff-k", "neff-k|"])
@pytest.mark.parametrize("path", ["/references/", "/references.json"])
def test_an_author_has_one_address_and_no_other_spelling(client, path, author):
    cite(make_reference(author=[{"family": "Neff", "given": "K. D."}]))

    assert client.get(path, {"author": "neff-k"}).status_code == 200
    assert client.get(path, {"author": author}).status_code == 404


def test_search_for_a_name_offers_all_works_of_who_bears_it(client):
    joint = [
        {"family": "Beck", "given": "Judith"},
        {"family": "Neff", "given": "K. D."},
    ]
    cite(make_reference(author=joint), make_reference(title="Neff and others"))

    page = soup(client, "/references/", q="neff")
    links = page.select(".search-result a[href*=author]")

    assert [(a.get_text(), a["href"]) for a in links] == [
        ("K. D. Neff", "/references/?author=neff-k")
    ]


@pytest.mark.parametrize("is_printed", [False, True])
def test_hostile_records_stay_text(client, testdata, is_printed):
    vectors = [attack.replace("\0", "") for attack in known_attacks(testdata)[::75]]
    works = [
        make_reference(
            family=vector,
            title=vector,
            DOI=vector,
            URL=vector,
            **{"container-title": vector},
        )
        for vector in vectors
    ]
    cite(*works)
    for work, vector in zip(works if is_printed else (), vectors, strict=False):
        work.format_entry(engine(vector))

    page = soup(client, "/references/", q=vectors[0])
    whole = soup(client, "/references/")

    for shown in (page, whole):
        main = shown.main
        assert not main.select("script, iframe, object, embed, svg, img, style, base")
        for element in main.find_all(True):
            assert not [name for name in element.attrs if name.startswith("on")]
            for name in ("href", "src", "action"):
                assert not element.get(name, "").lower().startswith("javascript")
    assert len(whole.select(".Z3988")) == len(vectors)


@pytest.mark.parametrize("author", ["nobody", "%", "|", "_-_", "x" * 999, "neff"])
def test_author_without_works_is_not_found(client, author):
    cite(make_reference(family="Neff"))

    assert client.get("/references/", {"author": author}).status_code == 404


def test_coins_stand_here_and_only_here(client):
    article = cite(make_reference(title='"><script>'))

    spans = soup(client, "/references/").select("span.Z3988")

    assert "rft.atitle=%22%3E%3Cscript%3E&" in spans[0]["title"]
    assert not soup(client, article.get_absolute_url()).select(".Z3988")


@pytest.mark.parametrize("ext", ["json", "bib", "ris"])
def test_file_of_all_or_of_what_was_found(client, ext):
    cite(make_reference(family="Beck"), make_reference(family="Neff"))

    response = client.get(f"/references.{ext}")
    some = client.get(f"/references.{ext}", {"q": "beck"}).content.decode()

    assert f'filename="references.{ext}"' in response.headers["Content-Disposition"]
    assert "Neff" in response.content.decode()
    assert "Beck" in some
    assert "Neff" not in some


@pytest.mark.parametrize("ext", ["json", "bib", "ris"])
def test_what_is_private_leaves_by_no_file(client, ext):
    work = make_reference(**PRIVATE)
    Reference.objects.filter(pk=work.pk).update(note="PRIVATE too")
    article = cite(work)

    for path in ("/references.", f"{article.get_absolute_url()}references."):
        answer = client.get(f"{path}{ext}").content.decode()
        assert "Holt-Lunstad" in answer
        assert "PRIVATE" not in answer


def test_csl_file_holds_the_item_by_its_key(client):
    work = make_reference()
    cite(work)

    assert json.loads(client.get("/references.json").content) == [work.item]
