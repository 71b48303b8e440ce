"""Codings, conditions, HEAD: what a kept page is answered with."""

import pytest

from practice_site.page_cache.encodings import decode
from tests.practice_site.page_cache.asking import Asked, Site

SINCE = "Tue, 14 Nov 2023 22:13:20 GMT"


@pytest.fixture
def asked():
    asked = Asked(Site())
    asked.get()
    return asked


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_each_coding_has_its_bytes_its_length_and_its_strong_etag(asked, coding):
    status, headers, body = asked.get(HTTP_ACCEPT_ENCODING=coding)

    assert status == "200 OK"
    assert headers.get("content-encoding", "") == coding
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert decode(body, coding) == asked.site.body
    assert asked.renders == 1


def test_etags_of_different_bytes_differ(asked):
    tags = {asked.get(HTTP_ACCEPT_ENCODING=c)[1]["etag"] for c in ("", "gzip", "br")}

    assert len(tags) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


def test_the_applications_own_strong_etag_is_the_plain_pages():
    assert Asked(Site(headers={"ETag": '"own"'})).get()[1]["etag"] == '"own"'


def test_a_weak_etag_is_replaced_by_a_strong_one():
    tag = Asked(Site(headers={"ETag": 'W/"own"'})).get()[1]["etag"]

    assert tag.startswith('"')
    assert "own" not in tag


def test_two_processes_give_the_same_bytes_the_same_etag():
    one, other = Asked(Site()), Asked(Site())
    for coding in ("", "gzip", "br"):
        assert one.get(HTTP_ACCEPT_ENCODING=coding) == other.get(
            HTTP_ACCEPT_ENCODING=coding
        )


def test_what_would_grow_is_left_plain():
    asked = Asked(Site(body=b"ok"))
    _, headers, body = asked.get(HTTP_ACCEPT_ENCODING="br")

    assert body == b"ok"
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_head_is_get_without_the_body(asked, coding):
    get = asked.get(HTTP_ACCEPT_ENCODING=coding)
    head = asked.get(method="HEAD", HTTP_ACCEPT_ENCODING=coding)

    assert head == (*get[:2], b"")
    assert asked.renders == 1


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("if_none_match", "is_known"),
    [
        ("{tag}", True),
        ("W/{tag}", True),
        ('"a", {tag}', True),
        ('"a",W/{tag} ,"b"', True),
        ("*", True),
        (" * ", True),
        ('"a"', False),
        ('"*"', False),
        ("", False),
        ("tag", False),
        ('{tag}-gzip"', False),
    ],
)
def test_a_known_etag_is_answered_304(asked, method, if_none_match, is_known):
    for coding in ("", "gzip", "br"):
        tag = asked.get(HTTP_ACCEPT_ENCODING=coding)[1]["etag"]
        status, headers, body = asked.get(
            method=method,
            HTTP_ACCEPT_ENCODING=coding,
            HTTP_IF_NONE_MATCH=if_none_match.format(tag=tag)
            if "gzip" not in if_none_match
            else f'{tag[:-1]}-gzip"',
        )

        assert status == ("304 Not Modified" if is_known else "200 OK")
        assert headers["etag"] == tag
        if is_known:
            assert body == b""
            assert "content-type" not in headers
            assert "content-length" not in headers
            assert headers["vary"] == "Accept-Encoding"
            assert headers["cache-control"] == "no-cache"


def test_the_etag_of_another_coding_is_not_known(asked):
    tag = asked.get(HTTP_ACCEPT_ENCODING="gzip")[1]["etag"]

    assert asked.get(HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=tag)[0] == "200 OK"


@pytest.mark.parametrize(
    ("if_modified_since", "status"),
    [
        (SINCE, "304 Not Modified"),
        ("Tue, 14 Nov 2023 22:13:19 GMT", "200 OK"),
        ("Tue, 14 Nov 2023 22:13:21 GMT", "200 OK"),
        ("Tue, 14 Nov 2034 22:13:20 GMT", "200 OK"),
        ("yesterday", "200 OK"),
        ("", "200 OK"),
    ],
)
def test_a_date_is_compared_for_equality(asked, if_modified_since, status):
    assert asked.get()[1]["last-modified"] == SINCE
    assert asked.get(HTTP_IF_MODIFIED_SINCE=if_modified_since)[0] == status


def test_a_date_counts_only_without_an_etag(asked):
    headers = {"HTTP_IF_MODIFIED_SINCE": SINCE, "HTTP_IF_NONE_MATCH": '"a"'}

    assert asked.get(**headers)[0] == "200 OK"


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved Permanently"])
def test_only_a_page_that_is_there_is_answered_304(status):
    asked = Asked(Site(status=status))
    for _ in range(2):
        answer = asked.get(HTTP_IF_NONE_MATCH="*", HTTP_IF_MODIFIED_SINCE=SINCE)
        assert answer[0] == status


def test_a_range_is_ignored(asked):
    assert asked.get(HTTP_RANGE="bytes=0-3")[2] == asked.site.body


def test_a_server_may_write_into_the_headers_it_is_given(asked):
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "site.example",
    }
    asked.cache(environ, lambda status, headers: headers.clear())

    assert asked.get()[1]["etag"]


def test_what_nobody_asks_for_is_pressed_smaller_and_its_older_etag_stays_known():
    asked = Asked(Site(body=b"".join(b"Line %d of text. " % n for n in range(900))))
    accept = {"HTTP_ACCEPT_ENCODING": "br"}
    _, first, body = asked.get(**accept)
    for _ in range(8):
        asked.freshness.take_leisure()
    _, then, smaller = asked.get(**accept)

    assert len(smaller) < len(body)
    assert decode(smaller, "br") == asked.site.body
    assert then["etag"] != first["etag"]
    assert then["content-length"] == str(len(smaller))
    for tags in (first["etag"], f'"a", W/{first["etag"]}'):
        status, headers, _ = asked.get(**accept, HTTP_IF_NONE_MATCH=tags)
        assert status == "304 Not Modified"
        # A cache may use the answer only for the page that it names.
        assert headers["etag"] == first["etag"]
    assert asked.renders == 1


def test_nothing_is_pressed_while_readers_ask():
    asked = Asked(Site())
    for _ in range(8):
        tag = asked.get(HTTP_ACCEPT_ENCODING="br")[1]["etag"]
        asked.freshness.take_leisure()

    assert tag == asked.get(HTTP_ACCEPT_ENCODING="br")[1]["etag"]


@pytest.mark.parametrize("if_none_match", ["", "*", '""'])
def test_an_empty_answer_has_no_etag_to_be_known_by(if_none_match):
    asked = Asked(Site(body=b""))
    asked.get()

    status, headers, _ = asked.get(HTTP_IF_NONE_MATCH=if_none_match)
    assert status == "200 OK"
    assert "etag" not in headers
