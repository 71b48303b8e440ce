import json
from datetime import datetime
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()
# Kept as they are written: a list names ten, and all pages the same few hundred.
MOST_DAYS = 500
# Within a script element these could end it or open a comment (HTML 4.12.1.3).
ESCAPES = {">": "\\u003E", "<": "\\u003C", "&": "\\u0026"}


@register.simple_tag
def json_ld(values):
    """Structured data as a data block: never executed, so no script by the CSP."""
    text = json.dumps(values, ensure_ascii=False)
    for sign, escape in ESCAPES.items():
        text = text.replace(sign, escape)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - escaped on the line above
    )


@register.simple_tag(takes_context=True)
def part_of_site(context, name, here=""):
    """A template that shows nothing but the site, rendered once for each ``Site``.

    ``here``: the address of the page, which only the menu tells from others.
    """
    site = context["site"]
    key = name, here if here in site.menu_urls else ""
    if key not in site.parts:
        context = {"site": site, "here": key[1]}
        site.parts[key] = get_template(name).render(context)
    return site.parts[key]


@register.filter
def as_time(value):
    """A day in words, and for machines; of a moment the day where the practice is."""
    if isinstance(value, datetime):
        value = value.astimezone(timezone.get_default_timezone()).date()
    return day_as_time(value)


@lru_cache(maxsize=MOST_DAYS)
def day_as_time(day):
    words = f"{MONTHS[day.month]} {day.day}, {day.year}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)


SOURCE = '<source type="{}" srcset="{}" sizes="{}">'
IMG = (
    '<img class="{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" '
    'loading="lazy" decoding="async" alt="{}">'
)


@register.simple_tag
def picture(shown, sizes, css, alt=""):
    """A picture of the class ``css``, as wide as ``sizes``; ``shown``: a ``Shown``.

    A list has many, of which a template takes ten times as long.
    """
    if not shown:
        return ""
    sizes, css, alt = map(conditional_escape, (sizes, css, alt))
    sources = "".join([SOURCE.format(*source, sizes) for source in shown.sources])
    image = IMG.format(
        css,
        shown.url,
        shown.srcset,
        sizes,
        shown.width,
        shown.height,
        alt,
    )
    # What a ``Shown`` holds is escaped, and so is the rest, above.
    return mark_safe(f"<picture>{sources}{image}</picture>")  # noqa: S308
