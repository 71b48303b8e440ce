"""A CSL date in the fields of a form: year, month, day, a last day, or words."""

import re
from datetime import date

from articles.citations.records import clean_text, date_parts, date_words

# Variable → the stem of its fields' names.
DATES = {"issued": "issued", "original-date": "original", "accessed": "accessed"}
FIRST = ("year", "month", "day")
LAST = ("end_year", "end_month", "end_day")
PARTS = (*FIRST, *LAST, "words")
MONTHS = (
    "January February March April May June July August September October November"
    " December"
).split()
SEASONS = ("Spring", "Summer", "Fall", "Winter")
SEASON_CHOICES = {f"s{number}": name for number, name in enumerate(SEASONS, 1)}
MONTH_CHOICES = [
    ("", "–"),
    *((str(number), name) for number, name in enumerate(MONTHS, 1)),
    *SEASON_CHOICES.items(),
]
BEFORE_CHRIST = re.compile(r"(\d{1,4})\s*b\.?\s?c\.?(?:\s?e\.?)?", re.IGNORECASE)
# What a date's numbers are kept in; the rest of it says more ("circa").
NUMBERS = {"date-parts", "literal", "raw", "season"}


def date_fields(item, variable):
    """{part of PARTS: text} of a date."""
    days = date_parts(item, variable)
    fields = dict.fromkeys(PARTS, "")
    for names, numbers in zip((FIRST, LAST), days, strict=False):
        fields |= dict(zip(names, map(str, numbers), strict=False))
    if not days:
        fields["words"] = date_words(item, variable)
    season = season_of(item.get(variable))
    if fields["year"] and not fields["month"] and season:
        fields["month"] = f"s{season}"
    return fields


def season_of(value):
    season = clean_text(value.get("season")) if isinstance(value, dict) else ""
    return season if season in ("1", "2", "3", "4") else ""


def date_from(fields, before):
    """The CSL date, None for no date. ValueError with a sentence if there is none.

    ``before``: the value as it was, for what it says beside the day.
    """
    kept = before if isinstance(before, dict) else {}
    kept = {key: value for key, value in kept.items() if key not in NUMBERS}
    first = day_numbers([fields[name] for name in FIRST])
    last = day_numbers([fields[name] for name in LAST])
    if fields["words"] and first:
        raise ValueError("Give the date in numbers or in words, not both.")
    if fields["words"]:
        return {**kept, "literal": fields["words"]}
    if last and not first:
        raise ValueError("Give the first day as well.")
    if last and last < first:
        raise ValueError("The last day comes before the first.")
    if not first:
        return None
    dated = {**kept, "date-parts": [first, last] if last else [first]}
    if fields["month"] in SEASON_CHOICES:
        dated["season"] = int(fields["month"][1])
    return dated


def day_numbers(typed):
    """[year, month, day] as far as given; a season is no month."""
    year, month, day = typed
    month = "" if month in SEASON_CHOICES else month
    if not year and (typed[1] or day):
        raise ValueError("Give the year as well.")
    if day and not month:
        raise ValueError("Give the month as well.")
    if not year:
        return []
    numbers = [
        year_number(year),
        *(int(part) for part in (month, day) if is_number(part)),
    ]
    if len(numbers) != len([part for part in (year, month, day) if part]):
        raise ValueError("The day is a number, for example 12.")
    check_day(numbers)
    return numbers


def is_number(part):
    return part.isascii() and part.isdecimal() and len(part) <= 2


def year_number(typed):
    ancient = BEFORE_CHRIST.fullmatch(typed)
    written = f"-{ancient[1]}" if ancient else typed
    if not re.fullmatch(r"-?\d{1,4}", written, re.ASCII) or not int(written):
        raise ValueError(
            "The year is a number, for example 2015. Anything else goes into the "
            "field “In words”."
        )
    return int(written)


def check_day(numbers):
    """A leap year stands for years that Python's calendar does not know."""
    year, month, day = (*numbers, 1, 1)[:3]
    try:
        date(year if year > 0 else 2000, month, day)
    except ValueError:
        raise ValueError("There is no such day.") from None
