"""Rendered HTML as it stands away from its own page."""

import pytest

from articles.pages.outside import abroad, among_others

HERE = "https://two-trees.example/articles/x/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/fees/">x</a>', '<a href="https://two-trees.example/fees/">x</a>'),
        ('<a href="#ref-a">x</a>', f'<a href="{HERE}#ref-a">x</a>'),
        ('<a href="https://doi.org/1">x</a>', '<a href="https://doi.org/1">x</a>'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        (
            '<img alt="a > b" src="/media/i.jpg" srcset="/media/i.jpg 1w" sizes="1vw">',
            '<img alt="a > b" src="https://two-trees.example/media/i.jpg">',
        ),
        (
            '<picture><source type="image/avif" srcset="/media/i.avif 1w">'
            '<img src="/media/i.jpg"></picture>',
            '<picture><img src="https://two-trees.example/media/i.jpg"></picture>',
        ),
        ('<p>write href="/x" or src="/y"</p>', '<p>write href="/x" or src="/y"</p>'),
        ('<p title="say href=&quot;/x">x</p>', '<p title="say href=&quot;/x">x</p>'),
        ('<p id="a">write id="a"</p>', '<p>write id="a"</p>'),
    ],
)
def test_addresses_work_away_from_the_site(html, expected):
    assert abroad(html, HERE) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/fees/">x</a>', '<a href="/fees/">x</a>'),
        ('<a href="#ref-a">x</a>', '<a href="/articles/x/#ref-a">x</a>'),
        ('<span id="cite-1">x</span>', "<span>x</span>"),
        (
            '<a href="#ref-a" interestfor="pop-a" aria-describedby="b" rel="c">x</a>',
            '<a href="/articles/x/#ref-a" rel="c">x</a>',
        ),
        ('<ol start="2" reversed>', '<ol start="2" reversed>'),
        (
            '<img src="/a.jpg" srcset="/a.jpg 1w">',
            '<img src="/a.jpg" srcset="/a.jpg 1w">',
        ),
        ('<p>id="x" is text</p>', '<p>id="x" is text</p>'),
        ('<p title="id=&quot;x">x</p>', '<p title="id=&quot;x">x</p>'),
    ],
)
def test_parts_of_pages_stand_side_by_side(html, expected):
    assert among_others(html, "/articles/x/") == expected
