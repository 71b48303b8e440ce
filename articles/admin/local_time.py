"""A date and a time as an editor types them, in the practice's zone."""

from datetime import UTC, timedelta

from django import forms
from django.utils.formats import date_format

from articles.admin.wording import practice_zone, zone_name
from articles.source import YEARS


class LocalMomentField(forms.DateTimeField):
    """Gives an aware datetime; says so where clocks are put forward or back.

    A time that the night's change leaves out is refused. One that comes twice means
    the first of the two.
    """

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
    )
    default_error_messages = {
        "invalid": "Give a date and a time, for example 2026-03-09 and 09:00."
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"In {zone_name()}.")
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        for form in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"):
            try:
                typed = self.strptime(str(value).strip(), form)
            except (ValueError, TypeError):
                continue
            return self.in_zone(typed)
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def in_zone(self, typed):
        if typed.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        local = typed.replace(tzinfo=practice_zone(), fold=0)
        if not exists(local):
            later = typed + timedelta(hours=1)
            raise forms.ValidationError(
                f"{clock(typed)} does not exist on {date_format(typed, 'F j, Y')}: "
                "clocks are put forward that night. Choose "
                f"{clock(later)} or later.",
                code="gap",
            )
        return local


def exists(local):
    """PEP 495: a time in a gap does not survive the way to UTC and back."""
    there = local.astimezone(UTC).astimezone(local.tzinfo)
    return there.replace(tzinfo=None) == local.replace(tzinfo=None)


def comes_twice(local):
    other = local.replace(fold=1 - local.fold)
    return exists(local) and local.utcoffset() != other.utcoffset()


def clock(at):
    return date_format(at, "g:i a")


def twice_sentence(local):
    """What to add where the chosen time comes twice, or ""."""
    if not comes_twice(local):
        return ""
    return (
        f" {clock(local)} comes twice that night, because clocks are put back; it is "
        "the first of the two."
    )
