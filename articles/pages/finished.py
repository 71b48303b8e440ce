"""The one door for HTML that is finished."""

from django.utils.safestring import mark_safe


def safe(html):
    """``html`` must come from ``articles.rendering``, whose sanitiser is the last."""
    return mark_safe(html)  # noqa: S308 - said above
