"""What was typed into the box for adding references."""

import pytest

from articles.citations.asked import is_file, read_asked

APA = (
    "Holt-Lunstad, J. (2015). Loneliness and social isolation as risk factors. "
    "Perspectives on Psychological Science, 10(2), 227–237."
)
OTHER = "Herman, J. L. (1992). Trauma and recovery. Basic Books."
SICI = "10.1175/1520-0477(1996)077<0437:TNYRP>2.0.CO;2"


def kinds(text):
    return [one.kind for one in read_asked(text)]


def values(text):
    return [(one.kind, one.value) for one in read_asked(text)]


@pytest.mark.parametrize(
    ("typed", "doi"),
    [
        ("10.1177/1745691614568352", "10.1177/1745691614568352"),
        ("  10.1177/1745691614568352. ", "10.1177/1745691614568352"),
        ("doi:10.1177/abc", "10.1177/abc"),
        ("DOI: 10.1177/abc,", "10.1177/abc"),
        ("doi 10.1177/ABC", "10.1177/ABC"),
        ("doi.org/10.1177/abc", "10.1177/abc"),
        ("https://doi.org/10.1177/abc", "10.1177/abc"),
        ("http://dx.doi.org/10.1177/abc.", "10.1177/abc"),
        ("<https://doi.org/10.1177/abc>", "10.1177/abc"),
        ("(https://doi.org/10.1177/abc).", "10.1177/abc"),
        ("https://doi.org/10.1016/S014(97)11096-0", "10.1016/S014(97)11096-0"),
        ("https://doi.org/10.1016%2FS014(97)11096-0", "10.1016/S014(97)11096-0"),
        (SICI, SICI),
        ("https://journals.sagepub.com/doi/full/10.1177/abc?x=1", "10.1177/abc"),
        ("https://library.example/doi/abs/10.1002/jts.204", "10.1002/jts.204"),
        ("https://frontiersin.org/articles/10.3389/f.2019.1/full", "10.3389/f.2019.1"),
        ("https://springer.example/content/pdf/10.1007/s1-2.pdf", "10.1007/s1-2"),
        ("https://psycnet.apa.org/doiLanding?doi=10.1037%2F0022-1", "10.1037/0022-1"),
        ("https://journals.plos.org/plosone/article?id=10.1371/j.p.1", "10.1371/j.p.1"),
        ("https://www.tandfonline.com/doi/pdf/10.1080/abc#page=3", "10.1080/abc"),
    ],
)  # fmt: skip
def test_doi_is_found_however_it_is_typed(typed, doi):
    assert values(typed) == [("doi", doi)]


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("PMID: 25910392", "pmid", "25910392"),
        ("pmid25910392.", "pmid", "25910392"),
        ("PubMed ID 123", "pmid", "123"),
        ("25910392", "pmid", "25910392"),
        ("https://pubmed.ncbi.nlm.nih.gov/25910392/", "pmid", "25910392"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/25910392?dopt=x", "pmid", "25910392"),
        ("https://europepmc.org/article/MED/25910392", "pmid", "25910392"),
        ("PMC4539876", "pmcid", "PMC4539876"),
        ("PMCID: pmc4539876", "pmcid", "PMC4539876"),
        (
            "https://ncbi.nlm.nih.gov/pmc/articles/PMC4539876/",
            "pmcid",
            "PMC4539876",
        ),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC4539876/#b1", "pmcid", "PMC4539876"),
        ("978-0-465-08730-3", "isbn", "9780465087303"),
        ("ISBN-13: 978 0 465 08730 3.", "isbn", "9780465087303"),
        ("ISBN 0-465-08730-2", "isbn", "0465087302"),
        ("080442957X", "isbn", "080442957X"),
        ("https://openlibrary.org/isbn/9780465087303", "isbn", "9780465087303"),
    ],
)
def test_other_numbers_are_found(typed, kind, value):
    assert values(typed) == [(kind, value)]


@pytest.mark.parametrize(
    "typed", ["978-0-465-08730-4", "ISBN 0-465-08730-3", "ISBN 12345678901"]
)
def test_wrong_isbn_is_said(typed):
    (one,) = read_asked(typed)
    assert (one.kind, one.value) == ("isbn", "")
    assert "digit" in one.problem


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            "https://www.nimh.nih.gov/health/ptsd",
            "https://www.nimh.nih.gov/health/ptsd",
        ),
        (
            "https://www.nimh.nih.gov/health/ptsd.",
            "https://www.nimh.nih.gov/health/ptsd",
        ),
        ("www.apa.org/topics/trauma", "https://www.apa.org/topics/trauma"),
        ("apa.org", "https://apa.org"),
        ("who.int/news-room/fact-sheets", "https://who.int/news-room/fact-sheets"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("https://example.org/10.5/x", "https://example.org/10.5/x"),
    ],
)
def test_address_without_an_identifier_stays_an_address(typed, address):
    assert values(typed) == [("url", address)]


@pytest.mark.parametrize(
    "typed",
    [
        APA,
        f"{APA} https://doi.org/10.1177/1745691614568352",
        "Trauma and recovery",
        "2015",
        "dana@example.com",
        "javascript:alert(1)",
        "10.1177",
        "+1 555 010 0199 ext",
        "U.S. Department of Health. (2019). Pain/ease.",
        "<script>alert(1)</script>",
    ],
)
def test_everything_else_is_text(typed):
    assert kinds(typed) == ["text"]


@pytest.mark.parametrize("typed", ["", "  \n ", "\0", "\u200b"])
def test_nothing_typed_is_nothing_asked(typed):
    assert read_asked(typed) == ()


def test_list_of_identifiers_one_a_line():
    typed = "1. 10.1177/abc\n- PMID: 25910392\n\n[3] https://doi.org/10.1000/x.\n"
    assert values(typed) == [
        ("doi", "10.1177/abc"), ("pmid", "25910392"), ("doi", "10.1000/x")
    ]  # fmt: skip


@pytest.mark.parametrize("joint", [" ", ", ", "; ", ","])
def test_several_identifiers_in_one_line(joint):
    typed = joint.join(["10.1177/abc", "PMID: 25910392", "978-0-465-08730-3"])
    assert kinds(typed) == ["doi", "pmid", "isbn"]


def test_list_may_mix_references_and_identifiers():
    typed = f"References\n{OTHER}\n10.1177/abc\n\n{APA}\n"
    assert kinds(f"{OTHER}\n\n10.1177/abc\n\n{APA}\n") == ["text", "doi", "text"]
    assert kinds(typed) == ["text", "doi", "text"]


def test_address_below_a_reference_is_its_own():
    typed = f"{APA}\nhttps://doi.org/10.1177/abc\n{OTHER}\nhttps://example.org/book"
    first, second = read_asked(typed)
    assert first.value.endswith("https://doi.org/10.1177/abc")
    assert second.value.startswith("Herman")


def test_address_below_an_address_is_another():
    typed = f"{APA} https://doi.org/10.1177/abc\nhttps://doi.org/10.1000/other"
    assert kinds(typed) == ["text", "doi"]


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("@article{a, title={T}}", True),
        ("TY  - JOUR\nTI  - T\nER  - ", True),
        ("PMID- 123\nTI  - T", True),
        ('[{"id": "a"}]', True),
        ("<?xml version='1.0'?>", True),
        ("[1] Smith, A. (2001). T.", False),
        ("<https://doi.org/10.1/x>", False),
        ("@reyes2019 said so", False),
        (APA, False),
    ],
)
def test_content_of_a_file_is_noticed(typed, is_one):
    assert is_file(typed) is is_one
