"""What a visitor reads: complete, sourced, honest, and our own."""

import re
from datetime import date
from functools import cache

import pytest

from articles.demo import read_demo
from articles.rendering import render
from articles.source import Picture, Rendition

DEMO = read_demo(date(2026, 3, 10))
TEXTS = {article.slug: article for article in DEMO.articles}
ARTICLES = [slug for slug, article in TEXTS.items() if article.kind == "article"]
PICTURE = Picture(1600, 1000, (Rendition("/media/a.png", 1600, "png"),))
PROMISES = re.compile(
    r"\b(cures?|cured|guarantee[sd]?|miracle|success rate|proven to|best therapist)\b",
    re.IGNORECASE,
)
INTERNAL_LINK = re.compile(r"\]\((/[^)]*)\)")

each_text = pytest.mark.parametrize("slug", TEXTS)
each_article = pytest.mark.parametrize("slug", ARTICLES)


@cache
def document(slug, *, is_draft=False):
    article = TEXTS[slug]
    article = article.with_images({name: name for name in article.drawings.values()})
    pictures = dict.fromkeys(article.drawings.values(), PICTURE)
    source = article.draft if is_draft else article.source
    return render(source, DEMO.works, pictures)


def words_of(article):
    """Everything that is written in a text, its unpublished changes included."""
    for source in filter(None, (article.source, article.draft)):
        yield from (source.title, source.standfirst, source.summary, source.body)
        yield source.call_to_action.heading
        yield source.call_to_action.text
        for faq in source.faqs:
            yield from (faq.question, faq.answer)
        for figure in source.figures:
            yield from (figure.alt, figure.caption)


def shingles(text, *, size=6):
    words = re.findall(r"[^\W_]+", text.lower().replace("’", ""))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


@each_text
def test_nothing_is_to_be_mended(slug):
    assert document(slug).problems == ()


@pytest.mark.parametrize("slug", [s for s, text in TEXTS.items() if text.draft])
def test_nothing_is_to_be_mended_in_unpublished_changes(slug):
    assert document(slug, is_draft=True).problems == ()


@each_article
def test_article_is_long_enough_to_say_something(slug):
    assert 700 <= document(slug).word_count <= 1300


@each_article
def test_article_has_sections_questions_and_a_lead_figure(slug):
    shown = document(slug)
    assert 4 <= len([h for h in shown.toc if h.level == 2]) <= 7
    assert 3 <= len(shown.faqs) <= 5
    assert shown.lead_figure


@each_article
def test_article_cites_four_works_or_more(slug):
    assert 4 <= len(document(slug).cited) <= 8


@each_text
def test_summary_fits_a_search_result(slug):
    assert 40 <= len(TEXTS[slug].source.summary) <= 160


@each_text
def test_text_promises_no_outcome(slug):
    found = [PROMISES.findall(words) for words in words_of(TEXTS[slug])]
    assert not any(found)


@pytest.mark.parametrize(
    ("words", "is_promise"),
    [
        ("We cure insomnia.", True),
        ("Results guaranteed", True),
        ("We don’t promise results.", False),
        ("The door was secured.", False),
    ],
)
def test_promise_is_told_from_its_neighbours(words, is_promise):
    assert bool(PROMISES.search(words)) is is_promise


@each_text
def test_links_within_the_site_lead_to_what_is_live(slug):
    live = {
        f"/articles/{a.slug}/" if a.kind == "article" else f"/{a.slug}/"
        for a in DEMO.articles
        if a.state == "live"
    }
    texts = [*words_of(TEXTS[slug]), *DEMO.practice.details.values()]
    links = {link for text in texts for link in INTERNAL_LINK.findall(text)}
    links |= {TEXTS[slug].source.call_to_action.url, DEMO.practice.details["cta_url"]}
    assert links - {""} <= live


@each_text
def test_text_shares_no_sentence_with_the_sample_article(slug, testdata):
    sample = (testdata / "articles" / "why-men-pull-away.txt").read_text()
    theirs = shingles(sample)
    ours = set().union(*(shingles(words) for words in words_of(TEXTS[slug])))
    assert not ours & theirs


def test_two_series_have_three_parts_or_more():
    for series in DEMO.practice.series:
        assert len([a for a in DEMO.articles if a.series == series.slug]) >= 3
    assert len(DEMO.practice.series) == 2


def test_some_text_is_in_every_state():
    assert {article.state for article in DEMO.articles} == {
        "live",
        "scheduled",
        "draft",
    }
    assert any(article.draft for article in DEMO.articles)


@pytest.mark.parametrize(
    "form",
    [
        r"\[@[\w-]+\]",
        r"\[@[\w-]+, p\. \d+\]",
        r"\[see @[\w-]+, pp?\. [\d-]+; @[\w-]+\]",
        r"\[-@[\w-]+",
        r"(?<=\s)@[\w-]+ (found|review|took|asked|went|gathered|pooled|combined)",
    ],
)
def test_every_form_of_citation_is_shown(form):
    assert any(
        re.search(form, words) for text in DEMO.articles for words in words_of(text)
    )


@pytest.mark.parametrize("part", ["faqs", "figures"])
def test_answers_and_captions_cite_too(part):
    written = {
        "faqs": [faq.answer for a in DEMO.articles for faq in a.source.faqs],
        "figures": [fig.caption for a in DEMO.articles for fig in a.source.figures],
    }
    assert any("[@" in words for words in written[part])


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("about", "This is a demonstration."),
        ("about", "License No. 000000"),
        ("fees", "Good Faith Estimate"),
        ("fees", "](/good-faith-estimate/)"),
        ("good-faith-estimate", "at least $400 more than your Good Faith Estimate"),
        ("good-faith-estimate", "www.cms.gov/nosurprises"),
        ("good-faith-estimate", "1-800-985-3059"),
        ("privacy", "Effective date:"),
        ("privacy", "no cookies"),
        ("privacy", "Do Not Track"),
        ("privacy", "**Third parties**"),
        ("getting-started", "988"),
        ("getting-started", "911"),
    ],
)
def test_page_says_what_the_law_and_honesty_ask(slug, says):
    assert says in TEXTS[slug].source.body
