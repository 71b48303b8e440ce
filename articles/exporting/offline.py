"""A page of the site made to be opened from disk: nothing in it asks a server."""

from lxml import html

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
PLACED = ("form", "source", "img", "link", "a")


def offline(page, place):
    """``page``, a whole one as HTML, with links to files beside it.

    ``place``: called with each address, gives the link that is to stand there, None
    for what is not in the copy, the same for what is elsewhere on the web.
    """
    root = html.document_fromstring(page, html.HTMLParser(huge_tree=True))
    clear_head(root.head)
    for element in list(root.iter(*PLACED)):
        if element.tag == "form":
            element.drop_tree()
        elif element.tag == "source":
            # Its parser takes what follows to stand within.
            element.drop_tag()
        elif element.tag == "img":
            place_image(element, place)
        elif element.tag == "link":
            place_or_drop(element, place)
        elif element.get("href") is not None:
            place_link(element, place)
    text = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{text}\n"


def clear_head(head):
    """Take out what speaks to search engines, and of the address on the web."""
    for meta in head.findall("meta"):
        if "charset" not in meta.attrib and meta.get("name") not in KEPT_META:
            meta.drop_tree()
    for link in head.findall("link"):
        if not KEPT_LINKS & set(link.get("rel", "").split()):
            link.drop_tree()
    for script in list(head.getroottree().iter("script")):
        script.drop_tree()
    policy = head.makeelement("meta")
    policy.attrib["http-equiv"] = "Content-Security-Policy"
    policy.set("content", POLICY)
    head.insert(head.index(head.find("meta[@charset]")) + 1, policy)
    for element in head:
        element.tail = "\n"


def place_image(image, place):
    """One file, the widest that is not too wide; words where there is none."""
    placed = place(one_file(image))
    for name in ("srcset", "sizes", "fetchpriority", "loading"):
        image.attrib.pop(name, None)
    if placed is None:
        image.tail = image.get("alt", "") + (image.tail or "")
        image.drop_tree()
    else:
        image.set("src", placed)


def one_file(image):
    found = [(0, image.get("src", ""))]
    for candidate in image.get("srcset", "").split(","):
        url, _, width = candidate.strip().partition(" ")
        if width[:-1].isdecimal() and int(width[:-1]) <= WIDEST:
            found.append((int(width[:-1]), url))
    return max(found)[1]


def place_or_drop(link, place):
    placed = place(link.get("href", ""))
    if placed is None:
        link.drop_tree()
    else:
        link.set("href", placed)


def place_link(link, place):
    """What is not in the copy is no link; in a menu it is no line either."""
    placed = place(link.get("href"))
    if placed is not None:
        link.set("href", placed)
        return
    line = next(link.iterancestors("li"), None)
    if line is not None and next(line.iterancestors("nav"), None) is not None:
        line.drop_tree()
    else:
        link.drop_tag()
