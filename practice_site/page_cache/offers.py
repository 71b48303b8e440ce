"""What is for everybody: the question that a page answers, and the offer to keep it."""

from practice_site.page_cache.making import Response

# By which the application offers a page; it names what the address declares.
HEADER = "x-page-cache"
# Where a request that makes a page has, in its environ, the dict of its generation.
KEPT_FOR_ALL = "practice_site.kept"
KEPT = ("200 ", "404 ", "410 ", "301 ")
REFUSED = ("no-store", "private")
# What makes an answer less than the whole page, and what only one reader has.
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"}
PERSONAL = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}


def plain_request(environ):
    """The same request, asked so that the answer is the whole page, for everybody.

    What only one reader has is left out, so nothing of it can come into a page that
    others see, and no cookie that the application would answer with one of its own
    keeps a page from being kept.
    """
    left_out = CONDITIONS | PERSONAL
    asked = {k: v for k, v in environ.items() if k not in left_out}
    asked["REQUEST_METHOD"] = "GET"
    return asked


def declared(response: Response):
    """The names of the parameters that the address declares; None if it isn't kept."""
    headers = {name.lower(): text for name, text in response.headers}
    vary = {name.strip().lower() for name in headers.get("vary", "").split(",")}
    if (
        HEADER not in headers
        or not response.status.startswith(KEPT)
        or "set-cookie" in headers
        or vary - {"", "accept-encoding"}
        or any(word in headers.get("cache-control", "") for word in REFUSED)
    ):
        return None
    return tuple(filter(None, (n.strip() for n in headers[HEADER].split(","))))


def unoffered(headers):
    """Headers as they may leave the process."""
    return [header for header in headers if header[0].lower() != HEADER]


def without_header(start_response):
    """The header that offers a page never leaves the process."""

    def start(status, headers, exc_info=None):
        return start_response(status, unoffered(headers), exc_info)

    return start
