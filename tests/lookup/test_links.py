"""What is said of a page that a record points to."""

import pytest

from articles.lookup import LookupFailed

PAGE = "https://www.example.com/page"
STATES = [
    (200, "ok"),
    (204, "ok"),
    (206, "ok"),
    (416, "ok"),
    (404, "gone"),
    (410, "gone"),
    (401, "blocked"),
    (403, "blocked"),
    (405, "blocked"),
    (406, "blocked"),
    (429, "blocked"),
    (451, "blocked"),
    (400, "failed"),
    (500, "failed"),
    (502, "failed"),
    (503, "failed"),
]


@pytest.mark.parametrize(("status", "state"), STATES)
def test_a_page_is_judged_by_its_status(server, services, status, state):
    server.page(PAGE, status)
    found = services.check_url(PAGE)
    assert (found.state, found.address) == (state, PAGE)
    assert bool(found.detail) == (state != "ok")
    assert not found.detail or found.detail.endswith(".")


@pytest.mark.parametrize("head", [400, 403, 404, 405, 501, 503])
def test_a_page_that_refuses_head_is_asked_for_a_few_bytes(server, services, head):
    server.page(PAGE, 200, head=head, body=b"x" * 3 * 2**20)
    assert services.check_url(PAGE).state == "ok"
    assert [call.method for call in server.calls] == ["HEAD", "GET"]
    assert server.calls[1].headers["range"] == "bytes=0-4095"


def test_a_page_that_answers_head_is_not_read(server, services):
    server.page(PAGE)
    services.check_url(PAGE)
    assert [call.method for call in server.calls] == ["HEAD"]


def test_nothing_is_told_about_whoever_asks_but_the_site(server, services):
    server.page(PAGE, 302, headers={"Location": "/next", "Set-Cookie": "id=1"})
    server.page("https://www.example.com/next")
    services.check_url(PAGE)
    for call in server.calls:
        assert not call.headers.keys() & {"cookie", "referer", "authorization"}
        assert call.headers["user-agent"].startswith("PracticeSite/")


def test_redirects_are_followed_to_their_end(server, services):
    server.redirect("http://example.org/old", "https://www.example.com/page", 301)
    server.page(PAGE)
    found = services.check_url("http://example.org/old")
    assert (found.state, found.address) == ("ok", PAGE)


def test_redirects_without_end_fail(server, services):
    server.redirect(PAGE, PAGE)
    assert services.check_url(PAGE).state == "failed"
    assert len(server.calls) == 6


def test_a_page_that_trickles_is_there_all_the_same(server, services):
    server.page(PAGE, head=405, body=b"x" * 1000, trickle=2)
    assert services.check_url(PAGE).state == "ok"


@pytest.mark.parametrize(
    "reply",
    [
        {"silent": True},
        {"silent": True, "delay": 600},
        {"raw": b"HTTP/1.1 200 OK\r\nX-Slow: yes", "trickle": 2},
        {"raw": b"Nonsense\r\n\r\n"},
        {"status": 302, "headers": {"Location": "https://[::1"}},
        {"status": 302},
    ],
)
def test_a_page_that_does_not_answer_failed(server, services, hurried, reply):
    server.page(PAGE, **reply)
    asking = hurried if {"delay", "trickle"} & reply.keys() else services
    assert asking.check_url(PAGE).state == "failed"


def test_a_bot_wall_that_says_503_blocks(server, services):
    server.page(PAGE, 503, headers={"CF-Mitigated": "challenge"})
    assert services.check_url(PAGE).state == "blocked"


def test_a_packed_body_is_not_unpacked(server, services):
    packed = {"Content-Encoding": "gzip"}
    server.page(PAGE, 200, head=405, body=b"\x1f\x8b nonsense", headers=packed)
    assert services.check_url(PAGE).state == "ok"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://www.example.com/page#part", PAGE),
        (" https://www.example.com/page ", PAGE),
        ("https://WWW.example.com/page", PAGE),
        ("https://www.example.com:443/page", PAGE),
        ("https://www.example.com", "https://www.example.com/"),
        ("https://www.example.com/a b", "https://www.example.com/a b"),
        ("https://www.example.com/a%20b", "https://www.example.com/a b"),
        ("https://www.example.com/über", "https://www.example.com/über"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_an_address_is_asked_for_as_it_was_meant(server, services, typed, asked):
    server.page(asked)
    assert services.check_url(typed).state == "ok"
    assert server.calls[0].address == asked


def test_a_website_is_visited_once_a_second(server, services, clock):
    server.page(PAGE, head=405)
    for _ in range(3):
        assert services.check_url(PAGE).state == "ok"
    assert clock.now() == 2.0


def test_the_redirects_of_one_visit_need_not_wait(server, services, clock):
    server.redirect(PAGE, "https://www.example.com/next")
    server.page("https://www.example.com/next")
    assert services.check_url(PAGE).state == "ok"
    assert clock.now() == 0.0


def test_a_visit_that_would_wait_too_long_is_put_off_and_says_nothing_of_the_page(
    server, services
):
    services.client.pace.hold("site www.example.com", 60)
    with pytest.raises(LookupFailed) as failed:
        services.check_url(PAGE)
    assert failed.value.retry_after == 60
    assert server.calls == []
