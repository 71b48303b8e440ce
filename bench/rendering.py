"""How long an article takes to render, with pandoc left out.

Run: python bench/rendering.py
Prints the best of several runs for three lengths of article and, as a yardstick
side by side, markdown-it-py's bare CommonMark on the same text.
"""

import random
import timeit

from markdown_it import MarkdownIt

from articles.citations import Formatted
from articles.rendering import render
from articles.source import ArticleSource, FAQSource

LENGTHS = (800, 2_500, 8_000)
PROSE = "it was not the grief that kept her from sleep but the anger and the silence"
WORDS = PROSE.split()
KEYS = [f"author{number}" for number in range(2_000, 2_030)]
WORKS = {
    key: {"id": key, "type": "book", "title": key, "publisher": "Press"} for key in KEYS
}


def main() -> None:
    print("words   render      bare CommonMark   ratio   µs/word")
    for length in LENGTHS:
        source = article(length)
        whole = best(lambda source=source: render(source, WORKS, {}, cite=plain_cite))
        bare = best(lambda source=source: MarkdownIt().render(source.body))
        print(
            f"{length:5}  {whole * 1e3:6.1f} ms   {bare * 1e3:10.1f} ms"
            f"   {whole / bare:9.1f}   {whole / length * 1e6:7.1f}"
        )


def best(call) -> float:
    return min(timeit.repeat(call, number=1, repeat=7))


def article(length: int) -> ArticleSource:
    """Prose with a heading every 300 words and a citation every 100, and 5 FAQs."""
    chance = random.Random(length)
    paragraphs = []
    for number in range(length // 100):
        if number % 3 == 0:
            paragraphs.append(f"## {words(chance, 4).title()}")
        paragraphs.append(
            f'{words(chance, 48)} "{words(chance, 2)}" [@{chance.choice(KEYS)}, p. 3]'
            f" *{words(chance, 3)}* [{words(chance, 3)}](https://example.org/)"
            f" {words(chance, 44)}."
        )
    answer = f"{words(chance, 40)} [@{chance.choice(KEYS)}]."
    faqs = tuple(FAQSource(f"{words(chance, 6)} {n}?", answer) for n in range(5))
    return ArticleSource(
        title="T", authors=("a",), body="\n\n".join(paragraphs), faqs=faqs
    )


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def plain_cite(items, clusters) -> Formatted:
    """Stands in for pandoc, which takes 150 ms and more on its own."""
    links = {
        cluster.id: f'(<a href="#ref-{cluster.items[0].id}">Author, 2020</a>)'
        for cluster in clusters
    }
    return Formatted(tuple((item["id"], item["title"]) for item in items), links)


if __name__ == "__main__":
    main()
