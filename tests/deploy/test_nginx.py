"""nginx before the site: what it may keep for a second, and what it must never keep."""

import contextlib
import http.client
import ssl
import subprocess
import time
from pathlib import Path

import pytest

from articles.admin import bring_in_parcel as parcel
from tests.deploy.proxy import CONFIGURATION, CURL, HOST

KEPT = {"/": ("200 OK", {}), "/gone/": ("410 Gone", {}), "/x/": ("404 Not Found", {})}
NEVER = {
    "no-store": {"Cache-Control": "no-store"},
    "private": {"Cache-Control": "no-cache, private"},
    "cookie": {"Set-Cookie": "sessionid=1"},
    "vary": {"Vary": "Accept-Encoding, Cookie"},
}


def twice(ask, path, **headers):
    """Whether the second of two quick questions was answered from what was kept."""
    first, second = (ask(path, **headers)[2] for _ in range(2))
    return first == second


@pytest.mark.parametrize("path", KEPT)
def test_a_readers_page_is_kept_for_one_second(ask, upstream, path):
    upstream.answers = KEPT
    assert any(twice(ask, path) for _ in range(5))
    kept = ask(path)[2]
    until = time.monotonic() + 10
    while ask(path)[2] == kept and time.monotonic() < until:
        time.sleep(0.1)
    assert ask(path)[2] != kept


def test_after_a_second_no_older_page_is_shown_not_even_to_the_first(ask, upstream):
    ask("/")
    kept_at = time.monotonic()
    while time.monotonic() < kept_at + 2.1:
        time.sleep(0.1)
    assert ask("/")[2].startswith("2 ")


def test_each_encoding_is_kept_by_itself_and_asked_for_alone(ask):
    asked = {"gzip, deflate, br, zstd": "br", "gzip, deflate": "gzip", "": "plain"}
    asked |= {"x-brotli": "plain", "GZIP;q=0.5": "gzip", "br;q=0.5": "br"}
    asked |= {
        "br;q=0": "plain",
        "gzip, br ; q=0.00": "gzip",
        "gzip;q=0,br;q=0": "plain",
    }
    for accepted, encoding in asked.items():
        assert ask("/", Accept_Encoding=accepted)[2].endswith(f" {encoding}")


@pytest.mark.parametrize("headers", NEVER.values(), ids=NEVER)
def test_what_the_site_marks_is_never_kept(ask, upstream, headers):
    upstream.answers = {"/": ("200 OK", headers)}
    assert not twice(ask, "/")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/accounts/login/",
        "/preview/token/",
        "/search/",
        "/references/?q=grief",
        "/?page=1&q=grief",
        "/healthz",
        "/readyz",
    ],
)
def test_what_is_about_somebody_is_never_kept(ask, path):
    assert not twice(ask, path)


def test_a_page_of_a_list_is_kept(ask):
    assert any(twice(ask, "/articles/?page=2") for _ in range(3))


def test_who_has_a_cookie_is_answered_by_the_site(ask):
    assert not twice(ask, "/", Cookie="sessionid=1")


def test_what_is_sent_is_never_kept(ask):
    assert not twice(ask, "/", method="POST", body=b"x")


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/", 60_000, 200),
        ("/", 70_000, 413),
        ("/admin/", 16 * 2**20, 200),
        ("/admin/", 21 * 2**20, 413),
    ],
)
def test_bodies_have_limits(ask, path, size, status):
    try:
        answered = ask(path, method="POST", body=bytes(size))[0]
    except (BrokenPipeError, ConnectionResetError, http.client.HTTPException):
        answered = 413
    assert answered == status


MEGABYTE = 1_000_000
EXPORT, SIGNED_IN = "/admin/bring-in/", "/accounts/signed-in/"
KNOWN, UNKNOWN = ("204 No Content", {}), ("401 Unauthorized", {})


def test_an_export_as_large_as_the_page_promises_is_taken(ask, upstream):
    upstream.answers = {SIGNED_IN: KNOWN}
    body = bytes(parcel.MOST_BYTES + MEGABYTE)

    status = ask(EXPORT, "POST", body, Cookie="sessionid=1")[0]

    assert status == 200
    allowed, sent = upstream.environs
    assert (allowed["REQUEST_METHOD"], allowed["HTTP_COOKIE"]) == ("GET", "sessionid=1")
    assert "CONTENT_LENGTH" not in allowed or not allowed["CONTENT_LENGTH"]
    assert sent["CONTENT_LENGTH"] == str(len(body))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_is_not_signed_in_is_led_there_before_his_export_is_read(
    upstream, ports, method
):
    upstream.answers = {SIGNED_IN: UNKNOWN}
    with announced(ports[1], method, EXPORT, 150 * MEGABYTE) as response:
        assert response.status == 303
        assert response.headers["Location"].endswith("/login/?next=/admin/bring-in/")
    assert list(upstream.asked) == [SIGNED_IN]


@pytest.mark.parametrize(
    ("path", "size"), [("/admin/", 21 * MEGABYTE), (EXPORT, 250 * MEGABYTE)]
)
def test_who_sends_too_much_is_told_how_much_is_taken(upstream, ports, path, size):
    upstream.answers = {SIGNED_IN: KNOWN}
    with announced(ports[1], "POST", path, size) as response:
        assert response.status == 413
        assert response.headers["Cache-Control"] == "no-store"
        text = response.read().decode()
    assert f"the ZIP file of “Take everything with me” {parcel.MOST}." in text
    assert "A picture may weigh 15 MB" in text
    assert path not in upstream.asked


@contextlib.contextmanager
def announced(port, method, path, size):
    """The answer to who says how much he is going to send, and waits."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", HOST)
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    yield connection.getresponse()
    connection.close()


@pytest.mark.parametrize(("path", "size"), [("/", 70_000), ("/admin/", 21 * MEGABYTE)])
def test_who_sends_too_much_by_http2_is_told_so_too(ports, tmp_path, path, size):
    """There nginx holds the limit against its own page once more."""
    (tmp_path / "sent").write_bytes(bytes(size))
    named = f"{HOST}:{ports[1]}"
    command = [CURL, "--silent", "--insecure", "--http2", "--max-time", "30"]
    command += ["--resolve", f"{named}:127.0.0.1", "--header", f"Host: {HOST}"]
    command += ["--data-binary", f"@{tmp_path / 'sent'}"]
    command += ["--write-out", "\n%{http_version} %{http_code}"]

    said = subprocess.run(
        [*command, f"https://{named}{path}"], capture_output=True, text=True
    ).stdout

    assert said.endswith("\n2 413")
    assert "A picture may weigh 15 MB" in said


def test_the_question_who_is_signed_in_is_nginxs_alone(ask, upstream):
    assert ask(SIGNED_IN, "POST", b"x")[0] == 404
    assert not upstream.asked


def test_without_a_database_who_brings_in_an_export_is_excused(ask, upstream):
    upstream.answers = {SIGNED_IN: ("503 Service Unavailable", {})}
    status, _, text = ask(EXPORT, "POST", b"x")
    assert status == 503
    assert "back in a moment" in text


@pytest.mark.parametrize(
    "path", ["/", "/admin/", EXPORT, "/search/", "/healthz", "/media/images/a.jpg"]
)
def test_the_site_is_told_scheme_host_and_one_address_that_nobody_made_up(
    ask, upstream, path
):
    upstream.answers = {SIGNED_IN: KNOWN}
    ask(path, X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http")
    for environ in upstream.environs:
        assert environ["HTTP_X_FORWARDED_PROTO"] == "https"
        assert environ["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
        assert environ["HTTP_HOST"] == "www.example.com"


def test_the_sites_headers_pass_as_they_are(ask, upstream):
    sent = {"ETag": '"abc"', "Strict-Transport-Security": "max-age=1", "X-A": "1"}
    upstream.answers = {"/": ("200 OK", sent)}
    _, headers, _ = ask("/")
    for name, text in sent.items():
        assert headers.get_all(name) == [text]
    assert headers.get_all("Cache-Control") == ["no-cache"]
    assert ask("/")[1].get_all("Strict-Transport-Security") == ["max-age=1"]


@pytest.mark.parametrize(("path", "status"), [("/static/none.css", 404), ("/", 503)])
def test_nginxs_own_answers_are_as_careful_as_the_sites(ask, upstream, path, status):
    upstream.shutdown()
    upstream.server_close()
    answered, headers, _ = ask(path)
    assert answered == status
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Server"] == "nginx"


def test_who_never_ends_a_request_is_cut_off_whatever_name_he_gives():
    """nginx counts by the first server until it knows the name, so each must say it."""
    servers = CONFIGURATION.read_text().split("\nserver {")[1:]

    assert len(servers) == 3
    assert all("client_header_timeout 15s;" in server for server in servers)


def test_a_kept_page_answers_304(ask, upstream):
    upstream.answers = {"/": ("200 OK", {"ETag": '"abc"'})}
    ask("/")
    assert ask("/", If_None_Match='"abc"')[0] == 304


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("www.example.com", "www.example.com"),
        ("example.com", "example.com"),
        ("evil.example", "www.example.com"),
    ],
)
def test_plain_http_leads_to_https_and_to_no_other_site(ports, asked, led_to):
    connection = http.client.HTTPConnection("127.0.0.1", ports[0])
    connection.request("GET", "/articles/?page=2", headers={"Host": asked})
    response = connection.getresponse()
    assert response.status == 301
    assert response.headers["Location"] == f"https://{led_to}/articles/?page=2"
    assert response.headers["Server"] == "nginx"


def test_the_other_name_leads_to_the_sites_own(ask, upstream):
    status, headers, _ = ask("/articles/?page=2", Host="example.com")
    assert status == 301
    assert headers["Location"] == "https://www.example.com/articles/?page=2"
    assert not upstream.asked


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_site_that_is_down_is_excused_with_where_help_is(ask, upstream, method):
    ask("/")
    upstream.shutdown()
    upstream.server_close()
    status, headers, text = ask("/articles/", method=method)
    assert (status, headers["Retry-After"]) == (503, "30")
    assert headers["Cache-Control"] == "no-store"
    assert "tel:988" in text


def test_a_site_that_is_down_is_excused_with_the_page_that_it_left(
    ask, upstream, tmp_path
):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "away.html").write_text("<p>License No. 12345</p>")
    upstream.shutdown()
    upstream.server_close()
    status, headers, text = ask("/articles/")
    assert (status, headers["Content-Type"]) == (503, "text/html")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "License No. 12345" in text


def test_the_page_for_that_has_no_address_of_its_own(ask, upstream):
    assert ask("/away.html")[0] == 404
    assert ask("/var/lib/practice-site/away.html")[2] == "1 plain"


def test_no_search_and_no_address_is_written_down(ask, upstream, tmp_path):
    ask("/search/?q=confided")
    upstream.shutdown()
    upstream.server_close()
    ask("/search/?q=confided")
    Path(upstream.server_address).unlink()
    ask("/search/?q=confided")
    written = "".join(
        file.read_text(errors="replace")
        for file in tmp_path.rglob("*")
        if file.is_file() and file.suffix not in (".conf", ".pem")
    )
    assert "confided" not in written
    assert "127.0.0.1" not in written
