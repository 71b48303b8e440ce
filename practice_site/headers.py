"""Response headers that Django 5.2 does not set by itself.

``SECURE_CSP`` and the middleware have the shape that Django 6 gives them, so that
its own can take over.
"""

from functools import cache

PUBLIC_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    # No script of ours fetches anything; auditors read robots.txt from within the page.
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}
# The admin's own scripts write HTML by means that Trusted Types refuse.
STAFF_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
STAFF_PATHS = ("/admin/", "/accounts/")


class SecurityHeadersMiddleware:
    """Give every response the headers it has not set itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, text in headers(is_staff_page(request)).items():
            response.headers.setdefault(name, text)
        return response


def is_staff_page(request):
    return request.path_info.startswith(STAFF_PATHS)


@cache
def headers(is_staff):
    common = {
        "Content-Security-Policy": csp(STAFF_CSP if is_staff else PUBLIC_CSP),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in OFF),
    }
    if not is_staff:
        return common
    return {
        **common,
        "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
        "X-Robots-Tag": "noindex, nofollow",
    }


def csp(directives):
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())
