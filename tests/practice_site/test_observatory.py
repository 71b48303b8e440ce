"""The score of the HTTP Observatory (algorithm 6) for the headers really sent.

The points are those of mdn/mdn-http-observatory, src/grader/charts.js, for the cases
that this site can meet: it never loads anything from elsewhere.
"""

import re

import pytest

SAFE_REFERRER = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
HALF_A_YEAR = 15_552_000


def csp_points(headers):
    text = headers.get("Content-Security-Policy", "")
    if not text:
        return -25
    directives = [part.split() for part in text.split(";") if part.strip()]
    names = [directive[0] for directive in directives]
    policy = {name: set(values) for name, *values in directives}
    scripts = policy.get("script-src", policy.get("default-src", {"*"}))
    if len(names) != len(set(names)):
        return 0
    if scripts & {"'unsafe-inline'", "data:", "*", "http:", "https:"}:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in policy.get("style-src", set()):
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def cookie_points(cookies):
    if not cookies:
        return 0
    if any(not cookie["secure"] for cookie in cookies.values()):
        return -40
    if any(
        not cookie["httponly"] for name, cookie in cookies.items() if "session" in name
    ):
        return -30
    return 5 if all(cookie["samesite"] for cookie in cookies.values()) else 0


def hsts_points(headers):
    found = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    if not found:
        return -20
    return 0 if int(found[1]) >= HALF_A_YEAR else -10


def score(response):
    """100, less what is wrong, plus bonuses if the rest leaves 90 or more."""
    headers = response.headers
    points = [
        csp_points(headers),
        cookie_points(response.cookies),
        hsts_points(headers),
        5 if headers.get("Referrer-Policy") in SAFE_REFERRER else 0,
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        5 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20,
        10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
        10 if headers.get("Cross-Origin-Embedder-Policy") == "require-corp" else 0,
        10 if headers.get("Cross-Origin-Opener-Policy") == "same-origin" else 0,
        -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
    ]
    total = 100 + sum(point for point in points if point < 0)
    if total >= 90:
        total += sum(point for point in points if point > 0)
    return total


@pytest.fixture
def secure_site(settings):
    settings.SITE_URL = "https://testserver"
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True


@pytest.mark.django_db
@pytest.mark.usefixtures("secure_site")
@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/articles/",
        "/series/",
        "/references/",
        "/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/not/there/",
    ],
)
def test_a_public_page_has_150_points(client, url):
    response = client.get(url, secure=True)
    assert score(response) >= 150
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.usefixtures("secure_site")
@pytest.mark.parametrize("url", ["/accounts/login/", "/accounts/password/forgotten/"])
def test_the_sign_in_pages_have_145_points(client, url):
    assert score(client.get(url, secure=True)) >= 145


@pytest.mark.usefixtures("secure_site")
def test_plain_http_is_sent_to_https_on_the_same_host(client):
    response = client.get("/articles/")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/articles/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "Content-Security-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Cross-Origin-Resource-Policy",
        "Cross-Origin-Embedder-Policy",
        "Cross-Origin-Opener-Policy",
    ],
)
@pytest.mark.usefixtures("secure_site")
def test_each_header_counts(client, name):
    """The sum would notice a header that went missing."""
    response = client.get("/articles/", secure=True)
    whole = score(response)
    del response.headers[name]
    assert score(response) < whole
