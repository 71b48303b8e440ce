"""The copy of the site: every link leads to a file, nothing asks a server."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage

from articles.exporting.site_copy import Shared, copy_site
from articles.models import OldPath
from articles.tasks import fill
from tests.factories import (
    make_article,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
CALLS = {"http", "https", "mailto", "tel", "sms"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.pages.lists.PAGE_SIZE", 2)
    return tmp_path / "html"


def soup(file):
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def links_of(page):
    """(attribute, address) of everything that the page names."""
    for element in page.find_all(True):
        for name in ("href", "src", "srcset", "action", "poster", "data"):
            if element.has_attr(name):
                yield name if element.name != "a" else "a", element[name]


def broken_links(folder):
    """Links that lead nowhere, and whatever would be fetched from elsewhere."""
    pages = {file.resolve(): soup(file) for file in folder.rglob("*.html")}
    for file, page in pages.items():
        for kind, href in links_of(page):
            parts = urlsplit(href)
            if parts.scheme in CALLS and kind == "a":
                continue
            target = (
                (file.parent / unquote(parts.path)).resolve() if parts.path else file
            )
            is_there = target.is_file() and not (parts.scheme or parts.netloc)
            is_inside = target.is_relative_to(folder.resolve())
            anchor = parts.fragment and target in pages
            has_anchor = not anchor or pages[target].find(id=unquote(parts.fragment))
            if not (is_there and is_inside and has_anchor) or parts.query:
                yield file.name, href
    for file in folder.rglob("*.css"):
        for url in re.findall(r"url\([\"']?([^\"')]+)", file.read_text()):
            if not (file.parent / url).is_file():
                yield file.name, url


def make_site():
    """Every kind of page, more than one page of a list, and every kind of link."""
    make_practice(
        name="Two Herons",
        accent="#7a2f5b",
        home_picture=make_image("House"),
        introduction="[Fees](/fees/) and [gone](/nowhere/) and [old](/blog/why).",
        booking_url="https://book.example.com/",
    )
    work, image = make_reference(), make_image("A window")
    first = make_published_article(
        "First",
        slug="before",
        body=f"Words [@{work.key}].\n\n![](figure:window)\n\n"
        "[own](http://testserver/articles/part-3/#questions), "
        "[out](https://a.example), [search](/search/), [admin](/admin/), "
        "[list](/articles/?page=2), "
        "[none](/articles/?page=77), [moved](/articles/before/), [feed](/feed/).",
        faqs=[("Always?", f"See [@{work.key}].")],
        figures=[{"name": "window", "image": image, "alt": "A window"}],
        series=make_series("The space between", slug="between"),
        topics=[make_topic("Sleep", slug="sleep")],
    )
    first.move_to("first")
    OldPath.objects.create(path="/blog/why", article=first)
    for number in range(2, 4):
        make_published_article(
            f"Part {number}", slug=f"part-{number}", faqs=[("Q?", "A.")]
        )
    make_published_page("Fees", slug="fees", menu_position=1)
    make_article("A secret draft", slug="secret")
    fill([image])
    return image


def test_every_link_of_every_page_leads_to_a_file(folder):
    make_site()

    assert copy_site(folder) == []

    assert list(broken_links(folder)) == []
    for name in (
        "index.html",
        "articles/index.html",
        "articles/page-2.html",
        "articles/first/index.html",
        "articles/first/references.bib",
        "series/between/index.html",
        "topics/sleep/index.html",
        "faqs/index.html",
        "references/index.html",
        "fees/index.html",
    ):
        assert (folder / name).is_file(), name


def test_a_page_leads_where_the_site_leads(folder):
    make_site()
    copy_site(folder)

    links = {
        link.get_text(): link["href"]
        for link in soup(folder / "articles/first/index.html").find_all("a", href=True)
    }
    assert links["own"] == "../part-3/index.html#questions"
    assert links["out"] == "https://a.example"
    assert links["list"] == "../page-2.html"
    assert links["moved"] == "index.html"
    assert {"search", "admin", "none", "feed", "Search", "Feed"}.isdisjoint(links)
    home = {a.get_text(): a["href"] for a in soup(folder / "index.html").find_all("a")}
    assert home["old"] == "articles/first/index.html"
    assert "gone" not in home


def test_readers_words_pictures_and_look_are_there_and_nothing_private(folder):
    image = make_site()
    copy_site(folder)

    page = soup(folder / "articles/first/index.html")
    shown = page.find("figure").img["src"]
    assert (folder / "articles/first" / shown).resolve().is_file()
    assert image.digest in shown
    assert page.find("script") is None
    assert page.find(srcset=True) is None
    assert any(folder.glob("look-*.css"))
    for file in folder.rglob("*.html"):
        assert "A secret draft" not in file.read_text()


def test_no_page_of_the_copy_may_run_a_script_or_ask_a_server(folder):
    """No server says so there, as it does on the site."""
    make_site()
    copy_site(folder)

    for file in folder.rglob("*.html"):
        charset, policy = soup(file).head.find_all("meta")[:2]
        assert charset.has_attr("charset")
        assert policy["http-equiv"] == "Content-Security-Policy"
        for word in ("script-src 'none'", "connect-src 'none'", "frame-src 'none'"):
            assert word in policy["content"]


def test_a_picture_whose_file_is_gone_is_told_and_its_words_stand_there(
    folder, media_root
):
    image = make_site()
    for rendition in image.renditions.all():
        default_storage.delete(rendition.file.name)

    problems = copy_site(folder)

    assert "whose file is not there" in problems[0]
    page = soup(folder / "articles/first/index.html")
    assert "A window" in page.find("figure").get_text()
    assert list(broken_links(folder)) == []


def test_what_all_pages_share_is_read_anew_when_the_site_has_changed():
    make_practice(phone="+1 510 555 0100")
    shared = Shared()
    before = shared.now()
    assert shared.now() is before

    make_practice(phone="+1 510 555 0199")

    assert shared.now() is not before
