"""What an editor corrects changes; everything else stays."""

import json

import pytest

from articles.importing import Corrections, LineRole, Role, bring_in, read_source

TEXT = """\
Leaving a Job That Hurts

Some work takes more than it gives (Marx & Engle, 2011). The NIMH has a page on it.

A sentence standing alone.

Why it is hard

You are not only leaving a desk. You leave people, too (Smith, 2015).

What comes next?

A quiet month. Then, often, a better question.

References

Marx, A., & Engle, B. (2011). Leaving well. Journal of Work, 4(2), 10-20.

Smith, C. (2015). On departures. Guilford Press.

Smith, C. (2015). On arrivals. Guilford Press.
"""
LIBRARY = [
    {
        "id": "marx-old",
        "type": "article-journal",
        "title": "Leaving well",
        "author": [{"family": "Marx", "given": "Anna"}],
        "issued": {"date-parts": [[2011]]},
        "container-title": "Journal of Work",
        "volume": "5",
    },
    {
        "id": "other1999",
        "type": "book",
        "title": "Another book",
        "author": [{"family": "Other", "given": "O."}],
        "issued": {"date-parts": [[1999]]},
    },
]


def bring(lines=None, works=None, citations=None, library=LIBRARY):
    corrections = Corrections(
        {n: LineRole(*chosen) for n, chosen in (lines or {}).items()},
        works or {},
        citations or {},
    )
    corrections = Corrections.from_dict(json.loads(json.dumps(corrections.to_dict())))
    source = read_source(TEXT.encode(), "job.txt")
    return bring_in(source, library, corrections=corrections)


def role_at(result, line):
    return next(p.role for p in result.report.parts if p.first <= line <= p.last)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ((Role.HEADING,), "## A sentence standing alone."),
        ((Role.HEADING, 3), "### A sentence standing alone."),
        ((Role.LIST_ITEM,), "- A sentence standing alone."),
        ((Role.PARAGRAPH,), "\n\nA sentence standing alone.\n\n"),
    ],
)
def test_a_line_of_the_text_changes_its_role(role, place):
    result = bring({5: role})
    assert place in result.source.body
    assert result.source.title == "Leaving a Job That Hurts"


@pytest.mark.parametrize(
    "role",
    [
        *(Role.STANDFIRST, Role.CAPTION, Role.PICTURE, Role.AUTHOR, Role.NAVIGATION),
        *(
            Role.NOT_USED,
            Role.FAQ_HEADING,
            Role.CALL_HEADING,
            Role.TITLE,
            Role.PREVIOUS,
        ),
        *(Role.NEXT, Role.REFERENCE, Role.DATE),
    ],
)
def test_a_line_leaves_the_text(role):
    result = bring({5: (role,)})
    assert "standing alone" not in result.source.body
    assert role_at(result, 5) is role
    part = next(p for p in result.report.parts if p.first == 5)
    assert part.is_corrected


def test_a_question_takes_the_text_below_as_its_answer():
    result = bring({11: (Role.QUESTION,)})
    assert [faq.question for faq in result.source.faqs] == ["What comes next?"]
    assert result.source.faqs[0].answer.startswith("A quiet month.")
    assert "A quiet month" not in result.source.body


def test_a_call_to_action_takes_the_text_below():
    result = bring({11: (Role.CALL_HEADING,)})
    assert result.source.call_to_action.heading == "What comes next?"
    assert result.source.call_to_action.text.startswith("A quiet month.")


def test_another_title_frees_the_guessed_one():
    result = bring({7: (Role.TITLE,), 1: (Role.PARAGRAPH,)})
    assert result.source.title == "Why it is hard"
    assert result.source.body.startswith("Leaving a Job That Hurts")


def test_a_reference_is_the_library_s_work():
    result = bring()
    found = result.report.references[0]
    assert (found.key, found.is_new) == ("marx-old", False)
    assert [(d.field, d.library, d.text) for d in found.differences] == [
        ("volume", "5", "4"),
        ("issue", "", "2"),
        ("pages", "", "10-20"),
        ("authors", "Marx", "Marx, Engle"),
    ]
    assert "[@marx-old]" in result.source.body
    assert "marx-old" not in {work["id"] for work in result.new_works}


def test_a_match_can_be_refused_or_chosen():
    refused = bring(works={17: ""})
    assert refused.report.references[0].is_new
    assert "[@marx2011]" in refused.source.body
    chosen = bring(works={17: "other1999"})
    assert "[@other1999]" in chosen.source.body
    assert bring(works={17: "nonsense"}) == bring()


def test_a_tied_citation_stays_until_an_editor_decides():
    result = bring()
    tied = next(c for c in result.report.citations if "Smith" in c.before)
    assert not tied.is_applied
    assert "(Smith, 2015)" in result.source.body
    decided = bring(citations={tied.id: "smith2015b"})
    assert "[@smith2015b]" in decided.source.body
    assert decided.source.further_reading == ("smith2015",)


def test_a_citation_can_be_left_as_typed():
    first = bring().report.citations[0]
    assert first.is_applied
    result = bring(citations={first.id: ""})
    assert "(Marx & Engle, 2011)" in result.source.body
    assert "marx-old" in result.source.further_reading


def test_corrections_leave_everything_else_as_it_was():
    before, after = bring(), bring({5: (Role.NOT_USED,)})
    assert after.source.body == before.source.body.replace(
        "A sentence standing alone.\n\n", ""
    )
    assert after.report.citations == before.report.citations
    assert after.report.references == before.report.references


def test_nothing_else_becomes_the_standfirst():
    text = "A Title\n\nA Strapline\n\nA First Heading\n\nSome text that goes on.\n"
    source = read_source(text.encode(), "a.txt")
    corrections = Corrections({3: LineRole(Role.NOT_USED)})
    result = bring_in(source, [], corrections=corrections)
    assert result.source.standfirst == ""
    assert result.source.body.startswith("## A First Heading")


def test_a_line_within_a_part_cuts_it_in_two():
    text = (
        "A Title\n\nOne long line that goes\non and on and does not\nend before here.\n"
    )
    source = read_source(text.encode(), "a.txt")
    corrections = Corrections({4: LineRole(Role.NOT_USED)})
    result = bring_in(source, [], corrections=corrections)
    assert result.source.body == "One long line that goes"


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        [],
        "x",
        {"lines": 3, "works": [], "citations": None},
        {"lines": {"x": {"role": "title"}, "1": "title", "2": {"role": "king"}}},
        {"works": {"1": 2}, "citations": {"a": None}},
        {"lines": {"3": {"role": ["title"]}}},
    ],
)
def test_nonsense_is_no_correction(nonsense):
    assert Corrections.from_dict(nonsense) == Corrections()


def test_an_unknown_level_is_as_guessed():
    values = {"lines": {"3": {"role": "heading", "level": "9"}}}
    assert Corrections.from_dict(values).lines == {3: LineRole(Role.HEADING)}
