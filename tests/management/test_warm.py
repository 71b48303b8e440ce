import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command

PAGES = {
    "/sitemap.xml": "<loc>http://testserver/a/</loc><loc>http://testserver/list/</loc>",
    "/feed/": "",
    "/feed.json": "",
    "/robots.txt": "",
    "/a/": "",
    "/list/": '<a rel="next" href="/list/?page=2">Older</a>',
    "/list/?page=2": "",
}


@pytest.fixture
def site():
    """Answers as the site would and notes (path, host, scheme, coding)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            names = ("Host", "X-Forwarded-Proto", "Accept-Encoding")
            server.asked.append((self.path, *(self.headers[n] for n in names)))
            body = server.pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.pages = [], dict(PAGES)
    server.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_every_public_page_is_asked_for_in_both_codings(site, capsys):
    call_command("warm", site.address)
    asked = {(path, coding) for path, _, _, coding in site.asked}

    assert {(path, coding) for path in PAGES for coding in ("br", "gzip")} <= asked
    assert "7 pages are ready" in capsys.readouterr().out


def test_the_sites_own_host_and_scheme_are_named(site):
    call_command("warm", site.address)

    assert {(host, scheme) for _, host, scheme, _ in site.asked} == {
        ("testserver", "http")
    }


def test_a_page_that_fails_is_named(site):
    del site.pages["/a/"]
    with pytest.raises(CommandError, match="/a/: status 404"):
        call_command("warm", site.address)


@pytest.mark.parametrize("address", ["", "nowhere", "ftp://x", "/articles/"])
def test_what_is_no_address_is_said_to_be_none(address):
    with pytest.raises(CommandError, match="is no address"):
        call_command("warm", address)


def test_a_site_that_is_not_running_is_said_to_be_so(site):
    with pytest.raises(CommandError, match="Is it running"):
        call_command("warm", "http://127.0.0.1:1")


def test_a_site_that_is_another_is_not_taken_for_ours(site):
    site.pages.clear()
    with pytest.raises(CommandError, match="status 404"):
        call_command("warm", site.address)
