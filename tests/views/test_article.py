import json
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from articles.models import PublishedPage
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def soup(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


@pytest.fixture
def full(client):
    """An article with everything, as the reader gets it."""
    work = make_reference(family="Bowlby", year=1988)
    now = timezone.now()
    article = make_published_article(
        "Sleep, mostly",
        now=now - timedelta(days=9),
        slug="sleep",
        standfirst="Nights first.",
        body=f"One night [@{work.key}].\n\n## Then\n\n![](figure:lamp)\n\n"
        f"Again [@{work.key}, p. 3].\n\n## Now\n\nMorning.",
        faqs=[("Does it pass?", "It does.")],
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp at night"}],
        further_reading=[make_reference(family="Ainsworth", year=1978)],
        topics=[make_topic("Nights", slug="nights")],
        series=make_series("Rest", slug="rest"),
        reviewed_on=date(2026, 3, 1),
        review_due_on=date(2027, 3, 1),
        cta_heading="Talk to us",
        cta_text="We answer *soon*.",
        cta_label="Write",
        cta_url="/contact/",
    )
    article.publish(now=now - timedelta(days=2), change_note="Added a newer study.")
    make_published_article("The next part", series=article.series)
    return soup(client, "/articles/sleep/")


def test_parts_stand_in_reading_order(full):
    text = text_of(full.main)
    order = [
        "Sleep, mostly",
        "Nights first.",
        "Dana Reyes",
        "Licensed Marriage and Family Therapist",
        "Published",
        "Updated",
        "min read",
        "Contents",
        "One night",
        "Questions people ask",
        "Does it pass?",
        "Talk to us",
        "Part 1 of 2 in Rest",
        "The next part",
        "References",
        "Further reading",
        "Cite this article",
        "Licensed Marriage and Family Therapist, License No. 12345 (California)",
        "next review due March 1, 2027",
        "Added a newer study.",
        "not treatment or advice",
    ]
    places = [text.index(part) for part in order[:8]]
    places += [text.rindex(part) for part in order[8:]]
    assert places == sorted(places)


def test_questions_are_headings_with_the_ids_of_the_outline(full):
    question = full.find("h3", string="Does it pass?")

    assert question["id"].startswith("faq-")
    assert text_of(question.find_next("p")) == "It does."


def test_each_mention_is_linked_back_to_by_name(full):
    entry = full.find("li", id=lambda i: i and i.startswith("ref-bowlby"))
    backs = entry.select("a[role=doc-backlink]")

    assert [a["aria-label"] for a in backs] == [
        "Back to mention 1 of 2: “One night”",
        "Back to mention 2 of 2: “Again”",
    ]
    for back in backs:
        assert full.find(id=back["href"][1:]) is not None


def test_text_that_an_older_release_has_rendered_has_its_references(client):
    work = make_reference()
    article = make_published_article(body=f"So it is [@{work.key}].")
    as_it_is = client.get(article.get_absolute_url()).content
    for page in PublishedPage.objects.all():
        del page.document_data["reference_list"]
        page.save()

    assert b"doc-backlink" in as_it_is
    assert client.get(article.get_absolute_url()).content == as_it_is


def test_every_link_within_the_page_leads_somewhere(full):
    ids = {element["id"] for element in full.find_all(id=True)}
    targets = {a["href"][1:] for a in full.select('a[href^="#"]')}
    cards = {a["interestfor"] for a in full.select("a[interestfor]")}

    assert cards
    assert targets | cards <= ids


def test_citation_has_a_card_with_a_copy_of_its_entry(full):
    link = full.select_one("a[role=doc-biblioref]")
    card = full.find(id=link["interestfor"])

    assert card["popover"] == "hint"
    assert card.has_attr("hidden")
    assert text_of(card).startswith("Bowlby, A. (1988).")
    assert text_of(card) in text_of(full.find(id=link["href"][1:]))


def test_work_that_nothing_cites_has_no_card(full):
    assert len(full.select(".source-card")) == 1


def questions(count):
    return [(f"Question {n}?", f"Answer {n}.") for n in range(count)]


def test_few_questions_stand_open(client):
    article = make_published_article(faqs=questions(6))

    page = soup(client, article.get_absolute_url())

    assert page.select(".faqs details") == []


def test_many_questions_are_folded_headings_and_links_lead_inside(client):
    article = make_published_article(faqs=questions(7))

    page = soup(client, article.get_absolute_url())

    folded = page.select(".faqs details")
    assert [d.summary.h3.text for d in folded] == [q for q, _ in questions(7)]
    assert folded[6].find(id="faq-question-6").p.text == "Answer 6."
    assert not any(d.has_attr("open") for d in folded)


def test_ids_are_unique(full):
    ids = [element["id"] for element in full.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_pictures_have_alt_text_and_size(full):
    picture = full.main.find("img")
    assert picture["alt"] == "A lamp at night"
    assert picture["width"]
    assert picture["height"]


def test_one_h1_and_no_heading_is_empty_or_jumps(full):
    headings = full.find_all(["h1", "h2", "h3", "h4"])
    levels = [int(h.name[1]) for h in headings]

    assert levels.count(1) == 1
    assert all(text_of(h) for h in headings)
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


def test_downloads_give_the_reference_list(full, client):
    links = [a["href"] for a in full.select("section:not(.cite) > .downloads a")]
    assert links == [f"/articles/sleep/references.{e}" for e in ("json", "bib", "ris")]

    works = json.loads(client.get(links[0]).content)
    assert [work["author"][0]["family"] for work in works] == ["Bowlby", "Ainsworth"]
    for link, name in ((links[1], "Bowlby"), (links[2], "AU  - Bowlby")):
        response = client.get(link)
        assert name in response.content.decode()
        assert "attachment" in response.headers["Content-Disposition"]


def test_updated_moves_only_by_a_substantial_change(client):
    article = make_published_article(slug="x")
    article.publish()

    assert "Updated" not in text_of(soup(client, "/articles/x/"))


def test_earlier_changes_stay_printed_after_a_small_one(client):
    article = make_published_article(slug="x")
    article.publish(change_note="Rewrote the end.")
    article.publish()

    assert "Rewrote the end." in text_of(soup(client, "/articles/x/"))


def test_parts_are_counted_among_live_articles_only(client):
    series = make_series("Rest")
    first = make_published_article("One", series=series)
    gone = make_published_article("Two", series=series)
    last = make_published_article("Three", series=series)
    gone.withdraw()

    page = soup(client, last.get_absolute_url())

    assert "Part 2 of 2 in Rest" in text_of(page.main)
    assert page.select_one("a[rel=prev]")["href"] == first.get_absolute_url()
    assert page.select_one("a[rel=next]") is None


def test_series_box_lists_all_parts_and_marks_this_one(client):
    series = make_series("Rest")
    one, two, three = (
        make_published_article(title, series=series, summary=f"About {title}.")
        for title in ("One", "Two", "Three")
    )

    page = soup(client, two.get_absolute_url())

    box = page.select_one(".onward")
    assert [text_of(part) for part in box.select(".parts li")] == [
        "One",
        "Two",
        "Three",
    ]
    assert text_of(box.select_one("[aria-current=page]")) == "Two"
    assert "About One." in text_of(box.select_one("li:has([rel=prev])"))
    assert "About Three." in text_of(box.select_one("li:has([rel=next])"))
    assert page.select_one('.byline a[href="#onward"]').text == "Part 2 of 3"


@pytest.mark.parametrize(("parts", "folded"), [(5, False), (6, True)])
def test_short_series_stands_open(client, parts, folded):
    series = make_series("Rest")
    for n in range(parts):
        article = make_published_article(f"Part {n}", series=series)

    box = soup(client, article.get_absolute_url()).select_one(".onward")

    assert bool(box.select("details")) is folded
    assert len(box.select(".parts li")) == parts


def test_teaser_ends_with_a_whole_word(client):
    series = make_series("Rest")
    make_published_article("One", series=series, summary="window " * 40)
    two = make_published_article("Two", series=series)

    teaser = soup(client, two.get_absolute_url()).select_one(".neighbours .summary")

    assert set(teaser.text.split()) == {"window", "…"}


def test_series_with_one_article_says_so_without_neighbours(client):
    article = make_published_article(series=make_series("Rest"))

    page = soup(client, article.get_absolute_url())

    assert "Part 1 of 1 in Rest" in text_of(page.main)
    assert page.select(".neighbours") == []


def test_neighbours_without_series_follow_the_date(client):
    now = timezone.now()
    old, middle, new = (
        make_published_article(title, now=now - timedelta(days=days))
        for title, days in (("Old", 3), ("Middle", 2), ("New", 1))
    )
    make_published_article("In a series", series=make_series())

    page = soup(client, middle.get_absolute_url())

    assert page.select_one("a[rel=prev]")["href"] == old.get_absolute_url()
    assert page.select_one("a[rel=next]")["href"] == new.get_absolute_url()


def test_neighbours_of_one_instant_follow_the_id(client):
    at = timezone.now() - timedelta(days=1)
    a, b, c = (make_published_article(title, now=at) for title in "ABC")

    page = soup(client, b.get_absolute_url())

    assert page.select_one("a[rel=prev]")["href"] == c.get_absolute_url()
    assert page.select_one("a[rel=next]")["href"] == a.get_absolute_url()


def test_bare_article_has_no_empty_sections(client):
    page = soup(client, make_published_article().get_absolute_url())

    for gone in (
        ".faqs",
        ".invitation",
        ".reference-list",
        ".toc",
        ".onward",
        ".related",
        ".disclosure",
        ".review",
    ):
        assert page.select(gone) == []
    assert "None" not in text_of(page)


def test_practice_s_invitation_stands_in_for_a_missing_one(client):
    make_practice(cta_heading="Come by", cta_label="Book", cta_url="/book/")
    article = make_published_article()
    page = make_published_page(slug="privacy")

    button = soup(client, article.get_absolute_url()).select_one(".invitation a")
    assert button["href"] == "/book/"
    assert soup(client, page.get_absolute_url()).select(".invitation") == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
    ],
)
def test_button_with_a_dangerous_address_is_not_printed(client, url):
    article = make_published_article(
        cta_heading="Come", cta_label="Press me", cta_url=url
    )

    page = soup(client, article.get_absolute_url())

    assert page.select(".button") == []


def test_name_as_used_stands_with_the_filed_one(client):
    dee = make_clinician("Dana Reyes", slug="dee", name_as_used="Dee Reyes")
    article = make_published_article(authors=[dee])

    byline = soup(client, article.get_absolute_url()).select_one(".byline")

    assert "By Dee Reyes (Dana Reyes) , Licensed" in text_of(byline)


def test_byline_is_short_and_the_whole_line_of_the_law_stands_at_the_end(client):
    ann = make_clinician("Ann Okoro", slug="ann", licence=False)
    ann.licences.create(
        kind="amft",
        number="31415",
        state="California",
        employer="Two Trees",
        supervisor="Dana Reyes",
        supervisor_title="LMFT",
    )

    page = soup(client, make_published_article(authors=[ann]).get_absolute_url())

    title = "Ann Okoro, Registered Associate Marriage and Family Therapist"
    byline = " ".join(page.select_one(".byline p").get_text().split())
    assert byline == f"By {title}, supervised by Dana Reyes"
    line = (
        f"{title}, Registration No. 31415 (California), employed by Two Trees, "
        "supervised by Dana Reyes, LMFT"
    )
    for place in (".written-by", ".site-footer"):
        assert line in page.select_one(place).get_text(), place


def test_help_stands_once_and_before_what_leads_on(client):
    make_published_article("Before")
    article = make_published_article(faqs=[("Why?", "So.")])

    page = soup(client, article.get_absolute_url())

    assert len(page.select("#help-now")) == 1
    text = text_of(page.main)
    order = ["Why?", "Need help now?", "Cite this article", "More to read"]
    assert sorted(order, key=text.index) == order


def test_byline_says_when_it_was_reviewed(client):
    reviewed = make_published_article(reviewed_on=date(2026, 3, 1))
    plain = make_published_article("Not yet")

    byline = soup(client, reviewed.get_absolute_url()).select_one(".byline")
    assert "Reviewed March 1, 2026" in text_of(byline)
    byline = soup(client, plain.get_absolute_url()).select_one(".byline")
    assert "Reviewed" not in text_of(byline)


def test_crisis_card_stands_near_the_top(client):
    article = make_published_article(crisis_card="suicide")

    text = text_of(soup(client, article.get_absolute_url()).main)

    assert text.index("Call or text 988") < text.index("Two people, one kitchen")


@pytest.mark.parametrize(
    "title",
    ["🌱", "Sleep 🌙 & <b>rest</b>", "“Quotes” and ‘so on’", "x" * 200, "日本語"],
)
def test_odd_titles_are_printed_as_they_are(client, title):
    article = make_published_article(title)

    page = soup(client, article.get_absolute_url())

    assert text_of(page.h1) == title
    assert title in soup(client, "/articles/").get_text()


def test_article_may_have_the_address_feed(client):
    make_published_article("On feeds", slug="feed")

    assert text_of(soup(client, "/articles/feed/").h1) == "On feeds"
    assert client.get("/feed/").headers["Content-Type"].startswith("application/atom")


def test_lead_picture_comes_behind_the_first_words(client):
    article = make_published_article(
        body="First words.\n\nSecond words.",
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        lead_figure="lamp",
    )

    html = str(soup(client, article.get_absolute_url()).main)

    assert html.index("First words") < html.index("A lamp") < html.index("Second")


def test_byline_counts_the_sources_and_leads_to_them(full):
    assert full.select_one('.byline a[href="#references"]').text == "1 source"


def test_foot_names_people_before_the_other_pages_outside_the_menu(client):
    make_published_page("Accessibility")
    make_published_page("Zoe Adler", about=make_clinician("Zoe Adler"))
    make_published_page("Fees", menu_position=1)

    links = soup(client, "/").select(".footer-links a")

    names = ["Fees", "Zoe Adler", "Accessibility"]
    assert [link.text for link in links if link.text in names] == names


def test_byline_leads_to_the_page_about_its_author_while_that_is_live(client):
    dana = make_clinician("Dana Reyes")
    article = make_published_article(authors=[dana])
    about = make_published_page("About Dana", about=dana)

    def author():
        page = soup(client, article.get_absolute_url())
        return page.select_one(".byline .author")["href"]

    assert author() == "/about-dana/"
    about.withdraw()
    assert author() == "/#clinician-dana-reyes"


def test_help_from_ai_is_disclosed(client):
    article = make_published_article(ai_disclosure="A program checked the <commas>.")

    page = soup(client, article.get_absolute_url())

    assert "A program checked the <commas>." in text_of(page.select_one(".disclosure"))
