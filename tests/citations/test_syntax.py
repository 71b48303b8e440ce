import pytest

from articles.citations import (
    CitationItem,
    match_group,
    match_narrative,
    parse_group,
)


def item(id, **details):
    return CitationItem(id, **details)


GROUPS = [
    ("@a", [item("a")]),
    ("@holt-lunstad2015b", [item("holt-lunstad2015b")]),
    ("@A_2", [item("A_2")]),
    ("-@a", [item("a", suppress_author=True)]),
    ("@a; @b", [item("a"), item("b")]),
    ("@a;@b;", [item("a"), item("b")]),
    ("@a, @b", [item("a"), item("b")]),
    ("see @a", [item("a", prefix="see ")]),
    ("see  also\n@a", [item("a", prefix="see also ")]),
    ("e.g., @a, @b", [item("a", prefix="e.g., "), item("b")]),
    (
        "see @a, pp. 3-5; also @b",
        [
            item("a", prefix="see ", label="page", locator="3-5"),
            item("b", prefix="also "),
        ],
    ),
    ("@a, p. 33", [item("a", label="page", locator="33")]),
    ("@a p. 33", [item("a", label="page", locator="33")]),
    ("@a, p 33", [item("a", label="page", locator="33")]),
    ("@a, 33", [item("a", label="page", locator="33")]),
    ("@a, p. xii", [item("a", label="page", locator="xii")]),
    ("@a, pp. 33–35", [item("a", label="page", locator="33-35")]),
    ("@a, pp. 33 -- 35, 40", [item("a", label="page", locator="33-35, 40")]),
    ("@a, P. 33", [item("a", label="page", locator="33")]),
    ("@a, para. 4", [item("a", label="paragraph", locator="4")]),
    ("@a, chap. 3", [item("a", label="chapter", locator="3")]),
    ("@a, chapters 3 and 4", [item("a", label="chapter", locator="3 and 4")]),
    ("@a, sec. 2.1", [item("a", label="section", locator="2.1")]),
    ("@a, fig. 2", [item("a", label="figure", locator="2")]),
    ("@a, table 2", [item("a", label="table", locator="2")]),
    ("@a, vol. 2", [item("a", label="volume", locator="2")]),
    ("@a, 2:30", [item("a", label="timestamp", locator="2:30")]),
    ("@a, 2:30-4:15", [item("a", label="timestamp", locator="2:30-4:15")]),
    ("@a, 1:02:30", [item("a", label="timestamp", locator="1:02:30")]),
    ("@a, {}, 33 days", [item("a", suffix=", 33 days")]),
    (
        "@a, {pp. iv, vi; x} so",
        [item("a", label="page", locator="iv, vi; x", suffix=" so")],
    ),
    ("@a, p. 3, for more", [item("a", label="page", locator="3", suffix=", for more")]),
    ("@a, for a review", [item("a", suffix=", for a review")]),
    ("@a, 2nd ed.", [item("a", suffix=", 2nd ed.")]),
    ("@a, table of contents", [item("a", suffix=", table of contents")]),
    ("@a, section on grief", [item("a", suffix=", section on grief")]),
    ("@Smith.2015:x", [item("Smith.2015:x")]),
    ("@müller2015", [item("müller2015")]),
]
NO_GROUPS = [
    "",
    "no key",
    "@",
    "@ a",
    "jane@doe.org",
    "mail jane@doe.org",
    "@a and @b",
    "@a; see there",
    "see there; @a",
    "a.@b",
]


@pytest.mark.parametrize(("inner", "items"), GROUPS)
def test_bracketed_citation_is_read(inner, items):
    assert parse_group(inner) == tuple(items)


@pytest.mark.parametrize("inner", NO_GROUPS)
def test_other_brackets_are_no_citation(inner):
    assert parse_group(inner) is None


def test_group_is_found_with_its_end():
    assert match_group("x [@a, p. 3] y", 2) == (
        (item("a", label="page", locator="3"),),
        12,
    )


@pytest.mark.parametrize("text", ["[@a", "[see [@a]]", "@a]", "(@a)"])
def test_group_needs_its_own_pair_of_brackets(text):
    assert match_group(text, 0) is None


NARRATIVES = [
    ("@a", 0, item("a"), 2),
    ("@a's view", 0, item("a"), 2),
    ("@a2015.", 0, item("a2015"), 6),
    ("_@a_", 1, item("a"), 3),
    ("@a--b", 0, item("a"), 2),
    ("(@a)", 1, item("a"), 3),
    ("—@a", 1, item("a"), 3),
    ("@a [p. 33] x", 0, item("a", label="page", locator="33"), 10),
    ("@a [33]", 0, item("a", label="page", locator="33"), 7),
    ("@a [see there]", 0, item("a"), 2),
    ("@a [p. 3](/x)", 0, item("a"), 2),
    ("@a [p. 3]: x", 0, item("a"), 2),
    ("@a[p. 3]", 0, item("a"), 2),
    ("@a [^1]", 0, item("a"), 2),
    ("@a [@b]", 0, item("a"), 2),
]


@pytest.mark.parametrize(("text", "position", "expected", "end"), NARRATIVES)
def test_narrative_citation_is_found(text, position, expected, end):
    assert match_narrative(text, position) == (expected, end)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("jane@doe.org", 4),
        ("jane.@doe", 5),
        ("x/@doe", 2),
        ("@doe@social.org", 0),
        ("@doe-x@social.org", 0),
        ("@müller", 0),
        ("@-a", 0),
        ("@", 0),
        ("a", 0),
    ],
)
def test_addresses_and_handles_are_no_citation(text, position):
    assert match_narrative(text, position) is None


HOSTILE = [
    "[@" * 100_000,
    "[@a;" * 50_000,
    "@a [" * 50_000,
    "[" + "@" * 200_000,
    "[" + "@a;" * 66_000 + "]",
    "[@a," + ", " * 100_000 + "]",
    "[@a, p. " + "i" * 200_000 + "z]",
    "[@a, pp. " + "1, " * 66_000 + "]",
    "[@a, 1" + " " * 200_000 + "x]",
    "[@a, {" + " -" * 100_000 + "}]",
    "[{" * 100_000,
    "@" + "a-" * 100_000,
    "@" + "a_" * 100_000 + "@",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_ends(text):
    """Were a pattern quadratic, this would take minutes."""
    for position, character in enumerate(text):
        if character == "[":
            match_group(text, position)
        elif character == "@":
            match_narrative(text, position)
