import string

from articles.rendering import render
from articles.rendering.problems import BLOCKING, WARNING
from articles.source import ArticleSource, FAQSource, FigureSource, Place, Severity
from tests.rendering.stand_ins import SEA, cite, codes, document, work

# One article for every problem that can be found, and one that shows none of them.
EXAMPLES = {
    "title-missing": {"title": " "},
    "author-missing": {"authors": ()},
    "citation-unknown": {"body": "[@nope]"},
    "further-reading-unknown": {"further_reading": ("nope",)},
    "figure-unknown": {"body": "![](figure:moon)"},
    "lead-figure-unknown": {"lead_figure": "moon"},
    "figure-without-image": {"lead_figure": "a", "figures": (FigureSource("a"),)},
    "figure-without-alt": {"lead_figure": "a", "figures": (FigureSource("a"),)},
    "figure-unplaced": {"figures": (SEA,)},
    "figure-repeated": {"body": "![](figure:sea)" * 2, "figures": (SEA,)},
    "figure-in-sentence": {"body": "a ![](figure:sea)", "figures": (SEA,)},
    "figure-alt-file-name": {
        "lead_figure": "a",
        "figures": (FigureSource("a", "digest", "a.jpg"),),
    },
    "image-not-shown": {"body": "![a](https://x.org/a.png)"},
    "heading-jump": {"body": "# a\n### b"},
    "heading-empty": {"body": "#"},
    "heading-repeats-section": {"body": "# References"},
    "raw-html": {"body": "a<br/>b"},
    "nested-too-deeply": {"body": "> " * 99 + "a"},
    "too-many-brackets": {"body": "[" * 20_000},
    "link-empty": {"body": "[](/a/)"},
    "link-without-address": {"body": "[a]()"},
    "link-incomplete": {"body": "[a](www.x.org)"},
    "link-refused": {"body": "[a](ftp://x.org)"},
    "link-target-missing": {"body": "[a](#b)"},
    "address-unlinked": {"body": "see https://x.org."},
    "link-vague": {"body": "[here](/a/)"},
    "link-bare-address": {"body": "<https://x.org>"},
    "citation-unrecognised": {"body": "@smith2019"},
    "reference-incomplete": {"body": "[@thin]"},
    "further-reading-cited": {
        "body": "[@ames2020]",
        "further_reading": ("ames2020",),
    },
    "note-missing": {"body": "[^a]"},
    "note-empty": {"body": "^[]"},
    "note-unused": {"body": "a\n\n[^a]: b"},
    "note-repeated": {"body": "a[^a]\n\n[^a]: b\n[^a]: c"},
    "faq-without-question": {"faqs": (FAQSource("", "a"),)},
    "faq-without-answer": {"faqs": (FAQSource("a", ""),)},
    "faq-repeated": {"faqs": (FAQSource("a", "b"),) * 2},
    "promise": {"title": "We cure grief"},
    "testimonial": {"title": "Testimonials"},
}


def example(code):
    works = {"thin": {"id": "thin", "title": "T"}, "ames2020": work("ames2020")}
    return document(**{"works": works} | EXAMPLES[code])


def test_every_problem_has_an_example_and_is_found_there():
    assert EXAMPLES.keys() == BLOCKING.keys() | WARNING.keys()
    assert [code for code in EXAMPLES if code not in codes(example(code))] == []


def test_every_sentence_is_filled_in_and_says_what_to_do():
    for code in EXAMPLES:
        [problem, *_] = [p for p in example(code).problems if p.code == code]
        assert "{" not in problem.message
        assert problem.message.endswith((".", ")", "”.")), code
        assert len(problem.message) < 400


def test_severity_is_what_the_rule_says():
    for code in EXAMPLES:
        for problem in example(code).problems:
            blocks = problem.code in BLOCKING
            assert problem.severity is (Severity.BLOCK if blocks else Severity.WARN)


def test_sound_article_has_no_problems():
    shown = document(
        "# One\n\nText [@ames2020] with [a study](https://x.org/).[^1]\n\n"
        "## Two\n\n![](figure:sea)\n\n[^1]: A note.",
        figures=(SEA,),
        faqs=(FAQSource("Why?", "Because."),),
        further_reading=("boyd2019",),
    )
    assert shown.problems == ()


def test_empty_article_lacks_title_and_author_only():
    shown = render(ArticleSource(), {}, {}, cite=cite)
    assert codes(shown) == ["title-missing", "author-missing"]
    assert (shown.body, shown.word_count, shown.reading_minutes) == ("", 0, 0)


def test_problems_come_in_page_order_and_each_once():
    shown = document(
        "[a]() [a]()\n\n<b>\n\n[@nope]",
        title="",
        faqs=(FAQSource("Q?", "[a]()"),),
        figures=(FigureSource("f"),),
    )
    assert [(p.place.part, p.place.line) for p in shown.problems] == [
        ("title", None),
        ("body", 1),
        ("body", 3),
        ("body", 5),
        ("faqs", 1),
        ("figures", None),
    ]


def test_each_html_tag_is_named_once():
    [problem] = document("<b>a</b>\n\n<b>c</b>").problems
    assert problem.place == Place("body", line=1)


def test_flood_of_one_problem_is_cut_short():
    assert len(document("[a]()\n" * 500).problems) == 100


def test_words_quoted_in_a_sentence_are_short_and_never_filled_in_again():
    [problem] = document("[{address} " + "long " * 50 + "]()").problems
    assert "{address} long" in problem.message
    assert problem.message.count("long") < 20


def test_sentences_use_only_gaps_that_are_filled():
    gaps = {
        name
        for sentence in (BLOCKING | WARNING).values()
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name
    }
    assert gaps == {
        *("address", "code", "key", "label", "missing", "name", "question", "text")
    }
