import pytest

from articles.source import FAQSource, FigureSource, Picture, Place, Rendition, Severity
from tests.rendering.stand_ins import PICTURE, SEA, codes, document, html

SIZES = 'sizes="(min-width: 51.6rem) 48rem, calc(95vw - 1rem)"'
IMG = (
    '<picture><source type="image/avif" srcset="/media/sea-480.avif 480w"'
    f" {SIZES}>"
    f'<source type="image/webp" srcset="/media/sea-800.webp 800w" {SIZES}>'
    '<img src="/media/sea-800.jpg" srcset="/media/sea-480.jpg 480w,'
    f' /media/sea-800.jpg 800w, /media/sea-1200.jpg 1200w" {SIZES} width="1600"'
    ' height="900" LOADING alt="The sea at dusk"></picture>'
)
LAZY = IMG.replace("LOADING", 'loading="lazy" decoding="async"')
EAGER = IMG.replace("LOADING", 'loading="eager" fetchpriority="high"')
BLOCK = f'<figure class="figure wide-figure">\n{LAZY}\n</figure>'


def with_sea(body, **fields):
    return html(body, figures=(SEA,), **fields)


TABLE = [
    ("![](figure:sea)", BLOCK),
    ("a\n\n![](figure:sea)\n\nb", f"<p>a</p>\n{BLOCK}\n<p>b</p>"),
    # The alternative text is the figure's own, wherever else something is typed.
    ("![typed](figure:sea 'title')", BLOCK),
    ("![][s]\n\n[s]: figure:sea", BLOCK),
    ("- ![](figure:sea)", f"<ul>\n<li>\n{BLOCK}\n</li>\n</ul>"),
    ("> ![](figure:sea)", f"<blockquote>\n{BLOCK}\n</blockquote>"),
    # Within text it follows the block that names it.
    ("a ![](figure:sea) b", f"<p>a  b</p>\n{BLOCK}"),
    ("# a ![](figure:sea)", f'<h2 id="section-a">a </h2>\n{BLOCK}'),
    ("[![](figure:sea)](/a/)", BLOCK),
    # Not figures.
    ("`![](figure:sea)`", "<p><code>![](figure:sea)</code></p>"),
    ("\\![](figure:sea)", "<p>!</p>"),
    ("![a](https://x.org/a.png)", ""),
    ("![a](/media/a.jpg)", ""),
    ("![a](data:image/png;base64,AAAA)", ""),
    ("a ![b](//x.org/a.png) c", "<p>a  c</p>"),
]


@pytest.mark.parametrize(("typed", "shown"), TABLE)
def test_figures_stand_where_they_are_named(typed, shown):
    assert with_sea(typed) == shown


def test_figure_in_a_table_stays_in_its_cell():
    shown = with_sea("|a|\n|-|\n|![](figure:sea)|")
    assert f"<td>{BLOCK}\n</td>" in shown


def test_caption_is_markdown_and_credit_is_plain():
    figure = FigureSource(
        "sea", "digest", "The sea at dusk", caption='*Calm*, "or"', credit="A <b> & C"
    )
    assert html("![](figure:sea)", figures=(figure,)) == (
        f'<figure class="figure wide-figure">\n{LAZY}\n<figcaption><em>Calm</em>, “or”'
        ' <span class="credit">A &lt;b&gt; &amp; C</span></figcaption>\n</figure>'
    )


def test_lead_figure_loads_at_once_and_apart_from_the_body():
    shown = document("text", figures=(SEA,), lead_figure="sea")
    assert (
        shown.lead_figure
        == f'<figure class="lead-figure wide-figure">\n{EAGER}\n</figure>'
    )
    assert shown.body == "<p>text</p>"
    assert shown.images == ("digest",)
    assert shown.problems == ()


def test_decorative_figure_has_an_empty_alternative_text():
    figure = FigureSource("sea", "digest", alt="unused", decorative=True)
    shown = document("![](figure:sea)", figures=(figure,))
    assert 'alt=""' in shown.body
    assert shown.problems == ()


def test_png_is_shown_where_there_is_no_jpeg():
    picture = Picture(10, 10, (Rendition("/media/a.png", 10, "png"),))
    shown = html("![](figure:sea)", figures=(SEA,), pictures={"digest": picture})
    assert '<picture><img src="/media/a.png" srcset="/media/a.png 10w"' in shown


COLUMN = "(min-width: 41.6rem) 38.5rem, calc(95vw - 1rem)"
WIDE_COLUMN = "(min-width: 51.6rem) 48rem, calc(95vw - 1rem)"
TALL = "(min-width: 41.6rem) and (max-height: "
SHAPES = [
    # width, height, classes, sizes
    (1600, 1000, "figure wide-figure", WIDE_COLUMN),
    (1152, 921, "figure wide-figure", WIDE_COLUMN),
    (1152, 922, "figure tall-figure", f"{TALL}36rem) 106vh, {COLUMN}"),
    (1151, 500, "figure", COLUMN),
    (288, 200, "figure", COLUMN),
    (2560, 2560, "figure tall-figure", f"{TALL}45rem) 85vh, {COLUMN}"),
    (1200, 2400, "figure tall-figure", f"{TALL}91rem) 42vh, {COLUMN}"),
    (287, 200, "figure", "287px"),
    (1, 1, "figure tall-figure", "1px"),
    (10, 2560, "figure tall-figure", "10px"),
]


@pytest.mark.parametrize(("width", "height", "kinds", "sizes"), SHAPES)
def test_figure_says_how_wide_it_is_shown(width, height, kinds, sizes):
    picture = Picture(width, height, (Rendition("/media/a.jpg", width, "jpeg"),))
    shown = html("![](figure:sea)", figures=(SEA,), pictures={"digest": picture})
    assert f'<figure class="{kinds}">' in shown
    assert f' sizes="{sizes}"' in shown
    assert f'width="{width}" height="{height}"' in shown


def test_files_outside_the_media_folder_are_not_shown():
    picture = Picture(10, 10, (Rendition("https://cdn.example/a.jpg", 10, "jpeg"),))
    shown = html("![](figure:sea)", figures=(SEA,), pictures={"digest": picture})
    assert "cdn.example" not in shown


def test_figures_work_in_answers_and_names_may_hold_spaces():
    figure = FigureSource("my sea", "digest", alt="The sea at dusk")
    shown = document(
        faqs=(FAQSource("Why?", "![](<figure:my sea>)"),), figures=(figure,)
    )
    assert "<picture>" in shown.faqs[0].html
    assert shown.images == ("digest",)


def test_figure_is_shown_in_its_first_place_only():
    shown = document("![](figure:sea)\n\n![](figure:sea)", figures=(SEA,))
    assert shown.body.count("<figure") == 1
    [problem] = shown.problems
    assert (problem.code, problem.place) == (
        "figure-repeated",
        Place("body", None, "sea", 3),
    )


PROBLEMS = [
    ("figure-unknown", "a\n\n![](figure:moon)", (), Place("body", None, "moon", 3)),
    (
        "figure-without-image",
        "![](figure:sea)",
        (FigureSource("sea", "", "Alt"),),
        Place("figures", 0, "sea"),
    ),
    (
        "figure-without-image",
        "![](figure:sea)",
        (FigureSource("sea", "gone", "Alt"),),
        Place("figures", 0, "sea"),
    ),
    (
        "figure-without-alt",
        "![](figure:sea)",
        (FigureSource("sea", "digest", " "),),
        Place("figures", 0, "sea"),
    ),
]


@pytest.mark.parametrize(("code", "body", "figures", "place"), PROBLEMS)
def test_figure_that_cannot_be_shown_blocks(code, body, figures, place):
    [problem] = document(body, figures=figures).problems
    assert (problem.code, problem.place) == (code, place)
    assert problem.severity is Severity.BLOCK


def test_lead_figure_is_held_to_the_same_rules():
    bare = FigureSource("sea")
    shown = document(figures=(bare,), lead_figure="sea")
    assert codes(shown) == ["figure-without-image", "figure-without-alt"]
    shown = document(figures=(SEA,), lead_figure="moon")
    assert codes(shown) == ["figure-unplaced", "lead-figure-unknown"]


def test_figure_without_place_only_warns_however_bare_it_is():
    [problem] = document("text", figures=(FigureSource("sea"),)).problems
    assert (problem.code, problem.severity) == ("figure-unplaced", Severity.WARN)


def test_figure_within_a_sentence_warns_but_two_in_a_row_do_not():
    moon = FigureSource("moon", "digest", alt="The moon")
    alone = document("![](figure:sea)\n![](figure:moon)", figures=(SEA, moon))
    assert alone.problems == ()
    within = document("a\nb ![](figure:sea)", figures=(SEA,))
    assert codes(within) == ["figure-in-sentence"]


@pytest.mark.parametrize("alt", ["IMG_2041.jpg", "dsc0231", "sea.final.webp"])
def test_alternative_text_like_a_file_name_warns(alt):
    figure = FigureSource("sea", "digest", alt)
    assert codes(document("![](figure:sea)", figures=(figure,))) == [
        "figure-alt-file-name"
    ]


@pytest.mark.parametrize("alt", ["A photo of 2 people", "The file sea.jpg on a desk"])
def test_alternative_text_about_files_does_not_warn(alt):
    figure = FigureSource("sea", "digest", alt)
    assert document("![](figure:sea)", figures=(figure,)).problems == ()


def test_foreign_image_warns_with_its_address_and_line():
    [problem] = document("a\nb\n![c](https://x.org/c.png)").problems
    assert (problem.code, problem.place.line) == ("image-not-shown", 3)
    assert "https://x.org/c.png" in problem.message


def test_image_without_files_counts_as_missing():
    empty = {"digest": Picture(PICTURE.width, PICTURE.height)}
    shown = document("![](figure:sea)", figures=(SEA,), pictures=empty)
    assert codes(shown) == ["figure-without-image"]
    assert '<mark class="figure-missing">sea</mark>' in shown.body
    assert shown.images == ()
