"""What holds for any text whatever."""

import json
import re
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.rendering import Document, sanitize
from articles.source import CallToAction, FAQSource, FigureSource
from tests.rendering.oracle import faults, inspect, page, text
from tests.rendering.stand_ins import document

MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("\n", "\n\n", " ", "  \n", "    ", "# ", "## ", "> ", "- ", "1. "),
                *("*", "**", "_", "~~", "`", "```\n", "---\n", "===\n", "|", "|-|-|\n"),
                *("[", "]", "](", ")", "![", "](figure:sea)", "](/a/)", "](#a)", "<"),
                *("[@ames2020", "@boyd2019", " [p. 3]", "; @cole2021]", "[-@nope]"),
                *("[^a]", "[^a]: ", "^[", ": ", "\\", "&amp;", '"', "'", "--", "..."),
                *("<b>", "<script>", "<!--", "javascript:", "\x00", "\ud800", "\u2028"),
                *(
                    "![](figure:sea)\n\n",
                    "![](figure:moon)",
                    "[a](#section-a)",
                    "| a |",
                ),
            ]
        ),
        st.text(max_size=6),
        st.sampled_from(["a", "word", "Grief", "é", "🧠", "#a"]),
    ),
    max_size=25,
).map("".join)

HTML = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("<p>", "</p>", "<div>", "</div>", "<em>", "</em>", "<b>", "</b>"),
                *(
                    "<a href='#x'>",
                    "<a href=/a/>",
                    "</a>",
                    "<a id=x>",
                    "<svg>",
                    "<math>",
                ),
                *(
                    "<table>",
                    "<tr>",
                    "<td>",
                    "</table>",
                    "<select>",
                    "<option>",
                    "<li>",
                ),
                *("<script>", "</script>", "<style>", "</style>", "<title>", "<mtext>"),
                *(
                    "<template>",
                    "<noscript>",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    "]]>",
                    "<p id=",
                ),
                *(
                    "<img src=/media/a.png>",
                    "<img src=x onerror=y>",
                    "<mglyph>",
                    "<form>",
                ),
                *("&lt;", "&amp;", "&#x3c;", '"', "'", "<", ">", "=", "`", "/", "\x00"),
                *(
                    ' onclick="x"',
                    " href=javascript:x",
                    "</",
                    "<annotation-xml>",
                    "<br>",
                ),
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(HTML)
def test_cleaning_is_harmless_and_final(markup):
    cleaned = sanitize(markup)
    assert faults(cleaned) == []
    assert sanitize(cleaned) == cleaned


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_escaped_text_passes_the_sanitiser_unchanged(words):
    plain = re.sub("[\x00\r\ud800-\udfff]", "", words)
    assert text(sanitize(escape(plain))) == plain


@settings(max_examples=300, deadline=None)
@given(MARKDOWN, MARKDOWN, MARKDOWN, MARKDOWN)
def test_any_article_becomes_a_sound_page(body, answer, caption, closing):
    shown = document(
        body,
        figures=(
            FigureSource("sea", "digest", caption, caption=caption, credit=answer),
            FigureSource("moon"),
        ),
        lead_figure="sea" if len(body) % 2 else "",
        faqs=(FAQSource(caption, answer), FAQSource("Why?", body)),
        further_reading=("cole2021", body[:5]),
        call_to_action=CallToAction(text=closing),
    )
    found = inspect(page(shown))
    assert found.faults == []
    assert len(found.ids) == len(set(found.ids))
    assert set(found.targets) <= set(found.ids)
    named = [
        *(h.id for h in shown.toc),
        *(m for e in shown.references for m in e.mentions),
    ]
    assert set(named) <= set(found.ids)
    assert Document.from_dict(json.loads(json.dumps(shown.to_dict()))) == shown
    json.dumps(shown.to_dict(), ensure_ascii=False).encode()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), max_size=12),
    MARKDOWN,
)
def test_paragraphs_around_any_text_keep_their_words(words, middle):
    body = f"{' '.join(words)}\n\n{middle}\n\n{' '.join(words)}"
    shown = text(document(body).body)
    assert all(shown.count(word) >= words.count(word) for word in words)
