"""What an entry of an import is to the library."""

import itertools

import pytest

from articles.citations.judging import Judge, Origin
from articles.citations.reading import Record
from articles.citations.same_work import is_same_work
from articles.citations.source_keys import keys_for

positions = itertools.count(1)
HERE = {
    "id": "reyes2019",
    "type": "article-journal",
    "title": "Sleep and grief in later life",
    "author": [{"family": "Reyes", "given": "Ada"}],
    "issued": {"date-parts": [[2019]]},
    "container-title": "Journal of Worked Examples",
    "volume": "4",
    "page": "1-9",
    "DOI": "10.5555/sleep",
}
THERE = {name: value for name, value in HERE.items() if name != "id"}
OTHER = {
    "type": "book",
    "title": "Gardens of the north",
    "author": [{"family": "Okonwe", "given": "Bo"}],
    "issued": {"date-parts": [[1988]]},
}
CHAPTER = {"type": "chapter", "container-title": "A handbook", "ISBN": "9781462516179"}


def record(item, source_key="", position=None):
    return Record(position or next(positions), source_key, "", item)


def judge(item, source_key="", *, library=(HERE,), origins=None, **known):
    keys = {work["id"]: work["id"] for work in library}
    return Judge(library, origins or {}, keys, **known).judge(record(item, source_key))


def verdict_of_key(item, base=THERE, here=HERE):
    """Of an entry whose source had ``base`` of the work last time."""
    origins = {"ZoteroKey": [Origin("reyes2019", base)]}
    return judge(item, "ZoteroKey", library=[here], origins=origins).verdict


@pytest.mark.parametrize(
    ("item", "verdict", "evidence"),
    [
        (OTHER, "new", ""),
        (THERE, "here", "same DOI"),
        ({**THERE, "DOI": "https://doi.org/10.5555/SLEEP", "page": "2"}, "here", "DOI"),
        ({**THERE, "title": "Butter"}, "duplicate", "same DOI, but another title"),
        ({**THERE, "DOI": "10.5555/other"}, "new", ""),
        ({**THERE, "DOI": ""}, "here", "same title, author and year"),
        ({**THERE, "DOI": "", "volume": "5"}, "duplicate", "same title"),
        ({**THERE, "DOI": "", "issued": {"date-parts": [[2011]]}}, "new", "another"),
        ({"title": "Sleep and grief in later life"}, "new", ""),
    ],
)
def test_entry_without_a_history_is_known_by_what_it_says(item, verdict, evidence):
    found = judge(item)

    assert found.verdict == verdict
    assert evidence in found.evidence
    assert found.key == ("" if verdict == "new" else "reyes2019")


@pytest.mark.parametrize(
    ("there", "here", "verdict"),
    [
        ({}, {}, "here"),
        ({"volume": "5"}, {}, "there"),
        ({}, {"volume": "5"}, "changed"),
        ({"volume": "5"}, {"volume": "5"}, "here"),
        ({"volume": "5"}, {"volume": "6"}, "both"),
        ({"volume": "5"}, {"page": "11"}, "both"),
        ({"title": "Sleep and sorrow in later life"}, {}, "there"),
    ],
)
def test_entry_with_a_history_is_compared_three_ways(there, here, verdict):
    assert verdict_of_key({**THERE, **there}, here={**HERE, **here}) == verdict


def test_source_without_keys_is_compared_with_what_it_said_last_time():
    origins = {"(RIS)": [Origin("reyes2019", THERE)]}
    known = {"origins": origins, "keyless": "(RIS)"}

    assert judge(THERE, **known).verdict == "here"
    assert judge({**THERE, "page": "2"}, **known).verdict == "there"
    edited = {**HERE, "title": "Edited here", "DOI": ""}
    assert judge(THERE, library=[edited], **known).verdict == "changed"
    assert judge({**THERE, "page": "2"}, "key", **known).verdict == "here"


def test_record_without_a_title_is_known_when_it_is_exactly_the_same():
    letter = {"type": "personal_communication", "author": [{"family": "Vale"}]}

    assert judge(letter, library=[{**letter, "id": "vale"}]).verdict == "here"
    assert judge({**letter, "note": "x"}, library=[{**letter, "id": "v"}]).key == ""


def test_key_of_another_library_means_another_work():
    assert verdict_of_key(OTHER) == "new"
    assert verdict_of_key({**OTHER, "author": HERE["author"]}) == "new"


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, True),
        ({"title": "Sleep and sorrow in later life"}, True),
        ({"title": "Another matter"}, True),
        ({"title": "Another matter", "DOI": ""}, True),
        ({"title": "Another matter", "DOI": "", "volume": "9", "page": "3"}, False),
        ({"title": "Another matter", "DOI": "10.5555/matter"}, False),
        ({"DOI": "10.5555/corrected"}, True),
    ],
)
def test_one_work_is_told_through_its_edits(change, is_same):
    assert is_same_work({**THERE, **change}, THERE) is is_same


def test_second_use_of_a_key_is_named_and_costs_nothing_else():
    library = Judge([], {}, {})
    first, second, third = (
        library.judge(record(item, key, place))
        for place, (item, key) in enumerate(
            [(THERE, "a"), (OTHER, "a"), ({**OTHER, "title": "Third"}, "b")], 1
        )
    )
    assert [each.verdict for each in (first, second, third)] == [
        "new",
        "repeated",
        "new",
    ]
    assert second.twin == 1
    assert "entry 1" in second.evidence


def test_two_entries_of_a_file_may_be_one_work():
    library = Judge([], {}, {})
    library.judge(record(THERE, "a", 1))

    found = library.judge(record(THERE, "b", 2))

    assert (found.verdict, found.twin) == ("duplicate", 1)


def test_chapters_of_one_book_are_no_duplicates():
    library = Judge([], {}, {})
    library.judge(record({**CHAPTER, "title": "Exposure"}, "a", 1))

    assert library.judge(record({**CHAPTER, "title": "Sleep"}, "b", 2)).verdict == "new"


def test_own_export_is_compared_with_the_version_it_came_from():
    now = {**HERE, "volume": "5"}
    library = {"library": [now], "as_exported": lambda item: item}

    assert judge(now, "reyes2019", **library).verdict == "here"
    assert judge({**now, "page": "7"}, "reyes2019", **library).verdict == "there"
    old = judge(THERE, "reyes2019", past=lambda key: [HERE], **library)
    assert old.verdict == "changed"


def test_own_export_in_a_poorer_format_offers_only_what_was_edited_in_it():
    poorer = {name: HERE[name] for name in ("type", "title", "author", "DOI")}

    def verdict(item):
        found = judge(item, "reyes2019", as_exported=lambda work: poorer)
        return found.verdict, found.item and found.item.get("page")

    assert verdict(poorer) == ("here", "1-9")
    assert verdict({**poorer, "title": "Sleep and grief"}) == ("there", "1-9")


@pytest.mark.parametrize(
    ("source_key", "keeps_ids", "expected"),
    [
        ("reyes_sleep", False, ("reyes2019", "reyes_sleep")),
        ("reyes_sleep", True, ("reyes_sleep", "")),
        ("reyes2019", False, ("reyes2019", "")),
        ("Reyes:2019", True, ("reyes2019", "")),
        ("17", False, ("reyes2019", "")),
        ("taken", False, ("reyes2019", "")),
        ("taken", True, ("reyes2019", "")),
        ("k" * 81, True, ("reyes2019", "")),
        ("", True, ("reyes2019", "")),
    ],
)
def test_key_of_the_source_is_kept_where_it_can_be_typed(
    source_key, keeps_ids, expected
):
    found = keys_for([(source_key, THERE)], {"taken"}, keeps_ids=keeps_ids)

    assert found == [expected]


def test_made_keys_never_take_an_id_that_is_kept():
    works = [("http://zotero.org/1", THERE), ("reyes2019", THERE), ("reyes2019", THERE)]

    keys = [key for key, _ in keys_for(works, set(), keeps_ids=True)]

    assert keys[1] == "reyes2019"
    assert len(set(keys)) == 3
