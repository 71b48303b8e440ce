"""Hostile strings in every place where an author or a reference can put words."""

import re

import pytest

from articles.citations import Formatted, format_citations
from articles.rendering import render, sanitize
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource
from tests.attacks import ATTACKS, known_attacks
from tests.rendering.oracle import faults, page, text
from tests.rendering.stand_ins import PICTURES, WORKS, cite, work


def article(vector):
    """One article that holds ``vector`` in every field that an author can fill."""
    around = f"Wordbefore\n\n{vector}\n\nWordafter"
    within = f"Wordbefore {' '.join(vector.split())} Wordafter"
    sea = FigureSource("sea", "digest", alt=within, caption=within, credit=within)
    return ArticleSource(
        title=vector,
        authors=("a",),
        body=f"{around}\n\n{within}\n\n![](figure:sea)",
        faqs=(FAQSource(within, around),),
        figures=(sea, FigureSource(vector, caption=vector)),
        lead_figure=vector,
        further_reading=(vector,),
        call_to_action=CallToAction(text=around),
    )


def assert_harmless(vector):
    shown = page(render(article(vector), WORKS, PICTURES, cite=cite))
    assert faults(shown) == [], vector
    assert text(shown).count("Wordbefore") >= 4, vector
    assert text(shown).count("Wordafter") >= 4, vector
    assert faults(sanitize(vector)) == [], vector


@pytest.mark.parametrize("vector", ATTACKS)
def test_own_vectors_do_nothing_in_any_field(vector):
    assert_harmless(vector)


def test_shared_vectors_do_nothing_in_any_field(testdata):
    for vector in known_attacks(testdata):
        assert_harmless(vector)


def test_engine_that_escapes_nothing_does_no_harm(testdata):
    for vector in [*ATTACKS, *known_attacks(testdata)]:
        shown = render(
            ArticleSource(title="T", authors=("a",), body="[@ames2020]"),
            WORKS,
            {},
            cite=lambda items, clusters, vector=vector: Formatted(
                (("ames2020", f"Before {vector}"),), {"cite-1": f"(Before {vector})"}
            ),
        )
        assert faults(page(shown)) == [], vector


def test_hostile_titles_stay_words_through_pandoc(testdata):
    vectors = [*ATTACKS, *known_attacks(testdata)[::60]]
    works = {
        f"k{n}": work(f"k{n}", title=f"Wordbefore {vector} Wordafter")
        for n, vector in enumerate(vectors)
    }
    shown = render(
        ArticleSource(title="T", authors=("a",), further_reading=tuple(works)),
        works,
        {},
        cite=format_citations,
    )
    assert len(shown.further_reading) == len(vectors)
    for entry in shown.further_reading:
        assert faults(entry.html) == []
        assert re.search("Wordbefore.*Wordafter", text(entry.html), re.DOTALL)


def test_without_the_sanitiser_the_oracle_sees_the_harm():
    assert sum(bool(faults(vector)) for vector in ATTACKS) >= 15
