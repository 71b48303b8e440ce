"""From hostile bytes to a clean picture, and the sizes that a page needs of it.

Pillow only, no Django. Every picture is opened in a child process with limits on
memory and time; what leaves here has pixels and nothing else.

HEIC is refused on purpose. In 2026 its decoders, libheif and libde265, had repeated
holes through which an uploaded picture could run code (CVE-2026-84383 among them), and
Safari hands over a JPEG by itself where a file field's ``accept`` names ``image/jpeg``
first and no HEIC.
"""

from articles.imaging.cleaning import MAX_BYTES, CleanImage, clean_image, kept_image
from articles.imaging.refusal import LOST, NOT_STORED, ImageRefused, TooBusy
from articles.imaging.renditions import make_rendition, rendition_plan
from articles.imaging.shapes import SHAPES, Cut, cuts, height_of, make_cuts

__all__ = [
    "LOST",
    "MAX_BYTES",
    "NOT_STORED",
    "SHAPES",
    "CleanImage",
    "Cut",
    "ImageRefused",
    "TooBusy",
    "clean_image",
    "cuts",
    "height_of",
    "kept_image",
    "make_cuts",
    "make_rendition",
    "rendition_plan",
]
