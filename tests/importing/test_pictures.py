"""Pictures that came along are placed; others, and mere descriptions, are reported."""

import base64
import io

import pytest
from PIL import Image

from articles.importing import bring_in, read_source
from articles.importing.pictures import description_likelihood
from articles.importing.report import CERTAIN
from articles.importing.unit import Form, Unit
from tests.importing.samples import as_word_file


def png():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    return buffer.getvalue()


DATA = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
TEXT = "# A Title\n\nSome text before it.\n\n{}\n\nSome text behind it.\n"


def bring(middle, name="a.md"):
    return bring_in(read_source(TEXT.format(middle).encode(), name), [])


def codes(result):
    return [point.code for point in result.report.open_points]


def test_an_embedded_picture_is_placed_with_its_caption():
    result = bring(f"![A teal field]({DATA})\n\n*Teal, like the sea.*")
    assert result.source.body.split("\n\n")[1] == "![](figure:picture-1)"
    figure = result.source.figures[0]
    assert (figure.alt, figure.caption) == ("A teal field", "Teal, like the sea.")
    assert result.pictures == {"picture-1": png()}
    assert "Teal" not in result.source.body


def test_a_picture_in_a_web_page_is_placed_with_its_caption():
    page = (
        f"<h1>A Title</h1><p>Some text before it.</p><figure><img alt='A teal field'"
        f" src='{DATA}'><figcaption>Like the <em>sea</em>.</figcaption></figure>"
    )
    result = bring_in(read_source(page.encode(), "a.html"), [])
    assert result.source.body.endswith("![](figure:picture-1)")
    assert result.source.figures[0].caption == "Like the *sea*."


def test_a_picture_in_a_word_file_comes_along(tmp_path):
    (tmp_path / "field.png").write_bytes(png())
    article = tmp_path / "a.md"
    article.write_text(TEXT.format(f"![A teal field]({tmp_path}/field.png)"))
    result = bring_in(read_source(as_word_file(article), "a.docx"), [])
    assert "![](figure:picture-1)" in result.source.body
    assert result.source.figures[0].alt == "A teal field"
    assert result.pictures["picture-1"].startswith(b"\x89PNG")


def test_a_picture_without_description_waits():
    result = bring(f"![]({DATA})")
    assert "figure:" not in result.source.body
    assert list(result.pictures) == ["picture-1"]
    assert "picture-undescribed" in codes(result)


@pytest.mark.parametrize(
    "address", ["https://cdn.example.com/a.jpg", "images/a.jpg", "file:///a.jpg", ""]
)
def test_a_picture_that_cannot_be_had_is_left_out(address):
    result = bring(f'![A teal field]({address} "Like the sea")')
    assert result.source.body == "Some text before it.\n\nSome text behind it."
    found = result.report.pictures[0]
    assert (found.alt, found.caption, found.line) == (
        "A teal field",
        "Like the sea",
        5,
    )
    assert "picture-missing" in codes(result)


def test_a_picture_within_a_sentence_leaves_the_sentence():
    result = bring(f"Look ![A teal field]({DATA}) here.")
    assert "Look here.\n\n![](figure:picture-1)" in result.source.body


@pytest.mark.parametrize(
    "sentence",
    [
        "Woman looking out of a rainy window, representing grief and waiting.",
        "A couple sitting back to back on a sofa.",
        "Close-up of two hands holding a paper boat",
        "Illustration of a brain made of coloured threads.",
        "Silhouette of a hiker on a ridge at dawn",
        "Empty chairs standing in a circle, suggesting a group about to begin.",
    ],
)
def test_a_description_is_known(sentence):
    assert description_likelihood(Unit(1, 1, Form.TEXT, sentence, "")) >= CERTAIN


@pytest.mark.parametrize(
    "sentence",
    [
        "A man sitting alone is not always lonely.",
        "Men waiting for help often wait too long.",
        "Therapy can help people find words for what happened.",
        "Looking back, nothing about that year made sense.",
        "People who grieve need time.",
        "A woman I worked with kept a diary.",
        "Why do two people sitting together feel so far apart?",
        "Family patterns shape how we love.",
        "Pulling away became his way of staying.",
        "A child growing up in a loud home learns to listen.",
        "Two people sharing a home share a rhythm.",
        "The man sitting across from me in the first session.",
    ],
)
def test_a_sentence_is_no_description(sentence):
    assert description_likelihood(Unit(1, 1, Form.TEXT, sentence, "")) < CERTAIN


def test_a_doubtful_description_stays_in_the_text_and_is_offered():
    result = bring("Two partners sharing a quiet breakfast.", "a.txt")
    assert "Two partners sharing" in result.source.body
    assert "picture-perhaps" in codes(result)
