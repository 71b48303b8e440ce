"""Folders whose files readers can reach, or will when style sheets are prepared."""

from pathlib import Path

from django.conf import settings


def is_served(folder):
    """Is ``folder`` one of them, or within one? Nothing private may lie there."""
    served = settings.MEDIA_ROOT, settings.STATIC_ROOT, *settings.STATICFILES_DIRS
    whole = Path(folder).resolve()
    return any(whole.is_relative_to(Path(one).resolve()) for one in served)
