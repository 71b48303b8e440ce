"""Memory: bounded by bytes, whatever anybody asks for."""

import ast
from pathlib import Path

from practice_site import page_cache
from practice_site.page_cache.pages import OVERHEAD
from tests.practice_site.page_cache.asking import Asked, Site

KB = 2**10


def weight(shelf):
    """What the shelf holds, counted anew."""
    pages = {id(page): page for page in shelf.pages.values()}
    if shelf.not_found:
        pages[id(shelf.not_found)] = shelf.not_found
    bodies = sum(
        len(body)
        for page in pages.values()
        for body in {id(r): r.body[0] for r in page.replies.values()}.values()
    )
    return (
        bodies + len(pages) * OVERHEAD + sum(map(len, (*shelf.pages, *shelf.missing)))
    )


def test_what_was_asked_for_least_recently_goes_first():
    asked = Asked(Site(body=b"x" * KB), max_bytes=34 * KB)
    for path in "abcdefgh":
        asked.get(f"/{path}/")
    asked.get("/a/")
    for path in "ij":
        asked.get(f"/{path}/")
    kept = list(asked.cache.shelf.pages)

    assert "/a/" in kept
    assert "/b/" not in kept
    assert kept[-1] == "/j/"


def test_bodies_and_codings_stay_under_the_bound():
    asked = Asked(Site(body=bytes(range(256)) * 40), max_bytes=200 * KB)
    for number in range(100):
        for coding in ("", "gzip", "br"):
            asked.get(f"/{number}/", HTTP_ACCEPT_ENCODING=coding)
        shelf = asked.cache.shelf
        assert weight(shelf) <= shelf.size + shelf.missing_size <= 200 * KB


def test_what_was_learned_of_invented_requests_stays_small():
    site = Site(status="404 Not Found", headers={"X-Page-Cache": "page"})
    asked = Asked(site)
    for number in range(3):
        asked.get(f"/{number}{50 * KB * 'x'}/", HTTP_ACCEPT_ENCODING=f"{50 * KB * 'y'}")
        asked.get(f"/{number}/", HTTP_ACCEPT_ENCODING=f"{number}, gzip")
    _, headers, _ = asked.get("/", HTTP_ACCEPT_ENCODING=f"gzip, {KB * 'y'}")
    site.status, site.headers = "200 OK", {"X-Page-Cache": None}
    for number in range(3):
        asked.get(f"/look-{number}{50 * KB * 'x'}.css")

    assert headers["content-encoding"] == "gzip"
    assert sum(map(len, asked.cache.addresses.names)) < KB
    assert sum(map(len, asked.cache.codings)) < KB
    assert sum(map(len, asked.cache.unkept)) < KB


def test_invented_addresses_share_one_body_and_push_no_page_out():
    site = Site()
    asked = Asked(site, max_bytes=200 * KB)
    asked.get("/")
    site.status, site.body = "404 Not Found", b"Not here" * 100
    for number in range(300):
        asked.get(f"/{number}/")
    shelf = asked.cache.shelf

    assert shelf.missing_size <= 200 * KB / 16
    assert len({id(page) for page in shelf.missing.values()}) == 1
    assert "/" in shelf.pages
    assert asked.get("/299/")[0] == "404 Not Found"
    assert asked.renders == 301


def test_a_missing_page_unlike_the_others_is_not_kept():
    site = Site(status="404 Not Found", body=b"One")
    asked = Asked(site)
    asked.get("/a/")
    site.body = b"Other"
    asked.get("/b/")

    assert asked.get("/b/")[2] == b"Other"
    assert asked.get("/a/")[2] == b"One"
    assert asked.renders == 3


def test_parameters_of_invented_addresses_are_remembered_for_a_bounded_number():
    site = Site(status="404 Not Found", headers={"X-Page-Cache": "page"})
    asked = Asked(site)
    for number in range(2100):
        asked.get(f"/{number}/")

    assert len(asked.cache.addresses.names) <= 2000


def test_a_page_too_large_to_keep_is_shown():
    asked = Asked(Site(body=b"x" * 100 * KB), max_bytes=200 * KB)
    for _ in range(2):
        assert len(asked.get()[2]) == 100 * KB

    assert asked.renders == 2
    assert not asked.cache.shelf.pages


def test_no_bytes_are_kept_under_endless_addresses():
    asked = Asked(Site())
    asked.get("/" + "x" * 2000)

    assert not asked.cache.shelf.pages


def test_the_page_cache_knows_nothing_of_the_site():
    for file in Path(page_cache.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.module.split(".")[0] not in ("articles", "django")
                if node.module.startswith("practice_site"):
                    assert node.module.startswith("practice_site.page_cache")
