"""docs/accessibility.md answers each criterion once and names tests that exist."""

import re

import pytest

from tests.conftest import ROOT

# WCAG 2.2, the criteria of levels A and AA.
LEVEL_A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 "
    "2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 "
    "3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"
).split()
LEVEL_AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 "
    "2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
).split()
ROW = re.compile(r"^\| ([\d.]+) [^|]+ \((A+)\) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")


@pytest.fixture(scope="module")
def rows():
    return ROW.findall((ROOT / "docs" / "accessibility.md").read_text())


def test_each_of_the_55_criteria_is_answered_once(rows):
    assert len(LEVEL_A + LEVEL_AA) == 55
    given = sorted((number, level) for number, level, *_ in rows)
    asked = [(one, "A") for one in LEVEL_A] + [(one, "AA") for one in LEVEL_AA]
    assert given == sorted(asked)


def test_each_answer_names_a_test_a_day_or_what_is_missing(rows):
    for number, _, answer, how in rows:
        is_known = TEST.search(how) or re.search(r"20\d\d-\d\d-\d\d", how)
        assert is_known or answer.startswith("Not"), number


def test_each_named_test_exists(rows):
    for file, name in {found for *_, how in rows for found in TEST.findall(how)}:
        assert f"def {name}(" in (ROOT / file).read_text(), f"{file}::{name}"
