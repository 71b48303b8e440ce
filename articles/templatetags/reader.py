import json
from datetime import datetime

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()
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
        value = timezone.localtime(value)
    words = f"{MONTHS[value.month]} {value.day}, {value.year}"
    day = value.isoformat()[:10]
    return format_html('<time datetime="{}">{}</time>', day, words)


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
    sources = format_html_join("", SOURCE, ((*s, sizes) for s in shown.sources))
    image = format_html(
        IMG,
        css,
        shown.url,
        shown.srcset,
        sizes,
        shown.width,
        shown.height,
        alt,
    )
    return format_html("<picture>{}{}</picture>", sources, image)
