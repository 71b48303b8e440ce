"""The Markdown dialect, as a table of what is typed and what a page shows."""

import pytest

from tests.rendering.stand_ins import document, html

TABLE = [
    ("a *b* __c__ ~~d~~", "<p>a <em>b</em> <strong>c</strong> <s>d</s></p>"),
    ("one\ntwo", "<p>one\ntwo</p>"),
    ("one  \ntwo", "<p>one<br>\ntwo</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
    ("---", "<hr>"),
    ("`a *b*`", "<p><code>a *b*</code></p>"),
    ("    code", "<pre><code>code\n</code></pre>"),
    ("```python\nx\n```", "<pre><code>x\n</code></pre>"),
    ("Term\n: meaning", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>"),
    ("[a](https://x.org/ 't')", '<p><a href="https://x.org/" title="t">a</a></p>'),
    ("[a](/articles/sleep/)", '<p><a href="/articles/sleep/">a</a></p>'),
    ("[call](tel:+1555)", '<p><a href="tel:+1555">call</a></p>'),
    ("<me@x.org>", '<p><a href="mailto:me@x.org">me@x.org</a></p>'),
    ("[a][b]\n\n[b]: https://x.org/", '<p><a href="https://x.org/">a</a></p>'),
    # A passage's language, and no other attribute.
    ("[*die* Ruhe]{lang=de}", '<p><span lang="de"><em>die</em> Ruhe</span></p>'),
    ("[a]{.b #c lang=pt-BR onclick=d}", '<p><span lang="pt-BR">a</span></p>'),
    ('[a]{lang="no language"}', "<p><span>a</span></p>"),
    ("[a] {lang=de}", "<p>[a] {lang=de}</p>"),
    ("[a]{see b}", "<p>[a]{see b}</p>"),
    ("*a*{lang=de}", "<p><em>a</em>{lang=de}</p>"),
    # Not linked: only what is marked as a link.
    ("https://x.org/ www.x.org me@x.org", "<p>https://x.org/ www.x.org me@x.org</p>"),
    # Typography.
    ("\"It's 'so'\"", "<p>“It’s ‘so’”</p>"),
    ("in the '90s, 'tis", "<p>in the ’90s, ’tis</p>"),
    ("'80s music'", "<p>‘80s music’</p>"),
    ('"a [b](/c/) d"', '<p>“a <a href="/c/">b</a> d”</p>'),
    ("1990 -- 2000 --- so...", "<p>1990 – 2000 — so…</p>"),
    ("(c) (r) (tm)", "<p>(c) (r) (tm)</p>"),
    ('`"a" -- ...`', '<p><code>"a" -- ...</code></p>'),
    ('\\"a\\"', '<p>"a"</p>'),
    # Raw HTML is text, and so is what only looks like it.
    ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
    ("<div>\n*a*\n</div>", "<p>&lt;div&gt;\n<em>a</em>\n&lt;/div&gt;</p>"),
    ('<i class="x">a</i>', '<p>&lt;i class="x"&gt;a&lt;/i&gt;</p>'),
    ("<!-- a -->", "<p>&lt;!-- a --&gt;</p>"),
    ("a < b > c & d", "<p>a &lt; b &gt; c &amp; d</p>"),
    ("&lt;b&gt; &copy; &#0;", "<p>&lt;b&gt; © \ufffd</p>"),
    # Attribute lists, math, task lists and wiki links are not part of the dialect.
    ("a {onclick=x}", "<p>a {onclick=x}</p>"),
    ("- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>"),
    ("$a$ [[b]] ==c== H~2~O x^2^", "<p>$a$ [[b]] ==c== H~2~O x^2^</p>"),
]


@pytest.mark.parametrize(("typed", "shown"), TABLE)
def test_markdown_becomes_html(typed, shown):
    assert html(typed) == shown


def test_table_scrolls_has_scopes_and_classes_for_alignment():
    assert html("|  | n |\n|--|--:|\n| a | 1 |") == (
        '<div class="table-scroll" role="group" tabindex="0" aria-label="Table">\n'
        "<table>\n<thead>\n<tr>\n<td></td>\n"
        '<th scope="col" class="align-right">n</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>a</td>\n<td class="align-right">1</td>\n</tr>\n</tbody>\n'
        "</table>\n</div>"
    )


def test_every_word_survives_nesting_past_the_limit():
    body = "> " * 300 + "deep\n\nafter"
    shown = document(body)
    assert "deep" in shown.body
    assert "after" in shown.body
    assert [p.code for p in shown.problems] == ["nested-too-deeply"]


def test_brackets_past_any_prose_are_text():
    shown = document("[a](/b/) " + "[" * 20_000 + " [c](/d/)")
    assert '<a href="/b/"' in shown.body
    assert "[c](/d/)" in shown.body
    assert [p.code for p in shown.problems] == ["too-many-brackets"]


def test_control_characters_vanish_and_breaks_become_spaces():
    assert html("a\x00b\x07\x0bc\x0cd\ud800e") == "<p>ab c de</p>"


def test_windows_line_ends_are_line_ends():
    assert html("# a\r\n\r\n- b\r\n- c\r\n") == html("# a\n\n- b\n- c\n")
