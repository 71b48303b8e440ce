"""The practice is invented, says so, and has everything that a real one must show."""

import re
from dataclasses import asdict, fields
from datetime import date

import pytest

from articles.demo import read_demo
from articles.demo.front_matter import DemoError
from articles.demo.practice import read_practice
from articles.models import LICENCE_KINDS, Clinician, Licence, Practice, Series, Topic

DEMO = read_demo(date(2026, 3, 10))
DETAILS = DEMO.practice.details


def test_address_and_number_are_reserved_for_fiction():
    assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", DETAILS["phone"])
    assert DETAILS["email"].endswith(".example")
    assert DETAILS["booking_url"].split("/")[2].endswith(".example")


def test_license_numbers_belong_to_nobody():
    numbers = {x.number for c in DEMO.practice.clinicians for x in c.licences}
    assert numbers == {"000000"}


def test_every_page_says_that_the_practice_is_invented():
    assert "invented" in DETAILS["footer_note"]


def test_crisis_notice_names_both_lines():
    assert "988" in DETAILS["crisis_notice"]
    assert "911" in DETAILS["crisis_notice"]


def test_licences_lack_nothing_and_one_is_supervised():
    licences = [x for person in DEMO.practice.clinicians for x in person.licences]
    kinds = [LICENCE_KINDS[licence.kind] for licence in licences]

    assert any(kind.is_supervised for kind in kinds)
    for kind, licence in zip(kinds, licences, strict=True):
        assert list(kind.shortcomings(asdict(licence))) == []


def rows():
    yield Practice, DETAILS
    for clinician in DEMO.practice.clinicians:
        values = {f: getattr(clinician, f) for f in ("slug", "name_as_filed")}
        yield Clinician, values
        for x in clinician.licences:
            parts = [field.name for field in fields(x)]
            yield Licence, {part: getattr(x, part) for part in parts}
    for series in DEMO.practice.series:
        yield Series, {"slug": series.slug, "title": series.title}
    for topic in DEMO.practice.topics:
        yield Topic, {"slug": topic.slug, "name": topic.name}


@pytest.mark.parametrize(("model", "values"), list(rows()))
def test_every_value_passes_its_fields_own_checks(model, values):
    for name, value in values.items():
        field = model._meta.get_field(name)
        assert field.run_validators(value) is None


def test_every_topic_is_used():
    used = {topic for article in DEMO.articles for topic in article.topics}
    assert used == {topic.slug for topic in DEMO.practice.topics}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[practice]\n", "its tables are"),
        ("practice = ", "not valid TOML"),
        (
            '[practice]\n[[places]]\nstreet=""\ncity=""\nstate=""\n'
            '[[clinicians]]\nbiography=""\nlicences=[]\nage=4\n'
            "[[series]]\n[[topics]]\n",
            "'age' is not a known field",
        ),
    ],
)
def test_wrong_practice_file_is_named_with_its_fault(text, says, tmp_path):
    path = tmp_path / "practice.toml"
    path.write_text(text)
    with pytest.raises(DemoError, match=r"^practice\.toml: ") as error:
        read_practice(path)
    assert says in str(error.value)
