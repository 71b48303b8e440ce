import pytest

from articles.citations.reading.latex import plain, protected, verbatim


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"Garc{\'i}a", "García"),
        (r"{\'\i} \'{\i} \'i {\'{\i}}", "í í í í"),
        (r"\v{Z}i\v zek", "Žižek"),
        (r"{\"{o}} {\"o} \"o", "ö ö ö"),
        (r"\c{c} \k{a} \H{o} \r{a} \.Z \=a \u{g}", "ç ą ő å Ż ā ğ"),
        (r"{\L}ukasz {\O}re {\AA}sa stra{\ss}e", "Łukasz Øre Åsa straße"),
        (r"Love \& work: 50\% of \$1\_0 \#2", "Love & work: 50% of $1_0 #2"),
        (r"\emph{d{\'e}j{\`a} vu}", "<i>déjà vu</i>"),
        (r"{\em The} score", "<i>The</i> score"),
        (r"2\textsuperscript{nd}", "2<sup>nd</sup>"),
        (r"$x^2$ and $\alpha_{1}$", "x<sup>2</sup> and α<sub>1</sub>"),
        ("cost $5", "cost $5"),
        (r"``Quoted''---and 1--2~cm", "“Quoted”—and 1–2 cm"),
        (r"\href{https://a.example}{A site}", "A site"),
        (r"\unknown{word} here", "word here"),
        (r"a\\b", "a b"),
        ("it's <i>so</i>", "it's <i>so</i>"),
        ("}{ a} {b", "a b"),
        ("", ""),
    ],
)
def test_latex_becomes_text(value, expected):
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (r"The {DSM} of {\"U}ber", "The {DSM} of Über"),
        (r"{{Whole Title}}", "{Whole Title}"),
        (r"\textit{{P}}-curve", "<i>{P}</i>-curve"),
        (r"Empty {} braces", "Empty braces"),
    ],
)
def test_protected_words_keep_their_braces(title, expected):
    assert protected(title) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"\url{https://a.example/b%20c\_d~e}", "https://a.example/b%20c_d~e"),
        ("<https://a.example>", "https://a.example"),
        (r"10.1000/a\_b--c", "10.1000/a_b--c"),
    ],
)
def test_an_address_loses_only_its_escapes(value, expected):
    assert verbatim(value) == expected
