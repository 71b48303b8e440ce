"""The picture by which others show a page."""

import re
from dataclasses import dataclass
from html import unescape

from articles.structured_data.addresses import absolute_url

IMAGE = re.compile(r'<img(?: [a-z-]+(?:="[^"]*")?)+>')
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


@dataclass(frozen=True)
class OpenGraphImage:
    url: str
    alt: str
    width: int
    height: int


def image_of_page(site, page):
    """The page's own picture, cut for Open Graph where that is made, or the site's."""
    whole = first_image(page.document)
    if page.social_picture:
        return in_open_graph(page.social_picture, whole.alt if whole else "")
    return whole or image_of_site(site)


def image_of_site(site):
    """The home page's picture, or None."""
    if site.social_picture is None:
        return None
    return in_open_graph(site.social_picture, site.practice.home_picture_alt)


def in_open_graph(file, alt):
    return OpenGraphImage(absolute_url(file.url), alt, file.width, file.height)


def own_images(page):
    """The addresses of the page's first picture: cut 1200 to 630, and whole."""
    cut = page.social_picture and absolute_url(page.social_picture.url)
    whole = first_image(page.document)
    return list(filter(None, (cut, whole and whole.url)))


def first_image(document):
    """The article's first picture, in its widest file, or None."""
    found = next(iter(images(document)), None)
    if found is None:
        return None
    path, width = widest(found)
    height = round(width * int(found["height"]) / int(found["width"]))
    return OpenGraphImage(absolute_url(path), found.get("alt") or "", width, height)


def image_of(document, digest):
    """The address of the picture with this digest, "" if the text doesn't show it."""
    for found in images(document):
        path, _ = widest(found)
        if digest in path:
            return absolute_url(path)
    return ""


def images(document):
    """The attributes of each ``<img>``, in reading order.

    As the sanitiser writes them: each value in double quotes, without one in it.
    """
    for image in IMAGE.finditer(document.lead_figure + document.body):
        found = {name: unescape(text) for name, text in ATTRIBUTE.findall(image[0])}
        if found.get("src"):
            yield found


def widest(image):
    """(address, width in pixels) of the largest file that an ``<img>`` names."""
    files = [file.split() for file in (image.get("srcset") or "").split(",")]
    sized = [(int(f[1].rstrip("w")), f[0]) for f in files if len(f) == 2]
    width, path = max(sized, default=(int(image["width"]), image["src"]))
    return path, width
