"""What a browser sends of a page's form when nobody touches anything."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Reads the fields of the form with an id; templates are no part of it."""

    def __init__(self, form_id):
        super().__init__(convert_charrefs=True)
        self.form_id, self.data = form_id, {}
        self.is_inside = False
        self.templates = 0
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.is_inside = attrs.get("id") == self.form_id
        self.templates += tag == "template"
        if not self.is_inside or self.templates:
            return
        if tag == "input":
            self.put(attrs)
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and self.select and "selected" in attrs:
            self.data[self.select] = attrs.get("value", "")
        elif tag == "textarea":
            self.textarea = attrs["name"]
            self.data[self.textarea] = ""

    def put(self, attrs):
        kind = attrs.get("type", "text")
        is_chosen = kind not in ("checkbox", "radio") or "checked" in attrs
        if "name" in attrs and is_chosen and kind not in ("submit", "button"):
            self.data[attrs["name"]] = attrs.get("value") or ""

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea] += data

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        if tag == "form":
            self.is_inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            text = self.data[self.textarea].removeprefix("\n")
            self.data[self.textarea] = text.replace("\n", "\r\n")
            self.textarea = None


def sent(html, form_id="reference_form"):
    """{name: value} of the form's fields."""
    reader = FormReader(form_id)
    reader.feed(html)
    reader.data.pop("csrfmiddlewaretoken", None)
    return reader.data
