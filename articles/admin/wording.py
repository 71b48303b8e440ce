"""Times, states and names as the screens say them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Stage


def moment(at):
    """A time in the practice's zone: "December 5, 2026, 9:00 a.m."."""
    return date_format(timezone.localtime(at, practice_zone()), "F j, Y, g:i a")


def day(at):
    return date_format(timezone.localtime(at, practice_zone()), "F j, Y")


def practice_zone():
    return ZoneInfo(settings.TIME_ZONE)


def zone_name():
    """The practice's time zone as forms print it: "Los Angeles time"."""
    return f"{settings.TIME_ZONE.split('/')[-1].replace('_', ' ')} time"


def state_text(state):
    """The stage in the list's own words, with its time where it names one."""
    if state.at is None:
        return state.stage.value
    if state.stage is Stage.SCHEDULED_EDITED:
        return f"{state.stage} ({moment(state.at)})"
    return f"{state.stage} {moment(state.at)}"


def listed(names):
    """ "a", "a and b", "a, b and c"."""
    *first, last = [str(name) for name in names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def quoted(things):
    return listed(f"“{thing}”" for thing in things)
