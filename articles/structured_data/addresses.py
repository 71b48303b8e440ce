from urllib.parse import urljoin

from django.conf import settings


def absolute_url(path):
    return urljoin(settings.SITE_URL + "/", path)
