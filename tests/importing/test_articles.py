"""Articles in many shapes, each with what should be found in it."""

import pytest

from articles.rendering import render
from articles.source import ArticleSource
from tests.importing.samples import imported, samples
from tests.importing.scoring import facts

SAMPLES = list(samples("articles"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_everything_expected_is_found(sample):
    wrong = [
        (name, found)
        for name, is_found, found in facts(imported(sample), sample.expected)
        if not is_found
    ]
    assert wrong == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_same_source_gives_the_same_import(sample):
    assert imported(sample) == imported(sample)


def test_plain_text_prints_as_typed():
    sample = next(s for s in SAMPLES if "printed_as_typed" in s.expected)
    html = rendered_text(imported(sample).source.body)
    for words in sample.expected["printed_as_typed"]:
        assert words in html


def rendered_text(body):
    return render(ArticleSource(title="x", body=body), {}, {}).plain_text
