"""Any text gives an import; any bytes give an import or one sentence."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing import ImportRefused, SourceText, bring_in, read_source

PIECES = [
    *("# ", "## ", "\n", "\n\n", "- ", "1. ", "* ", "> ", "```", "|", "---\n", "% t\n"),
    *("[@smith2019]", "(Smith, 2019)", "Smith (2019)", "[1]", "¹", "@x2019", "NIMH"),
    *("References\n", "FAQ\n", "Q: a?\n", "A: b\n", "?", ".", "Previous\n", "Next\n"),
    *(
        "By Jane Doe, LMFT\n",
        "\xa0",
        "*",
        "_",
        "**",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "<",
    ),
    *(
        "Smith, J. (2019). A title. A Journal, 1(2), 3-4.\n",
        "https://x.org/a",
        "10.1/x",
    ),
    *(
        "<figure><img src=x alt=y>",
        "<b>",
        "title: x\n",
        "\\",
        "\t",
        "    ",
        "word ",
        "&",
    ),
    *(
        "[^1]: n\n",
        "[^1]",
        "\U0001f600",
        "\u202e",
        "[a]: b\n",
        "et al. (2019)",
        "‘",
        "”",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
)
SUFFIXES = st.sampled_from([".txt", ".md", ".html", "", ".docx", ".pdf"])
QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))


def bring_in_bytes(data, suffix):
    try:
        source = read_source(data, f"x{suffix}")
    except ImportRefused:
        return
    carried = SourceText.from_dict(json.loads(json.dumps(source.to_dict())))
    assert carried == source
    result = bring_in(source, [])
    json.dumps(result.report.to_dict())


@QUIET
@given(TEXTS, SUFFIXES)
def test_any_text(text, suffix):
    bring_in_bytes(text.encode(), suffix)


@QUIET
@given(st.binary(max_size=400), SUFFIXES)
def test_any_bytes(data, suffix):
    bring_in_bytes(data, suffix)


@QUIET
@given(st.binary(max_size=200))
def test_any_word_file(data):
    bring_in_bytes(b"PK\x03\x04" + data, ".docx")
