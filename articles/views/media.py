"""Pictures, and nothing but pictures, from wherever the storage keeps them."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.views.decorators.http import require_safe

from articles.views.errors import not_found

# The names that the picture library gives: a SHA-256, perhaps a width, a known type.
NAME = re.compile(r"images/[0-9a-f]{64}(?:-[0-9]{1,5})?\.(jpg|png|webp|avif)")
TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
}
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
def media(request, path):
    """A file named by its content never changes, so browsers may keep it for ever."""
    match = NAME.fullmatch(path)
    if not match:
        return not_found(request)
    try:
        file = default_storage.open(path)
    except FileNotFoundError:
        return not_found(request)
    return FileResponse(file, content_type=TYPES[match[1]], headers=HEADERS)
