"""Whatever comes in can be published, unless it has no title."""

from dataclasses import replace

import pytest

from articles.citations import Formatted
from articles.importing import ImportRefused, bring_in, read_source
from articles.rendering import render
from articles.source import Picture, Rendition, Severity
from tests.importing.accounting import damaged
from tests.importing.samples import imported, samples

SAMPLES = [*samples("articles"), *samples("held_out")]
VARIANTS = 200


def written_plainly(items, clusters):
    """Citations without the engine: which works are cited is all that counts here."""
    return Formatted(
        tuple((item["id"], item["id"]) for item in items),
        {c.id: " ".join(item.id for item in c.items) for c in clusters},
    )


def blocking(result):
    figures = tuple(replace(f, image=f.name) for f in result.source.figures)
    source = replace(result.source, authors=("somebody",), figures=figures)
    picture = Picture(1, 1, (Rendition("/media/a.jpg", 1, "jpeg"),))
    document = render(
        source,
        {work["id"]: work for work in result.new_works},
        {figure.name: picture for figure in figures},
        cite=written_plainly,
    )
    return {p.code for p in document.problems if p.severity is Severity.BLOCK}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_an_article_can_be_published(sample):
    assert blocking(imported(sample)) == set()


def test_the_real_article_can_be_published(real_article):
    assert blocking(imported(real_article)) == set()


def test_damaged_articles_lack_a_title_at_most():
    for seed in range(VARIANTS):
        sample = SAMPLES[seed % len(SAMPLES)]
        suffix = ".md" if sample.source.is_markdown else ".txt"
        try:
            source = read_source(damaged(sample.source.text, seed).encode(), suffix)
        except ImportRefused:
            continue
        result = bring_in(source, [])
        allowed = set() if result.source.title else {"title-missing"}
        assert blocking(result) <= allowed, seed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("See [@nobody2001].", "See \\[nobody2001\\]."),
        ("As @nobody2001 says.", "As nobody2001 says."),
        ("Find me as @janedoe.", "Find me as @janedoe."),
        ("Write to jane@example.com.", "Write to jane@example.com."),
        ("Meet [me @home].", "Meet \\[me home\\]."),
    ],
)
def test_no_unknown_key_stays(text, printed):
    source = read_source(f"A Title\n\n{text} And more.\n".encode(), "a.md")
    result = bring_in(source, [])
    assert result.source.body.startswith(printed)
    assert blocking(result) == set()
