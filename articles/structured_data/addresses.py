from django.conf import settings


def absolute_url(path):
    """``path`` begins with a slash, as every address of the site does."""
    return f"{settings.SITE_URL}{path}"
