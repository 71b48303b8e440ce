"""A record whose every field attacks: its words are shown, nothing of it runs."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.citations.variables import DATES, NAMES, TEXTS
from articles.models import Reference
from tests.factories import make_published_article

pytestmark = pytest.mark.django_db
ATTACK = (
    "Wordbefore \"'><img src=x onerror=alert(1)><script>alert(1)</script>"
    "<i onclick=alert(1)>{{7*7}}</i>--></script></textarea></title>"
)
OWN_TEXTS = ("reference", "parenthetical", "narrative")


def hostile_item(**more):
    name = {"family": ATTACK, "given": ATTACK, "suffix": ATTACK}
    group = {"literal": ATTACK, "abbreviation": ATTACK}
    return {
        "type": "article-journal",
        **dict.fromkeys(TEXTS, ATTACK),
        **dict.fromkeys(NAMES, [name, group]),
        **dict.fromkeys(DATES, {"literal": ATTACK}),
        "note": ATTACK,
        "abstract": ATTACK,
        **more,
    }


@pytest.fixture
def works(db):
    exactly = dict.fromkeys(OWN_TEXTS, ATTACK)
    works = [
        Reference.add({**hostile_item(), "id": "one"}, note=ATTACK),
        Reference.add(
            {**hostile_item(custom={"exactly": exactly, "kind": ATTACK}), "id": "two"}
        ),
    ]
    body = "Shown [@one, p. 3]. @two says so."
    make_published_article("Ties", body=body)
    return works


def faults(html):
    page = BeautifulSoup(html, "html.parser")
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if name.startswith("on") or (name == "src" and value == "x"):
                yield f"<{tag.name} {name}={value}>"
        if tag.name == "script" and "alert(1)" in (tag.string or ""):
            if tag.get("type") not in ("application/json", "application/ld+json"):
                yield "<script>"
            elif "<" in tag.string:
                yield "markup in data"


def test_readers_pages_show_the_words_only(works, client):
    for url in ("/articles/ties/", "/references/"):
        html = client.get(url).text
        assert "Wordbefore" in html
        assert list(faults(html)) == []
    page = BeautifulSoup(client.get("/articles/ties/").text, "html.parser")
    blocks = page.find_all("script", type="application/ld+json")
    assert blocks
    for block in blocks:
        json.loads(block.string)


def test_downloads_are_files_never_pages(works, client):
    for folder in ("/articles/ties/", "/"):
        for ending in ("bib", "ris", "json"):
            response = client.get(f"{folder}references.{ending}")
            assert response.status_code == 200
            assert "html" not in response.headers["Content-Type"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_admin_shows_the_words_only(works, owner):
    urls = ["/admin/", "/admin/articles/article/"]
    urls += [admin_url(name) for name in ("changelist", "duplicates")]
    for name in ("change", "history", "used"):
        urls += [admin_url(name, work.pk) for work in works]
    for url in urls:
        response = owner.get(url)
        assert response.status_code == 200
        assert list(faults(response.text)) == []


def admin_url(name, *args):
    return reverse(f"admin:articles_reference_{name}", args=args)
