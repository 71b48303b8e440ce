"""What readers can reach: the folders whose files they do, and where pictures stand."""

from pathlib import Path

from django.conf import settings


def media_url(name):
    """The address of a stored picture, wherever it is stored; a path.

    As a storage of folders gives it, by a shorter way: names of pictures are hashes.
    """
    return f"{settings.MEDIA_URL}{name}"


def is_served(folder):
    """Is ``folder`` one of them, or within one? Nothing private may lie there."""
    served = settings.MEDIA_ROOT, settings.STATIC_ROOT, *settings.STATICFILES_DIRS
    whole = Path(folder).resolve()
    return any(whole.is_relative_to(Path(one).resolve()) for one in served)
