"""What would let a mistake in the settings open a door."""

from django.conf import settings
from django.core.checks import Error, register
from django.urls import NoReverseMatch, reverse


@register("urls")
def markdownx_addresses_are_ours(app_configs, **kwargs):
    """markdownx's own views are open to everybody; its settings must name ours."""
    expected = {
        "MARKDOWNX_URLS_PATH": "admin:markdown",
        "MARKDOWNX_UPLOAD_URLS_PATH": "admin:upload",
    }
    return [
        Error(
            f"{setting} is {getattr(settings, setting, None)!r}, but the admin answers "
            f"at {address_of(view)!r}.",
            id="articles.E001",
        )
        for setting, view in expected.items()
        if getattr(settings, setting, None) != address_of(view)
    ]


def address_of(view):
    try:
        return reverse(view)
    except NoReverseMatch:
        return None
