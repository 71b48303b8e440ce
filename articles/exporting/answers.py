"""What the site answers at an address, without a server."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, QueryDict
from django.urls import resolve

IMPORT = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


@dataclass(frozen=True)
class Answer:
    is_there: bool = False
    moved_to: str = ""
    media_type: str = ""
    chunks: tuple = ()

    @property
    def is_page(self):
        return self.media_type.startswith("text/html")

    @property
    def text(self):
        return b"".join(self.chunks).decode()

    @property
    def imports(self):
        """The addresses that a stylesheet names."""
        if not self.media_type.startswith("text/css"):
            return []
        return [url for url in IMPORT.findall(self.text) if not url.startswith("data:")]


def answer_of(address, kept=None):
    """``kept``: a dict for what all pages share as long as nothing of the site changes;
    without it each page loads its own.
    """
    if address.is_static:
        return static_answer(address.path.removeprefix(settings.STATIC_URL))
    match = resolve(address.path)
    response = match.func(request_for(address, kept), *match.args, **match.kwargs)
    answer = Answer(
        is_there=response.status_code == 200,
        moved_to=response.headers.get("Location", ""),
        media_type=response.headers.get("Content-Type", ""),
        chunks=tuple(response),
    )
    # Not ``response.close()``: it ends a request, and with it the database connection.
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return answer


def request_for(address, kept=None):
    """A reader's, at the site's own address; pages look at nothing more."""
    site = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = address.path
    request.GET = QueryDict(address.query)
    request.META = {
        "QUERY_STRING": address.query,
        "PATH_INFO": address.path,
        "HTTP_HOST": site.netloc,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "wsgi.url_scheme": site.scheme,
    }
    request.kept = kept
    return request


def static_answer(name):
    """From the folder of collected files, or from the sources while developing."""
    media_type = "text/css" if name.endswith(".css") else ""
    try:
        with staticfiles_storage.open(name) as file:
            return Answer(True, media_type=media_type, chunks=(file.read(),))
    except (FileNotFoundError, ValueError):
        pass
    path = finders.find(name)
    if not path:
        return Answer()
    with open(path, "rb") as file:
        return Answer(True, media_type=media_type, chunks=(file.read(),))
