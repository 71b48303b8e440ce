"""Text made to exhaust a parser: it must come out as a page, and quietly.

How long it takes is measured elsewhere (bench/rendering.py); a quadratic rule shows
here all the same, because these tests then stop being quick.
"""

import pytest

from articles.rendering import candidate_keys, inputs_digest
from articles.source import ArticleSource
from tests.rendering.oracle import faults, page
from tests.rendering.stand_ins import PICTURES, SEA, WORKS, document

SIZE = 5_000


def repeated(piece):
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


REPEATED = [
    *("[", "![", "[^", "^[", "![](", "[a](", "[a](<", "[a][", "[[", "]", "](", "[]("),
    *("[@", "[@a; ", "[@a, ", "@", "@a", "@a ", "@a.", "@ames2020 [", "[@ames2020; "),
    *("[@ames2020]", "@ames2020 [p. 3] ", "[-@ames2020, pp. 3-5] ", "[@a]("),
    *("*", "*a ", "**a ", "_a*", "*_", "~~", "~~a ", "***a** ", "a*b_c", "`", "`a``"),
    *("<", "<a", "<a ", "</", "<!--", "<?", "<![CDATA[", "<b>", '<a "', "<http://a>"),
    *("&", "&#", "&amp;", "\\", "\\[", "\\@", '"', "'", "'a ", '"a" ', "-- ", "..."),
    *(">", "> ", ">\n", "> - ", "- ", "- - ", "1. ", "1) a\n", "- a\n", "  - a\n"),
    *("# ", "# a\n", "#\n", "a\n=\n", "a\n-\n", "---\n", "***\n", "```\n", "~~~ a\n"),
    *("|", "|a", "|a|\n|-|\n", "a|b\n-|-\n", ": ", "a\n: b\n", "a\n\n: b\n", "~ "),
    *("[^a]: ", "[^a]:\n", "[a]: b\n", "[a]: <\n", "[a]: b 'c\n", "[^a] ", "^[a]"),
    *(" ", "\t", "\n", "\r", "\r\n", "\x00", "\x0b", "\u2028", "\ufeff", "\ud800"),
    *("a", "a ", "a\n", "a  \n", "é", "🧠", "\u0301", "\u202e", "{a}", "$", "^", "~"),
    *(
        "![](figure:sea) ",
        "![](figure:sea)\n\n",
        "[here](/a/) ",
        "[](/a/)\n",
        "[a](#a)",
    ),
]
NESTED = [
    *(("[", "]"), ("![", "](a)"), ("[", "](a)"), ("^[", "]"), ("*a ", " a*")),
    *(
        ("**a ", " a**"),
        ("*a **b ", " b** a*"),
        ("[@", "]"),
        ("(", ")"),
        ("<b>", "</b>"),
    ),
    *(
        ("~~a ", " a~~"),
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
        (": ", ""),
        ("[^a]: ", ""),
    ),
    *(("> - ", ""), ("- > 1. ", ""), ("- # ", ""), ("`" * 3, "`" * 3), ("[a](", ")")),
]
SHAPED = [
    "\n".join("  " * level + "- a" for level in range(100)),
    "\n".join(">" * level + " a" for level in range(100)),
    "a\n" + "\n".join("  " * level + ": a" for level in range(90)),
    "\n".join(f"{'    ' * level}[^{level}]: a[^{level + 1}]" for level in range(40)),
    " ".join(f"[^{n}]" for n in range(400))
    + "".join(f"\n\n[^{n}]: a" for n in range(400)),
    "|" + "a|" * 400 + "\n|" + "-|" * 400 + "\n" + "|a\n" * 60,
    "".join("`" * n + " " for n in range(1, 100)),
    "[a]: b\n\n" + "[" * 800 + "a" + "]" * 800,
    "[^a]\n\n[^a]: [^a] [^a] ^[^[ [^a] ]]",
    '"' * 1_500 + "a" + "'" * 1_500,
]


def assert_renders(body):
    shown = document(body, figures=(SEA,), further_reading=("cole2021",))
    assert faults(page(shown)) == []
    page(shown).encode()
    source = ArticleSource(body=body)
    candidate_keys(source)
    inputs_digest(source, WORKS, PICTURES)


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_repeated_pieces_render(piece):
    assert_renders(repeated(piece))


@pytest.mark.parametrize(("start", "end"), NESTED, ids=ascii)
def test_nested_pieces_render(start, end):
    depth = SIZE // len(start + end)
    assert_renders(start * depth + "a" + end * depth)


@pytest.mark.parametrize("body", SHAPED, ids=lambda body: ascii(body[:12]))
def test_shaped_texts_render(body):
    assert_renders(body)


@pytest.mark.parametrize(("start", "end"), NESTED, ids=ascii)
def test_nesting_leaves_room_on_the_stack_of_a_web_request(start, end):
    def at_depth(frames):
        return at_depth(frames - 1) if frames else assert_renders(body)

    body = f"{start * 300}a{end * 300}"
    at_depth(300)


def test_deep_emphasis_keeps_its_words_and_its_shape():
    shown = document("*a **b " * 400 + "core" + " b** a*" * 400).body
    assert "core" in shown
    assert "<em>" in shown
    assert "&lt;em" not in shown


def test_whole_article_of_hostile_parts_renders():
    assert_renders("\n\n".join(piece * 20 for piece in REPEATED))
