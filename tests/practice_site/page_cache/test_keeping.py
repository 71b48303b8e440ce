"""What is kept, under which address, and what is left to the application."""

import pytest

from tests.practice_site.page_cache.asking import Asked, Site


def asked_twice(path="/", again=None, *, site=None, **headers):
    """How often the application was asked for two requests."""
    asked = Asked(site or Site())
    asked.get(path, **headers)
    asked.get(again or path, **headers)
    return asked.renders


def test_a_page_that_its_view_offers_is_made_once():
    assert asked_twice() == 1


def test_the_offer_never_leaves_the_process():
    asked = Asked(Site())

    for headers in ({}, {"HTTP_HOST": "other.example"}):
        for _ in range(2):
            assert "x-page-cache" not in asked.get(**headers)[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Page-Cache": None},
        {"Set-Cookie": "a=b"},
        {"Vary": "Cookie"},
        {"Vary": "Accept-Encoding, Cookie"},
        {"Vary": "*"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "private, max-age=5"},
    ],
)
def test_an_answer_that_is_not_for_everybody_is_not_kept(headers):
    assert asked_twice(site=Site(headers=headers)) == 2


def test_an_answer_that_varies_by_coding_alone_is_kept():
    assert asked_twice(site=Site(headers={"Vary": "Accept-Encoding"})) == 1


@pytest.mark.parametrize(
    ("status", "renders"),
    [
        ("200 OK", 1),
        ("404 Not Found", 1),
        ("301 Moved Permanently", 1),
        ("302 Found", 2),
        ("410 Gone", 1),
        ("403 Forbidden", 2),
        ("500 Internal Server Error", 2),
        ("503 Service Unavailable", 2),
        ("206 Partial Content", 2),
    ],
)
def test_only_pages_and_missing_gone_and_moved_addresses_are_kept(status, renders):
    assert asked_twice(site=Site(status=status)) == renders


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "www.site.example"},
        {"HTTP_HOST": "site.example:443"},
        {"HTTP_HOST": ""},
        {"wsgi.url_scheme": "http"},
        {"method": "POST"},
        {"method": "OPTIONS"},
        {"HTTP_IF_MATCH": '"a"'},
        {"HTTP_IF_UNMODIFIED_SINCE": "Wed, 25 Nov 2026 10:00:00 GMT"},
    ],
)
def test_other_requests_go_to_the_application_as_they_are(headers):
    site = Site()

    assert asked_twice(site=site, **headers) == 2
    for name in set(headers) - {"method"}:
        assert site.renders[0][name] == headers[name]


@pytest.mark.parametrize(
    ("trust_proxy", "scheme", "forwarded", "renders"),
    [
        (False, "https", "http", 1),
        (False, "http", "https", 2),
        (True, "http", "https", 1),
        (True, "https", "http", 2),
        (True, "http", "HTTPS", 2),
        (True, "http", "https, http", 2),
    ],
)
def test_a_proxy_is_believed_only_if_it_may_be(trust_proxy, scheme, forwarded, renders):
    asked = Asked(Site(), trust_proxy=trust_proxy)
    for _ in range(2):
        asked.get(**{"wsgi.url_scheme": scheme, "HTTP_X_FORWARDED_PROTO": forwarded})

    assert asked.renders == renders


def test_a_forwarded_host_is_never_believed():
    asked = Asked(Site(), trust_proxy=True)
    asked.get()
    asked.get(HTTP_X_FORWARDED_HOST="evil.example")

    assert asked.renders == 1


@pytest.mark.parametrize(
    ("declares", "path", "again", "renders"),
    [
        ("", "/a/", "/a/?utm_source=x", 1),
        ("", "/a/?utm_source=x", "/a/", 1),
        ("", "/a/?page=2", "/a/?page=3", 1),
        ("page", "/a/", "/a/?page=2", 2),
        ("page", "/a/?page=2", "/a/?page=3", 2),
        ("page", "/a/?page=2", "/a/?x=1&page=2&y", 1),
        ("page", "/a/?page=2", "/a/?p%61ge=2", 1),
        ("page", "/a/?page=2", "/a/?page=1&page=2", 1),
        ("page", "/a/?page=2", "/a/?page=2&page=1", 2),
        ("page", "/a/?page=", "/a/", 2),
        ("page,author", "/a/?page=2&author=b", "/a/?author=b&page=2", 1),
        ("page,author", "/a/?page=2&author=b", "/a/?author=b%26page=2", 2),
        ("", "/a/?q=", "/a/?q=", 2),
        ("", "/a/", "/a/?x=1&q=grief", 2),
        ("page", "/a/?%71=grief", "/a/?%71=grief", 2),
        ("", "/a/?x=%00", "/a/?x=%00", 2),
        ("", "/a/?x=\xe9", "/a/?x=\xe9", 2),
        ("", "/a/?x=" + 600 * "y", "/a/?x=" + 600 * "y", 2),
        ("", "/a/", "/A/", 2),
        ("", "/a/", "/a", 2),
        ("", "/a/", "//a/", 2),
    ],
)
def test_an_address_is_its_path_and_what_it_declares(declares, path, again, renders):
    site = Site(headers={"X-Page-Cache": declares})

    assert asked_twice(path, again, site=site) == renders


def test_the_application_sees_the_whole_query_of_who_asks_first():
    site = Site()
    Asked(site).get("/a/?utm_source=x")

    assert site.renders[0]["QUERY_STRING"] == "utm_source=x"


def test_paths_of_the_staff_are_passed_by():
    asked = Asked(Site(), passed_by=("/admin/",))
    for _ in range(2):
        asked.get("/admin/a/")

    assert asked.renders == 2


def test_a_request_with_conditions_is_asked_without_them_when_the_page_is_made():
    site = Site()
    asked = Asked(site)
    _, _, body = asked.get(
        method="HEAD", HTTP_IF_NONE_MATCH='"x"', HTTP_RANGE="bytes=0-1"
    )

    assert body == b""
    assert site.renders[0]["REQUEST_METHOD"] == "GET"
    assert not [name for name in site.renders[0] if "RANGE" in name or "MATCH" in name]
    assert asked.get()[2] == site.body


@pytest.mark.parametrize("name", ["HTTP_COOKIE", "HTTP_AUTHORIZATION"])
def test_a_page_for_everybody_is_made_without_knowing_who_asks(name):
    site = Site()
    asked = Asked(site, passed_by=("/admin/",))
    asked.get(**{name: "secret"})
    asked.get("/admin/", **{name: "secret"})

    assert name not in site.renders[0]
    assert site.renders[1][name] == "secret"


@pytest.mark.parametrize("name", ["HTTP_COOKIE", "HTTP_AUTHORIZATION"])
@pytest.mark.parametrize("status", ["200 OK", "302 Found", "403 Forbidden"])
def test_whoever_is_known_gets_an_answer_of_her_own_if_none_is_for_everybody(
    name, status
):
    site = Site(status=status, headers={"X-Page-Cache": None})
    Asked(site).get(**{name: "secret"})

    assert site.renders[-1][name] == "secret"


def test_conditions_on_what_is_not_kept_are_the_applications_business():
    site = Site(headers={"X-Page-Cache": None})
    asked = Asked(site)
    for _ in range(2):
        asked.get(HTTP_IF_NONE_MATCH='"x"')

    assert site.renders[-1]["HTTP_IF_NONE_MATCH"] == '"x"'
