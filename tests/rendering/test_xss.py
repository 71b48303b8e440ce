"""Hostile strings in every place where an author or a reference can put words."""

import json
import re

import pytest

from articles.citations import Formatted, format_citations
from articles.rendering import render, sanitize
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource
from tests.rendering.oracle import faults, page, text
from tests.rendering.stand_ins import PICTURES, WORKS, cite, work

# Own vectors, so that this holds without the shared lists.
OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVa\tScript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<base href='//x.org/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='//x.org/x.css'>",
    "<object data='javascript:alert(1)'></object>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<img id=cookie name=body>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<a\x00href=javascript:alert(1)>x</a>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</figcaption></figure><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](\\x01javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '[x](https://x.org "onmouseover=alert(1)")',
    '[x](https://x.org/"onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](figure:sea)',
    '![](figure:sea"onerror="alert(1))',
    "<javascript:alert(1)>",
    '<https://x.org/"onclick="alert(1)>',
    "```<script>\nalert(1)\n```",
    "`<script>alert(1)</script>`",
    "[@ames2020, <script>alert(1)</script>]",
    "[<img src=x onerror=alert(1)> @ames2020]",
    "[@<script>alert(1)</script>]",
    "# <script>alert(1)</script>",
    "a[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "| <script> | [x](javascript:alert(1)) |\n|---|---|\n| <img onerror=x> | x |",
    "{{ constructor }} ${alert(1)} <%= x %>",
]


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


@pytest.mark.parametrize("vector", OWN)
def test_own_vectors_do_nothing_in_any_field(vector):
    assert_harmless(vector)


def test_shared_vectors_do_nothing_in_any_field(testdata):
    for vector in shared_vectors(testdata):
        assert_harmless(vector)


def shared_vectors(testdata):
    lines = (testdata / "xss_vectors.jsonl").read_bytes().splitlines()
    return [json.loads(line)["p"] for line in lines]


def test_engine_that_escapes_nothing_does_no_harm(testdata):
    for vector in [*OWN, *shared_vectors(testdata)]:
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
    vectors = [*OWN, *shared_vectors(testdata)[::60]]
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
    assert sum(bool(faults(vector)) for vector in OWN) >= 15
