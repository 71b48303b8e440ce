"""Citations in running text: what becomes a key, what stays, and why."""

import pytest

from articles.importing import bring_in, read_source

REFERENCES = """\
Doe, J. (2019). On waiting rooms. Journal of Small Places, 12(3), 45-67.

Doe, J., & Roe, M. (2004). Two chairs. Guilford Press.

Doe, J., Roe, M., & Poe, E. (2010). Three doors. Journal of Small Places, 3(1), 5-9.

Lee, A. (2015a). First thoughts. Norton.

Lee, A. (2015b). Second thoughts. Norton.

van der Meer, B. (1998). Far from the sea. Norton.

National Institute of Rest. (2020). Sleep at work. https://www.nir.example.gov/sleep

Bureau of Quiet Places. (n.d.). Silence in parks. https://quiet.example.org/parks

Ministry of Care, Office of Evenings. (2021). An evening advisory on tired parents.
https://www.moc.example.gov/reports/late-shift-report.pdf
"""
TEXT = "A Title of Some Length\n\n{} It goes on from there.\n\nReferences\n\n{}"


def bring(sentence, references=REFERENCES, library=()):
    source = read_source(TEXT.format(sentence, references).encode(), "a.txt")
    return bring_in(source, list(library))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("So it is (Doe, 2019).", "So it is [@doe2019]."),
        ("So it is (Doe 2019).", "So it is [@doe2019]."),
        ("So it is [Doe, 2019].", "So it is [@doe2019]."),
        ("So it is (Doe, 2019, p. 33).", "So it is [@doe2019, p. 33]."),
        ("So it is (Doe, 2019, pp. 3–5).", "So it is [@doe2019, pp. 3–5]."),
        ("So it is (Doe, 2019: 33).", "So it is [@doe2019, 33]."),
        ("So it is (Doe & Roe, 2004).", "So it is [@doe2004]."),
        ("So it is (Doe and Roe, 2004).", "So it is [@doe2004]."),
        ("So it is (Doe et al., 2010).", "So it is [@doe2010]."),
        ("So it is (Doe, Roe, & Poe, 2010).", "So it is [@doe2010]."),
        ("So it is (see Doe, 2019).", "So it is [see @doe2019]."),
        ("So it is (e.g., Doe, 2019).", "So it is [e.g., @doe2019]."),
        (
            "So it is (Doe, 2019; van der Meer, 1998).",
            "So it is [@doe2019; @vandermeer1998].",
        ),
        ("So it is (Lee, 2015a, 2015b).", "So it is [@lee2015; @lee2015b]."),
        ("So it is (Lee, 2015b).", "So it is [@lee2015b]."),
        (
            "So it is (National Institute of Rest, 2020).",
            "So it is [@national-institute-rest2020].",
        ),
        ("So it is (NIR, 2020).", "So it is [@national-institute-rest2020]."),
        ("So it is (NIR).", "So it is [@national-institute-rest2020]."),
        (
            "So it is (Bureau of Quiet Places, n.d.).",
            "So it is [@bureau-quiet-placesnd].",
        ),
        (
            "So it is (MOC Late Shift Report).",
            "So it is [@ministry-care-office2021].",
        ),
        ("Doe (2019) found it.", "@doe2019 found it."),
        ("When Doe (2019) looked.", "When @doe2019 looked."),
        ("Doe and Roe (2004) found it.", "@doe2004 found it."),
        ("Doe et al. (2010) found it.", "@doe2010 found it."),
        ("Doe (2019, p. 33) found it.", "@doe2019 [p. 33] found it."),
        ("Doe’s (2019) rooms.", "Doe’s [-@doe2019] rooms."),
        ("Jane Doe (2019) found it.", "Jane Doe [-@doe2019] found it."),
        ("Lee (2015a, 2015b) found it.", "Lee [-@lee2015; -@lee2015b] found it."),
        (
            "The National Institute of Rest (NIR, 2020) says so.",
            "The @national-institute-rest2020 says so.",
        ),
        ("It says [@doe2019, p. 3].", "It says [@doe2019, p. 3]."),
        ("It says [@roe_2004].", "It says \\[roe_2004\\]."),
        ("It says [@vanderMeer98].", "It says [@vandermeer1998]."),
        ("As @doe2019 says.", "As @doe2019 says."),
    ],
)
def test_a_citation_becomes_a_key(typed, written):
    body = bring(typed).source.body
    assert body == f"{written} It goes on from there."


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("So it is (Doe, 2018).", "citation-unsure"),
        ("So it is (Lee, 2015).", "citation-unsure"),
        ("So it is (Smith, 2019).", "citation-without-reference"),
        ("So it is (Doe, 2019; Smith, 2001).", "citation-without-reference"),
        ("Smith (2019) says so.", "citation-without-reference"),
        ("According to the NIR, so it is.", "mention"),
        ("Doe and Roe say so.", "mention"),
        ("So it is (QRS, 2020).", "citation-without-reference"),
    ],
)
def test_what_is_not_certain_stays_and_is_reported(typed, code):
    result = bring(typed)
    assert result.source.body == f"{typed} It goes on from there."
    assert code in {point.code for point in result.report.open_points}


@pytest.mark.parametrize(
    "typed",
    [
        "It was late (in May 2019).",
        "It was late (since 2019).",
        "It was late (a Sunday).",
        "It was late (see below).",
        "We met in Reno (Nevada) once.",
        "It took years (1998 to 2004).",
        "He said so (Doe, personal communication, May 3, 2019).",
        "The law (Act of 1996) says so.",
        "A list: (a) one, (b) two.",
        "I know (I do).",
    ],
)
def test_other_parentheses_are_left_alone(typed):
    result = bring(typed)
    assert result.source.body == f"{typed} It goes on from there."
    assert result.report.citations == ()


def test_two_groups_of_the_same_initials_are_a_tie():
    references = (
        "American Rest Association. (2020). One. https://a.example/1\n\n"
        "Arizona Rest Alliance. (2020). Two. https://b.example/2\n"
    )
    result = bring("So it is (ARA, 2020).", references)
    assert "(ARA, 2020)" in result.source.body
    assert not result.report.citations[0].is_applied


def test_numbers_count_in_a_numbered_list_only():
    numbered = (
        "1. Doe, J. (2019). On rooms. Norton.\n2. Roe, M. (2004). On doors. Norton."
    )
    result = bring("So it is.1 And so it is [1, 2].", numbered)
    assert result.source.body.startswith(
        "So it is [@doe2019]. And so it is [@doe2019; @roe2004]."
    )
    plain = "Doe, J. (2019). On rooms. Norton.\n\nRoe, M. (2004). On doors. Norton."
    result = bring("So it is.1 And so it is [1, 2].", plain)
    assert result.source.body.startswith("So it is.1 And so it is [1, 2].")
    assert [c.is_applied for c in result.report.citations] == [False]


WORK = {
    "id": "poe2001",
    "type": "book",
    "author": [{"family": "Poe", "given": "E."}, {"family": "Foe", "given": "A."}],
    "title": "Rooms",
    "issued": {"date-parts": [[2001]]},
}


def test_a_work_of_the_library_is_cited_where_two_names_and_the_year_fit():
    result = bring("So it is (Poe & Foe, 2001).", library=[WORK])
    assert "[@poe2001]" in result.source.body
    assert "library" in " ".join(result.report.citations[0].evidence)


def test_a_work_of_the_library_by_one_name_is_only_offered():
    lone = {**WORK, "author": WORK["author"][:1]}
    result = bring("So it is (Poe, 2001).", library=[lone])
    assert "(Poe, 2001)" in result.source.body
    assert result.report.citations[0].after == "[@poe2001]"


def test_every_change_is_reported_with_what_stood_there():
    for citation in bring("So it is (Doe, 2019) and Roe (2001).").report.citations:
        assert citation.before
        assert citation.line == 3
        assert citation.is_applied == (citation.certainty >= 0.8)
