"""Texts to bring in: a whole small article, a page with pictures, a chain of parts."""

import base64
from pathlib import Path

from articles.importing import read_source
from tests.factories import make_png

ARTICLES = Path(__file__).parent / "importing"
ARTICLE = """\
Why the Kitchen Is Where We Argue

Small rooms and large questions

By Dana Reyes

The dishes are never only the dishes. Two people stand at one sink, and each of them
hears what was not said (Gottman & Levenson, 1992).

What the Sink Knows

Arguments repeat because they work. They keep something from being asked (Lerner, 1985).

- Notice the hour.
- Notice who is hungry.
- Wait until the plates are dry.

What Helps

Say one sentence about yourself. Then stop, and look at the other person.

Frequently Asked Questions

Is it bad to argue in front of the children?
Not always. Children learn from how an argument ends.

How long should a pause be?
About twenty minutes, long enough for the heart to slow down.

References

Gottman, J. M., & Levenson, R. W. (1992). Marital processes predictive of later \
dissolution: Behavior, physiology, and health. Journal of Personality and Social \
Psychology, 63(2), 221-233. https://doi.org/10.1037/0022-3514.63.2.221

Lerner, H. (1985). The dance of anger. Harper & Row.

Johnson, S. (2008). Hold me tight. Little, Brown.
"""
LINES = ARTICLE.split("\n")
FIRST_HEADING = LINES.index("What the Sink Knows") + 1
STANDFIRST_LINE = LINES.index("Small rooms and large questions") + 1
GOTTMAN_LINE = next(n for n, line in enumerate(LINES, 1) if line.startswith("Gottman,"))


def source(text=ARTICLE, name="kitchen.txt"):
    return read_source(text.encode(), name)


def page_with_pictures(*pictures):
    """A web page that carries each of the pictures' bytes in itself."""
    shown = "".join(
        f'<figure><img src="data:image/png;base64,{base64.b64encode(data).decode()}"'
        f' alt="A window at dusk"><figcaption>Dusk, part {number}</figcaption></figure>'
        f"<p>Paragraph {number} says something about the evening and the light.</p>"
        for number, data in enumerate(pictures, start=1)
    )
    return (
        "<!doctype html><html><head><title>Evening Light</title></head><body><article>"
        "<h1>Evening Light</h1><p>The lamps come on one after the other, and people"
        f" slow down.</p>{shown}</article></body></html>"
    )


def window(color=(10, 20, 30)):
    return make_png(640, 400, color)


def articles_of_the_importer():
    """The articles that the importer itself is tested on; Word files as Markdown."""
    found = (
        path
        for folder in ("articles", "held_out")
        for path in sorted((ARTICLES / folder).iterdir())
    )
    return [path for path in found if path.suffix != ".json"]


def chain(count):
    """Texts that each name the titles before and after them, in their right order."""
    titles = [f"The Long Way Home, Station {number:02}" for number in range(count)]
    return [
        text_between(
            title, titles[at - 1] if at else "", "".join(titles[at + 1 : at + 2])
        )
        for at, title in enumerate(titles)
    ]


def text_between(title, before, after):
    previous = f"\nPrevious\n\n{before}\n" if before else ""
    following = f"\nNext\n\n{after}\n" if after else ""
    return (
        f"{title}\n\nThe train stopped again, and nobody in the carriage looked up from"
        f" what they were reading.\n\nWe waited. Outside it had begun to snow."
        f"\n{previous}{following}"
    )
