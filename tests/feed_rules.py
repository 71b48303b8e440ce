"""What the two feed formats demand, in words of our own."""

import re
from collections import Counter

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, which both formats ask for.
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII
)
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.ASCII)
JSON_TYPES = {
    "id": str,
    "url": str,
    "title": str,
    "content_html": str,
    "summary": str,
    "image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
}


def assert_atom(feed):
    """RFC 4287, sections 4.1.1 and 4.1.2, of a parsed feed."""
    assert feed.tag == f"{ATOM}feed"
    assert_once(feed, "id", "title", "updated")
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        assert ABSOLUTE.fullmatch(one.findtext(f"{ATOM}id"))
        for name in ("updated", "published"):
            for moment in one.findall(f"{ATOM}{name}"):
                assert MOMENT.fullmatch(moment.text)
        links = one.findall(f"{ATOM}link")
        assert all(ABSOLUTE.fullmatch(link.get("href")) for link in links)
        assert Counter(link.get("rel") for link in links)["alternate"] == 1
        for author in one.findall(f"{ATOM}author"):
            assert_once(author, "name", "uri")
    for entry in feed.findall(f"{ATOM}entry"):
        assert_once(entry, "id", "title", "updated", "published", "content")
        assert len(entry.findall(f"{ATOM}summary")) <= 1
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert feed.find(f"{ATOM}author") is not None


def assert_once(element, *names):
    assert {name: len(element.findall(f"{ATOM}{name}")) for name in names} == (
        dict.fromkeys(names, 1)
    )


def assert_json_feed(feed):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), "Structure"."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    for name in ("home_page_url", "feed_url"):
        assert ABSOLUTE.fullmatch(feed[name])
    for item in feed["items"]:
        assert item.keys() <= JSON_TYPES.keys()
        assert all(isinstance(item[name], JSON_TYPES[name]) for name in item)
        assert item["id"]
        assert "content_html" in item
        assert ABSOLUTE.fullmatch(item["url"])
        assert MOMENT.fullmatch(item["date_published"])
        assert MOMENT.fullmatch(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        for author in item.get("authors", []):
            assert author
            assert author.keys() <= {"name", "url"}
