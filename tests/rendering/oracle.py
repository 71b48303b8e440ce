"""Looks at HTML from outside: an own list of what may never stand in an article.

Written apart from the sanitiser's allow-list, so that a slip in one shows.
"""

import html
import re
from html.parser import HTMLParser

FORBIDDEN = {
    *("applet", "audio", "base", "button", "canvas", "details", "dialog", "embed"),
    *("form", "frame", "frameset", "iframe", "input", "link", "marquee", "math"),
    *("meta", "noscript", "object", "option", "portal", "script", "select", "slot"),
    *("style", "svg", "template", "textarea", "title", "video", "xmp", "h1", "body"),
}
ADDRESSES = {"action", "background", "data", "formaction", "href", "poster", "src"}
GIVEN_ID = re.compile(r"(c|cite|faq|note|noteref|ref|section)-.+", re.DOTALL)


class Inspector(HTMLParser):
    """Collects faults, ids, in-page targets and text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []
        self.ids = []
        self.targets = []
        self.words = []

    def handle_starttag(self, tag, attributes):
        if tag in FORBIDDEN:
            self.faults.append(f"<{tag}>")
        for name, value in attributes:
            self.attribute(tag, name, value or "")

    def attribute(self, tag, name, value):
        if name.startswith("on") or name in {"style", "srcdoc", "name", "xmlns"}:
            self.faults.append(f"{tag} {name}")
        if name in ADDRESSES:
            self.address(tag, name, value)
        if name == "id":
            self.ids.append(value)
            if not GIVEN_ID.fullmatch(value):
                self.faults.append(f"id {value}")

    def address(self, tag, name, value):
        # A browser drops control characters and spaces before it reads the scheme.
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        scheme = re.match(r"[a-z][a-z0-9+.-]*:", plain)
        if scheme and scheme[0] not in {"http:", "https:", "mailto:", "tel:"}:
            self.faults.append(f"{tag} {name}={value}")
        if name == "href" and plain.startswith("#"):
            self.targets.append(plain[1:])
        if name == "src" and not plain.startswith("/media/"):
            self.faults.append(f"{tag} src={value}")

    def handle_comment(self, data):
        self.faults.append("comment")

    def handle_decl(self, decl):
        self.faults.append("declaration")

    def handle_pi(self, data):
        self.faults.append("processing instruction")

    def unknown_decl(self, data):
        self.faults.append("unknown declaration")

    def handle_data(self, data):
        self.words.append(data)


def inspect(markup):
    inspector = Inspector()
    inspector.feed(markup)
    inspector.close()
    return inspector


def faults(markup):
    return inspect(markup).faults


def text(markup):
    return "".join(inspect(markup).words)


def page(document):
    """The document as a page prints it, ids of questions and entries included."""
    entries = [*document.references, *document.further_reading]
    return "\n".join(
        [
            document.lead_figure,
            document.body,
            *(f'<h3 id="{html.escape(a.id)}"></h3>{a.html}' for a in document.faqs),
            document.call_to_action,
            *(f'<p id="{html.escape(e.id)}">{e.html}</p>' for e in entries),
        ]
    )
