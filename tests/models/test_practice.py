"""The practice's notice line and its notice for a crisis."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from articles.models import Practice

AWAY = {"notice": "Away.", "notice_from": date(2026, 3, 7)}
UNTIL = {"notice_until": date(2026, 3, 9)}
DAYS = [
    (AWAY | UNTIL, date(2026, 3, 6), ""),
    (AWAY | UNTIL, date(2026, 3, 7), "Away."),
    (AWAY | UNTIL, date(2026, 3, 9), "Away."),
    (AWAY | UNTIL, date(2026, 3, 10), ""),
    ({"notice": "Away."}, date(2026, 3, 10), "Away."),
    ({"notice": "Away."} | UNTIL, date(2026, 3, 10), ""),
]
# Los Angeles puts its clocks forward on 8 March 2026, between the two switches.
FIRST = datetime(2026, 3, 7, 8, tzinfo=UTC)
LAST = datetime(2026, 3, 10, 7, tzinfo=UTC)
SWITCHES = [
    (AWAY | UNTIL, datetime(2026, 3, 1, tzinfo=UTC), FIRST),
    (AWAY | UNTIL, FIRST, LAST),
    (AWAY | UNTIL, LAST, None),
    (AWAY, FIRST, None),
    ({**AWAY, **UNTIL, "notice": ""}, datetime(2026, 3, 1, tzinfo=UTC), None),
    ({"notice": "Away."}, FIRST, None),
    ({"notice": "Away.", "notice_until": date.max}, FIRST, None),
]
NOTICES = [
    ("Call 988. In danger, call 911.", 0),
    ("Call 9-8-8 or 911", 1),
    ("In danger, call 911.", 1),
    ("Call 988-555-0100 or 1911.", 2),
]


@pytest.mark.parametrize(("fields", "day", "line"), DAYS)
def test_notice_line_is_shown_on_its_days(fields, day, line):
    assert Practice(**fields).notice_on(day) == line


@pytest.mark.parametrize(("fields", "now", "at"), SWITCHES)
def test_next_switch_is_midnight_where_the_practice_is(settings, fields, now, at):
    settings.TIME_ZONE = "America/Los_Angeles"

    assert Practice(**fields).next_switch(now) == at


@pytest.mark.parametrize(("notice", "faults"), NOTICES)
def test_crisis_notice_keeps_988_and_911(notice, faults):
    practice = Practice(crisis_notice=notice)

    if not faults:
        practice.clean()
        return
    with pytest.raises(ValidationError) as error:
        practice.clean()
    assert len(error.value.message_dict["crisis_notice"]) == faults


def test_last_day_of_a_notice_comes_after_the_first():
    with pytest.raises(ValidationError, match="before the first"):
        Practice(notice_from=date(2026, 3, 9), notice_until=date(2026, 3, 7)).clean()
