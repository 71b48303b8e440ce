"""Every word of a source ends in a named place, or on the list of what is not used."""

import re

import pytest
from bs4 import BeautifulSoup

from articles.importing import ImportRefused, bring_in, read_source
from tests.importing.accounting import damaged, homeless_lines, lost_words, words
from tests.importing.samples import HERE, imported, samples

SAMPLES = [*samples("articles"), *samples("held_out")]
VARIANTS = 1_000


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_word_has_a_place(sample):
    result = imported(sample)
    assert not lost_words(sample.source, result)
    assert not homeless_lines(sample.source, result)


def test_every_word_of_the_real_article_has_a_place(real_article):
    result = imported(real_article)
    assert not lost_words(real_article.source, result)
    assert not homeless_lines(real_article.source, result)


def test_every_word_of_damaged_articles_has_a_place():
    assert lost_in_variants(SAMPLES, VARIANTS) == {}


def test_every_word_of_the_damaged_real_article_has_a_place(real_article):
    assert lost_in_variants([real_article], VARIANTS // 10) == {}


def lost_in_variants(found, count):
    """{seed: what got lost} of damaged articles, which are read as text again."""
    lost = {}
    for seed in range(count):
        sample = found[seed % len(found)]
        suffix = ".md" if sample.source.is_markdown else ".txt"
        text = damaged(sample.source.text, seed)
        try:
            source = read_source(text.encode(), f"damaged{suffix}")
        except ImportRefused:
            assert not text.strip(), seed
            continue
        result = bring_in(source, [])
        missing = lost_words(source, result), homeless_lines(source, result)
        if any(missing):
            lost[seed] = (sample.name, *missing)
    return lost


@pytest.mark.parametrize(
    "path",
    [*(HERE / "articles").glob("*.html"), *(HERE / "held_out").glob("*.html")],
    ids=lambda path: path.name,
)
def test_every_visible_word_of_a_web_page_is_read(path):
    soup = BeautifulSoup(path.read_bytes(), "html.parser")
    for tag in soup.find_all(["script", "style", "head"]):
        tag.decompose()
    source = read_source(path.read_bytes(), path.name)
    shown = words(soup.get_text(" "))
    assert not shown - words(re.sub(r"\\", "", source.text))


def test_a_line_that_is_not_used_is_listed_with_its_number():
    source = read_source(
        b"A Title\n\nSome text here.\n\nShare this post\n\nTweet\n", "a"
    )
    lines = [(line.first, line.text) for line in bring_in(source, []).report.not_used]
    assert lines == [(5, "Share this post"), (7, "Tweet")]
