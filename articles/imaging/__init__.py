"""From hostile bytes to a clean picture, and the sizes that a page needs of it.

Pillow only, no Django. What comes from outside is decoded in a child process with
limits on memory and time; what leaves here has pixels and nothing else.
"""

from articles.imaging.cleaning import MAX_BYTES, CleanImage, clean_image
from articles.imaging.refusal import ImageRefused
from articles.imaging.renditions import make_rendition, rendition_plan

__all__ = [
    "MAX_BYTES",
    "CleanImage",
    "ImageRefused",
    "clean_image",
    "make_rendition",
    "rendition_plan",
]
