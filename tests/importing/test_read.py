"""Which bytes are read, and in what words others are refused."""

import io
import zipfile

import pytest

from articles.importing import ImportRefused, Role, read_source

TEXT = "A Title\n\nIt’s a “quoted” word — and a café.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("cp1252"),
        TEXT.replace("“quoted”", "quoted").replace("—", "-").encode("mac_roman"),
    ],
)
def test_encodings_and_line_ends(data):
    words = read_source(data, "a.txt").text.replace("quoted", "“quoted”")
    words = words.replace("““", "“").replace("””", "”").replace(" - ", " — ")
    assert words == TEXT


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (b"%PDF-1.7\n1 0 obj", "a.pdf", "PDF"),
        (b"%PDF-1.7\n1 0 obj", "a.txt", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "old version of Word"),
        (b"{\\rtf1\\ansi Hello}", "a.rtf", "RTF"),
        (b"PK\x03\x04not a zip", "a.docx", "damaged"),
        (b"plain words", "a.docx", "not a Word file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", "no text"),
        (b"\x00\x01\x02\x03" * 50, "a.txt", "no text"),
        ("Психотерапия помогает".encode("koi8-r"), "a.txt", "encoding"),
        ("心理療法".encode("shift_jis"), "a.txt", "encoding"),
        (b"word \x81\x8d\x8f\x90\x9d", "a.txt", "encoding"),
        (b"a" * 2_000_001, "a.txt", "too large"),
        (b"a" * 15_000_001, "a.html", "too large"),
        (b"<html><script>x()</script></html>", "a.html", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, name, said):
    with pytest.raises(ImportRefused, match=said) as refusal:
        read_source(data, name)
    assert "\n" not in str(refusal.value)


def test_a_zip_bomb_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 70_000_000)
    with pytest.raises(ImportRefused, match="too large"):
        read_source(buffer.getvalue(), "a.docx")


def test_another_zip_is_no_word_file():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("notes.txt", "words")
    with pytest.raises(ImportRefused, match="no text"):
        read_source(buffer.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("text", "name", "is_markdown"),
    [
        ("# Title\n\n## Part\n\nText.", "", True),
        ("# Title\n\n## Part\n\nText.", "a.txt", False),
        ("Title\n\nA text with a # in it.", "", False),
        ("Title", "a.md", True),
        ("<p>Some words</p>", "", True),
        ("<p>Some words</p>", "a.txt", False),
    ],
)
def test_a_pasted_text_shows_what_it_is(text, name, is_markdown):
    assert read_source(text.encode(), name).is_markdown is is_markdown


def test_invisible_characters_are_taken_out():
    source = read_source("A\u200b Ti\u202etle\u2028Text\x0c.".encode(), "a.md")
    assert source.text == "A Title\nText\n."


PAGE = """<html><body><header><a href="/">Practice</a></header>
<div class="elementor-widget"><h1>On Rest</h1><p class="subtitle">A short plea</p></div>
<main><p>{}</p><aside>A box within the text.</aside><div class="related-posts">
<a href="/x">Another post</a></div><img src="a.png" alt="A bed"></main>
<nav><a rel="prev" href="/p">Before this</a></nav><footer>All rights</footer></body>
</html>
"""


def test_a_page_is_cut_to_its_article():
    source = read_source(PAGE.format("Rest is work. " * 20).encode(), "a.html")
    used = [
        line
        for number, line in enumerate(source.lines, start=1)
        if line and number not in source.hints
    ]
    assert used == [
        "# On Rest",
        ("Rest is work. " * 20).strip(),
        "A box within the text.",
        "![A bed](a.png)",
    ]
    hints = {source.lines[number - 1]: role for number, role in source.hints.items()}
    assert hints == {
        "Practice": Role.NOT_USED,
        "A short plea": Role.STANDFIRST,
        "Another post": Role.NOT_USED,
        "Before this": Role.PREVIOUS,
        "All rights": Role.NOT_USED,
    }


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>2 * 3 and a_b and *x*</p>", "2 \\* 3 and a_b and \\*x\\*"),
        ("<p># 1 of many</p>", "\\# 1 of many"),
        ("<p>1. Not a list</p>", "1\\. Not a list"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p><b>a<br></b>b</p>", "**a**\\\nb"),
        ("<p>see<sup>12</sup></p>", "see¹²"),
        ("<p>x<em>&nbsp;y&nbsp;</em>z</p>", "x *y* z"),
        ("<p>a<p>b", "a\n\nb"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li>a<ul><li>b</ul></ul>", "- a\n  - b"),
        ("<blockquote>a<p>b</blockquote>", "> a\n>\n> b"),
        ("<a href='#x'>a</a> <a href='javascript:x'>b</a>", "a b"),
        ("<a href='http://a.b/(c)'>a</a>", "[a](<http://a.b/(c)>)"),
        ("<h2>A <b>bold</b> one</h2>", "## A **bold** one"),
        ("<h3></h3><p>x</p>", "x"),
    ],
)
def test_html_becomes_markdown(html, markdown):
    assert read_source(html.encode(), "a.html").text == markdown


def test_deep_nesting_is_read():
    html = "<div>" * 5_000 + "words" + "</div>" * 5_000
    assert read_source(html.encode(), "a.html").text == "words"


def test_embedded_pictures_come_along():
    html = (
        '<p>Text.</p><img alt="A dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )
    source = read_source(html.encode(), "a.html")
    assert source.pictures["1"].startswith(b"GIF89a")
    assert source.lines[2] == "![A dot](picture:1)"
