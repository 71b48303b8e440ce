from urllib.parse import parse_qsl

import pytest

from articles.citations.coins import coins
from tests.citations.test_export import ARTICLE, HOSTILE


def pairs(item):
    return parse_qsl(coins(item), strict_parsing=True)


def test_article():
    assert pairs(ARTICLE) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_id", "info:doi/10.1016/s0749-3797(98)00017-8"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", "The ACE study"),
        ("rft.jtitle", "Journal"),
        ("rft.aulast", "Felitti"),
        ("rft.aufirst", "Vincent J."),
        ("rft.au", "Felitti, Vincent J."),
        ("rft.au", "van der Kolk, B."),
        ("rft.au", "The Study Group"),
        ("rft.date", "1998-05-03"),
        ("rft.volume", "14"),
        ("rft.issue", "4"),
        ("rft.spage", "245"),
        ("rft.epage", "258"),
        ("rft_id", "https://example.org/x"),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "book", "title": "T"}, ("rft.btitle", "T")),
        ({"type": "chapter", "title": "T"}, ("rft.atitle", "T")),
        ({"type": "chapter", "container-title": "C"}, ("rft.btitle", "C")),
        ({"type": "thesis", "publisher": "U"}, ("rft.inst", "U")),
        ({"type": "report"}, ("rft.genre", "report")),
        ({"type": "motion_picture"}, ("rft.type", "videoRecording")),
        ({"type": "webpage", "title": "T"}, ("rft.title", "T")),
        ({}, ("rft.type", "document")),
        ({"issued": {"literal": "2015–present"}}, ("rft.date", "2015")),
        ({"URL": "https://a.b/?x=1&y=2"}, ("rft.identifier", "https://a.b/?x=1&y=2")),
    ],
)
def test_key(item, expected):
    assert expected in pairs(item)


@pytest.mark.parametrize(
    "item", [{"URL": "javascript:alert(1)"}, {"issued": {"date-parts": [[-400]]}}]
)
def test_what_would_be_wrong_is_left_out(item):
    assert {key for key, _ in pairs(item)} == {"ctx_ver", "rft_val_fmt", "rft.type"}


@pytest.mark.parametrize("item", [*HOSTILE, {"title": '"><script>&rft.au=x;#+%'}])
def test_no_value_ends_its_pair_or_the_attribute(item):
    value = coins(item)
    assert not set("\"'<>\n ;#+") & set(value)
    assert len(pairs(item)) == value.count("=") == value.count("&") + 1
