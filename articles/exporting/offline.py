"""A page of the site made to be opened from disk: nothing in it asks a server."""

from bs4 import BeautifulSoup
from bs4.formatter import EntitySubstitution, HTMLFormatter

# One file of each picture is copied; this is wide enough for a page's column.
WIDEST = 1600
# On the site a header says it. Of what loads from beside a page on a disk browsers
# think differently, so styles and pictures are not spoken of.
POLICY = "; ".join(
    f"{what} 'none'"
    for what in ("script-src", "object-src", "frame-src", "connect-src")
    + ("base-uri", "form-action")
)
KEPT_META = {"viewport", "color-scheme", "description"}
KEPT_LINKS = {"stylesheet", "icon", "apple-touch-icon"}
AS_HTML = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml,
    void_element_close_prefix="",
    empty_attributes_are_booleans=True,
)


def offline(html, place):
    """``html`` with links to files beside it.

    ``place``: called with each address, gives the link that is to stand there, None
    for what is not in the copy, the same for what is elsewhere on the web.
    """
    soup = BeautifulSoup(html, "lxml")
    clear_head(soup)
    for form in soup.find_all("form"):
        form.decompose()
    for source in soup.find_all("source"):
        # Its parser takes what follows to stand within.
        source.unwrap()
    for image in soup.find_all("img"):
        place_image(soup, image, place)
    for link in soup.find_all("link", href=True):
        place_or_drop(link, "href", place)
    for link in soup.find_all("a", href=True):
        place_link(link, place)
    return soup.decode(formatter=AS_HTML)


def clear_head(soup):
    """Take out what speaks to search engines, and of the address on the web."""
    for meta in soup.find_all("meta"):
        if not meta.has_attr("charset") and meta.get("name") not in KEPT_META:
            meta.decompose()
    for link in soup.find_all("link"):
        if not KEPT_LINKS & set(link.get("rel", ())):
            link.decompose()
    for script in soup.find_all("script"):
        script.decompose()
    policy = {"http-equiv": "Content-Security-Policy", "content": POLICY}
    soup.head.find("meta", charset=True).insert_after(
        "\n  ", soup.new_tag("meta", attrs=policy)
    )
    soup.head.smooth()
    for gap in soup.head.find_all(string=str.isspace):
        gap.replace_with("\n")


def place_image(soup, image, place):
    """One file, the widest that is not too wide; words where there is none."""
    wanted = one_file(image)
    for name in ("srcset", "sizes", "fetchpriority", "loading"):
        del image[name]
    placed = place(wanted)
    if placed is None:
        image.replace_with(soup.new_string(image.get("alt", "")))
    else:
        image["src"] = placed


def one_file(image):
    found = [(0, image.get("src", ""))]
    for candidate in image.get("srcset", "").split(","):
        url, _, width = candidate.strip().partition(" ")
        if width[:-1].isdecimal() and int(width[:-1]) <= WIDEST:
            found.append((int(width[:-1]), url))
    return max(found)[1]


def place_or_drop(link, name, place):
    placed = place(link[name])
    if placed is None:
        link.decompose()
    else:
        link[name] = placed


def place_link(link, place):
    """What is not in the copy is no link; in a menu it is no line either."""
    placed = place(link["href"])
    if placed is not None:
        link["href"] = placed
        return
    line = link.find_parent("li")
    if line and link.find_parent("nav"):
        line.decompose()
    else:
        link.unwrap()
