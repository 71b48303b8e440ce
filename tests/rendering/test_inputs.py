from dataclasses import replace

import pytest

from articles.rendering import candidate_keys, inputs_digest
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource
from tests.rendering.stand_ins import PICTURE, PICTURES, WORKS, document, work


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ("[see @a1, p. 3; -@b2] @c3 [p. 4] `@d4`", {"a1", "b2", "c3", "d4"}),
        ("> [@a1;\n> @b2]", {"a1", "b2"}),
        ("@a1\x07b", {"a1b"}),
        ("@a1.", {"a1"}),
        ("me@x.org, \\[x] [a](b)", set()),
    ],
)
def test_candidates_are_all_keys_that_a_text_could_cite(body, keys):
    assert candidate_keys(ArticleSource(body=body)) == keys


def test_candidates_come_from_every_part():
    source = ArticleSource(
        body="@a1",
        faqs=(FAQSource("@no", "@b2"),),
        figures=(FigureSource("f", alt="@no", caption="@c3", credit="@no"),),
        further_reading=("d4",),
        call_to_action=CallToAction(heading="@no", text="@e5"),
    )
    assert candidate_keys(source) == {"a1", "b2", "c3", "d4", "e5"}


def test_what_is_cited_was_a_candidate():
    body = "# @k1\n> - @k2\n\n|[@k3]|\n|-|\n|@k4|\n\nT\n: @k5[^n]^[@k6]\n\n[^n]: @k7"
    works = {f"k{n}": work(f"k{n}") for n in range(1, 8)}
    shown = document(body, works=works)
    assert set(shown.cited) == set(works)
    assert candidate_keys(ArticleSource(body=body)) >= set(works)


SOURCE = ArticleSource(
    title="T",
    body="[@ames2020] ![](figure:sea)",
    figures=(FigureSource("sea", "digest", "Alt"),),
)


def test_digest_follows_what_the_article_uses():
    digest = inputs_digest(SOURCE, WORKS, PICTURES)
    changed = [
        inputs_digest(replace(SOURCE, title="U"), WORKS, PICTURES),
        inputs_digest(
            SOURCE, WORKS | {"ames2020": work("ames2020", title="X")}, PICTURES
        ),
        inputs_digest(SOURCE, {}, PICTURES),
        inputs_digest(SOURCE, WORKS, {"digest": replace(PICTURE, width=1)}),
    ]
    assert len({digest, *changed}) == 5


def test_digest_ignores_what_the_article_does_not_use():
    digest = inputs_digest(SOURCE, WORKS, PICTURES)
    reordered = dict(reversed(WORKS.items())) | {"other": work("other")}
    assert inputs_digest(SOURCE, reordered, PICTURES | {"x": PICTURE}) == digest


def test_digest_takes_text_that_is_no_valid_unicode():
    assert len(inputs_digest(ArticleSource(body="\ud800\x00"), {}, {})) == 64
