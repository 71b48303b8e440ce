"""What stands in for pandoc and for the image library in these tests."""

from articles.citations import Formatted
from articles.rendering import render
from articles.source import ArticleSource, FigureSource, Picture, Rendition

PICTURE = Picture(
    1600,
    900,
    (
        Rendition("/media/sea-1200.jpg", 1200, "jpeg"),
        Rendition("/media/sea-480.jpg", 480, "jpeg"),
        Rendition("/media/sea-800.jpg", 800, "jpeg"),
        Rendition("/media/sea-800.webp", 800, "webp"),
        Rendition("/media/sea-480.avif", 480, "avif"),
    ),
)
PICTURES = {"digest": PICTURE}
SEA = FigureSource("sea", "digest", alt="The sea at dusk")


def work(key, **fields):
    """A complete book whose author is called as its key begins."""
    name = key.rstrip("0123456789").title()
    return {
        "id": key,
        "type": "book",
        "title": f"On {name}",
        "author": [{"family": name, "given": "Ann"}],
        "publisher": "Press",
        "issued": {"date-parts": [[2020]]},
    } | fields


WORKS = {key: work(key) for key in ("ames2020", "boyd2019", "cole2021")}


def cite(items, clusters):
    """Every work under its key; entries sorted by key."""
    texts = {cluster.id: cited(cluster) for cluster in clusters}
    return Formatted(
        tuple(sorted((i["id"], f"{i['id']}. <em>{i['title']}</em>") for i in items)),
        texts,
    )


def cited(cluster):
    works = [
        f'{i.prefix}<a href="#ref-{i.id}" role="doc-biblioref">{i.id}'
        f"{f', {i.label} {i.locator}' if i.locator else ''}</a>{i.suffix}"
        for i in cluster.items
    ]
    return works[0] if cluster.narrative else f"({'; '.join(works)})"


def document(body="", *, works=WORKS, pictures=PICTURES, cite=cite, **fields):
    source = ArticleSource(
        **{"title": "Title", "authors": ("ames",), "body": body} | fields
    )
    return render(source, works, pictures, cite=cite)


def html(body, **fields):
    """The body's HTML without what the sanitiser adds to every link."""
    return plain(document(body, **fields).body)


def plain(markup):
    return markup.replace(' rel="noopener noreferrer"', "")


def codes(found):
    return [problem.code for problem in found.problems]
