import pytest
from bs4 import BeautifulSoup

from articles.citations.searching import sort_key
from articles.models import Article, Practice, Rendered
from articles.pages import preview_html
from articles.pages.help_lines import ALWAYS, help_lines, linked, telephone_url
from articles.pages.reference_initials import initial
from articles.source import ArticleSource, FAQSource
from tests.factories import (
    make_article,
    make_clinician,
    make_published_article,
    make_reference,
    make_series,
)


@pytest.mark.parametrize(
    ("notice", "more"),
    [
        ("Call somebody.", []),
        ("Call 988 or 911.", []),
        (
            "Ring 1-800-799-7233 at night.",
            [("Call 1-800-799-7233", "tel:+18007997233")],
        ),
        ("Or (510) 555-0100.", [("Call (510) 555-0100", "tel:+15105550100")]),
        ("Or +1 510 555 0100.", [("Call +1 510 555 0100", "tel:+15105550100")]),
        ("Text HOME to 741741.", [("Text HOME to 741741", "sms:741741")]),
        ("Text them at 741741.", [("Text 741741", "sms:741741")]),
        ("Call 1-800-799-SAFE.", [("Call 1-800-799-SAFE", "tel:+18007997233")]),
        ("Dial 211.", [("Call 211", "tel:211")]),
        (
            "Or chat at 988lifeline.org.",
            [("Chat with 988", "https://988lifeline.org/chat/")],
        ),
        (
            "Call or text 833-852-6262.",
            [
                ("Call 833-852-6262", "tel:+18338526262"),
                ("Text 833-852-6262", "sms:+18338526262"),
            ],
        ),
        ("We text. Call 510-555-0100.", [("Call 510-555-0100", "tel:+15105550100")]),
        ("Room 211 is closed", []),
        ("Or (510)555-0100.", [("Call (510)555-0100", "tel:+15105550100")]),
        ("A line (510-555-0100).", [("Call 510-555-0100", "tel:+15105550100")]),
        (
            "Text START to 88788 or call 1-800-799-7233 (TTY 1-800-787-3224).",
            [
                ("Call 1-800-799-7233", "tel:+18007997233"),
                ("Call 1-800-787-3224", "tel:+18007873224"),
                ("Text START to 88788", "sms:88788"),
            ],
        ),
        ("CALL 911 FOR HELP. TEXT 988 NOW 2024.", []),
        ("CALL 1-800-273-TALK.", [("Call 1-800-273-TALK", "tel:+18002738255")]),
        (
            "510-555-0100, again 510-555-0100",
            [("Call 510-555-0100", "tel:+15105550100")],
        ),
        ("In 2024 some 741741 people", []),
        ("License 12345-678-9012", []),
        ("", []),
    ],
)
def test_numbers_of_a_notice_become_links(notice, more):
    found = [(line.label, line.url) for line in help_lines(notice)]

    assert found == [*((line.label, line.url) for line in ALWAYS), *more]


@pytest.mark.parametrize(
    ("notice", "urls"),
    [
        ("Call or text 988. In danger, call 911.", ["tel:988", "tel:911"]),
        ("Text 988, or call 911/988.", ["sms:988", "tel:911", "tel:988"]),
        ("Chat at 988lifeline.org", ["https://988lifeline.org/chat/"]),
        ("Text HOME to 741741.", ["sms:741741"]),
        ("Call or text 833-852-6262", ["tel:+18338526262"]),
        ("Just text 833-852-6262", ["sms:+18338526262"]),
        ("Dial 211 or (510) 555-0100.", ["tel:211", "tel:+15105550100"]),
        ("In 1988; $988; 988-1234; 9.911; x911", []),
        ("", []),
    ],
)
def test_numbers_in_a_notice_s_own_words_are_links(notice, urls):
    found = BeautifulSoup(linked(notice), "html.parser")

    assert [a["href"] for a in found.select("a")] == urls
    assert found.get_text() == notice


def test_notice_is_escaped_around_its_links():
    assert linked("<b>&988\n") == '&lt;b&gt;&amp;<a href="tel:988">988</a>\n'


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("(707) 555-0142", "tel:+17075550142"),
        ("1-707-555-0142", "tel:+17075550142"),
        ("+44 20 7946 0018", "tel:+442079460018"),
        ("707-555-0142 ext. 4", "tel:+17075550142"),
        ("707-555-0142 x4", "tel:+17075550142"),
        ("988", "tel:988"),
        ("", ""),
        ("ask for it", ""),
    ],
)
def test_telephone_number_is_dialled_by_its_digits(written, url):
    assert telephone_url(written) == url


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Bowlby", "B"),
        ("élan", "E"),
        ("Østby", "O"),
        ("Ψυχή", "Ψ"),
        ("3M", "0–9"),
        ("中文", "Other"),
        ("", "U"),
        ("“x”", "X"),
    ],
)
def test_name_stands_under_its_letter(name, letter):
    assert initial(sort_key({"author": [{"family": name}]})) == letter


def preview(article, source=None):
    source = source or article.draft()
    return preview_html(article, source, Rendered.of(source).document)


def parts(html):
    """Header, text and foot of a page; its head aside, which a preview hasn't."""
    return str(BeautifulSoup(html, "html.parser").body)


@pytest.mark.django_db
def test_preview_is_the_reader_s_page(client):
    work = make_reference()
    series = make_series()
    make_published_article("The part before", series=series)
    article = make_article(
        "Sleep",
        slug="sleep",
        standfirst="Nights.",
        body=f"So it is [@{work.key}].",
        faqs=[("Why?", "So.")],
        series=series,
    )
    before = preview(article)

    article.publish()

    assert parts(before) == parts(client.get("/articles/sleep/").content.decode())


@pytest.mark.django_db
def test_preview_of_a_change_shows_the_change_and_keeps_it_private(client):
    article = make_published_article("Sleep", slug="sleep")
    article.title = "Sleep and rest"

    assert "Sleep and rest" in preview(article)
    assert "Sleep and rest" not in client.get("/articles/sleep/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["article", "page"])
def test_article_that_was_never_saved_can_be_previewed(kind):
    dana = make_clinician()
    source = ArticleSource(
        title="New",
        body="Words.",
        faqs=(FAQSource("Why?", "So."),),
        authors=(dana.slug,),
    )

    html = preview(Article(kind=kind), source)

    assert "Words." in html
    assert "None" not in BeautifulSoup(html, "html.parser").get_text()


@pytest.mark.django_db
def test_empty_draft_can_be_previewed():
    Practice.objects.all().delete()

    html = preview(Article(), ArticleSource())

    assert "None" not in BeautifulSoup(html, "html.parser").get_text()
