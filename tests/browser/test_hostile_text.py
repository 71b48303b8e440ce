"""Hostile text in a real browser: through every field, onto the reader's page."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.models import Article
from articles.pages import preview_html
from articles.rendering import render
from articles.source import (
    ArticleSource,
    FAQSource,
    FigureSource,
    Picture,
    Rendition,
)
from tests.attacks import ATTACKS, known_attacks

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NOW = datetime(2026, 3, 1, tzinfo=UTC)
ADDRESS = "http://site.test/page"
PICTURES = {"d": Picture(800, 600, (Rendition("/media/images/d.jpg", 800, "jpeg"),))}

HOOKS = """
window.executed = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...args) => { window.executed.push([name, ...args.map(String)]); };
"""
ORACLE = """
() => {
  const found = [];
  const names = "script,body style,iframe,object,embed,form,meta[http-equiv]," +
    "base,svg,math,link[href*=':']";
  for (const element of document.querySelectorAll("body *, " + names)) {
    if (element.matches(names) && element.type !== "application/ld+json")
      found.push(element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes) {
      const url = ["href", "src", "action", "formaction", "poster"].includes(name);
      const scheme = url && /^[^/?#]*:/.exec(value.replace(/[\\u0000-\\u0020]/g, ""));
      if (/^on/i.test(name) || name === "style" || name === "srcdoc" ||
          (scheme && !/^(https?|mailto|tel|sms):$/i.test(scheme[0])))
        found.push(`${element.tagName} ${name}=${value.slice(0, 200)}`);
    }
  }
  return found;
}
"""


def marked(part, number, vector):
    return f"{part}{number}before {vector} {part}{number}after"


def works_of(vectors):
    return {
        f"k{number}": {
            "id": f"k{number}",
            "type": "book",
            "title": marked("work", number, vector),
            "author": [{"family": f"Author{number}"}],
            "issued": {"date-parts": [[1900 + number]]},
        }
        for number, vector in enumerate(vectors)
    }


def source_of(vectors):
    texts = list(enumerate(vectors))
    return ArticleSource(
        title=" ".join(marked("title", number, vector) for number, vector in texts),
        body="\n\n".join(
            [marked("body", number, vector) for number, vector in texts]
            + ["```", "```", "~~~", "~~~", "-->"]
            + [f"[@k{number}]" for number, _ in texts]
            + [f"![](figure:f{number})" for number, _ in texts]
        ),
        faqs=tuple(
            FAQSource(marked("question", number, v), marked("answer", number, v))
            for number, v in texts
        ),
        figures=tuple(
            FigureSource(
                f"f{number}",
                "d",
                marked("alt", number, v),
                caption=marked("caption", number, v),
                credit=marked("credit", number, v),
            )
            for number, v in texts
        ),
        authors=("somebody",),
    )


def page_of(vectors):
    source = source_of(vectors)
    document = render(source, works_of(vectors), PICTURES)
    return preview_html(Article(title=source.title), source, document, now=NOW)


def open_page(page, html):
    """Show ``html``; (what ran, what should not stand there, what it asked for)."""
    asked = []

    def answer(route):
        url = route.request.url
        if url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        asked.append(url)
        route.abort()

    page.route("**/*", answer)
    page.goto(ADDRESS, wait_until="load")
    page.wait_for_timeout(50)
    result = page.evaluate("window.executed"), page.evaluate(ORACLE), asked
    page.unroute("**/*")
    return result


def assert_harmless(page, vectors):
    executed, forbidden, asked = open_page(page, page_of(vectors))
    assert executed == []
    assert forbidden == []
    assert [url for url in asked if not url.startswith("http://site.test/")] == []
    text = page.evaluate("document.body.textContent + document.title")
    parts = ("title", "body", "question", "answer", "caption", "credit", "work")
    missing = [
        f"{part}{number}{side}"
        for number in range(len(vectors))
        for part in parts
        for side in ("before", "after")
        if f"{part}{number}{side}" not in text
    ]
    assert missing == []


@pytest.fixture
def hooked(page):
    page.add_init_script(HOOKS)
    return page


def test_own_vectors_do_nothing_and_keep_the_words_around_them(hooked):
    # Half a fence would make code of all that comes after it on the page.
    assert_harmless(hooked, [attack for attack in ATTACKS if "```" not in attack])


@pytest.mark.parametrize("block", range(30))
def test_public_vectors_do_nothing_and_keep_the_words_around_them(
    hooked, testdata, block
):
    vectors = known_attacks(testdata)
    size = -(-len(vectors) // 30)
    assert_harmless(hooked, vectors[block * size : (block + 1) * size])


def test_without_the_sanitiser_the_same_harness_finds_executions(hooked):
    """The control: what is printed raw does run, and is seen to run."""
    source = ArticleSource(title="Control", authors=("somebody",))
    document = replace(render(source, {}, {}), body="<p></p>" + "".join(ATTACKS))
    html = preview_html(Article(title="Control"), source, document, now=NOW)

    executed, forbidden, _ = open_page(hooked, html)

    assert len(executed) >= 3
    assert len(forbidden) >= 5
