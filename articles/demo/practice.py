"""The demo practice's own details, people, series and topics."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.demo.front_matter import DemoError, build, read_toml

PARTS = {"practice", "places", "clinicians", "series", "topics"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    street: str
    city: str
    state: str
    postal_code: str = ""
    directions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLicence:
    kind: str
    number: str
    state: str
    supervisor: str = ""
    supervisor_title: str = ""
    supervisor_number: str = ""
    employer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoClinician:
    """``licences`` holds a ``DemoLicence`` each."""

    slug: str
    name_as_filed: str
    biography: str
    licences: tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSeries:
    slug: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTopic:
    slug: str
    name: str
    description: str
    crisis_card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPractice:
    """``details`` has the field names of the practice's own row; all are texts.

    ``home_picture`` names a drawing.
    """

    home_picture: str = ""
    details: Mapping[str, str]
    places: tuple[DemoPlace, ...]
    clinicians: tuple[DemoClinician, ...]
    series: tuple[DemoSeries, ...]
    topics: tuple[DemoTopic, ...]


def read_practice(path: Path) -> DemoPractice:
    name = path.name
    parts = read_toml(path.read_text(encoding="utf-8"), name=name)
    if parts.keys() != PARTS:
        raise DemoError(f"{name}: its tables are {', '.join(sorted(PARTS))}.")
    home_picture = parts["practice"].pop("home_picture", "")
    return DemoPractice(
        home_picture=home_picture,
        details={key: value.strip() for key, value in parts["practice"].items()},
        places=tuple(build(DemoPlace, t, name=name) for t in parts["places"]),
        clinicians=tuple(_clinician(t, name=name) for t in parts["clinicians"]),
        series=tuple(build(DemoSeries, t, name=name) for t in parts["series"]),
        topics=tuple(build(DemoTopic, t, name=name) for t in parts["topics"]),
    )


def _clinician(table: Mapping[str, Any], *, name: str) -> DemoClinician:
    licences = tuple(
        build(DemoLicence, licence, name=name) for licence in table.get("licences", ())
    )
    biography = table.get("biography", "").strip()
    values = {**table, "biography": biography, "licences": licences}
    return build(DemoClinician, values, name=name)
