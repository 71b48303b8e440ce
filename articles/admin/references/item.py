"""Between a CSL item and the plain fields in which a person edits it.

What the fields cannot hold stays in the item untouched, and a value that nobody
changed is kept exactly as it was.
"""

import re

from articles.citations.records import clean_text, date_parts, date_words

# The form's fields that hold one CSL text variable each.
TEXTS = {
    "work_title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "edition": "edition",
    "genre": "genre",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
}
NAMES = {"work_authors": "author", "editors": "editor"}
HANDLED = {"id", "type", "issued", *TEXTS.values(), *NAMES.values()}
TYPES = {
    "article-journal": "Article in a journal",
    "book": "Book",
    "chapter": "Chapter of a book",
    "report": "Report",
    "webpage": "Page of a website",
    "thesis": "Dissertation or thesis",
    "article-magazine": "Article in a magazine",
    "article-newspaper": "Article in a newspaper",
    "post-weblog": "Blog post",
    "paper-conference": "Conference paper",
    "entry-encyclopedia": "Entry in an encyclopedia",
    "entry-dictionary": "Entry in a dictionary",
    "motion_picture": "Film or video",
    "broadcast": "Broadcast or podcast",
    "speech": "Talk",
    "dataset": "Data set",
    "software": "Software or test",
    "manuscript": "Unpublished manuscript",
    "legislation": "Law",
    "legal_case": "Court case",
}
DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def fields_of(item):
    """{form field: text} of an item."""
    return {
        "type": clean_text(item.get("type")),
        "issued": date_text(item),
        **{field: clean_text(item.get(name)) for field, name in TEXTS.items()},
        **{field: names_text(item.get(name)) for field, name in NAMES.items()},
        "other": {key: value for key, value in item.items() if key not in HANDLED},
    }


def item_from(fields, before):
    """The item that ``fields`` describe; ``before`` is the item as it was."""
    was = fields_of(before)
    item = {"id": before["id"]} if "id" in before else {}
    item["type"] = fields["type"]
    for field, name in TEXTS.items():
        keep(item, name, fields[field], was[field], before)
    if fields["issued"] == was["issued"]:
        item |= {key: before[key] for key in ("issued",) if key in before}
    elif fields["issued"]:
        item["issued"] = date_from(fields["issued"])
    for field, name in NAMES.items():
        names = names_from(fields[field], before.get(name))
        if names:
            item[name] = names
    return {**item, **fields["other"]}


def keep(item, name, typed, was, before):
    if typed == was and name in before:
        item[name] = before[name]
    elif typed:
        item[name] = typed


def date_text(item):
    """ "2015", "2015-03", "2015-03-12", or the words that stand for a date."""
    parts = date_parts(item, "issued")
    if len(parts) == 1:
        year, *rest = parts[0]
        return "-".join([f"{year:04d}", *(f"{number:02d}" for number in rest)])
    if parts:
        return "/".join("-".join(map(str, numbers)) for numbers in parts)
    return date_words(item, "issued")


def date_from(typed):
    match = DATE.fullmatch(typed)
    if match:
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    return {"literal": typed}


def names_text(names):
    """One name a line."""
    entries = names if isinstance(names, list) else [names] if names else []
    return "\n".join(filter(None, map(name_text, entries)))


def name_text(name):
    """ "Family, Given", or a group with its abbreviation: "Name = ABBR"."""
    if isinstance(name, str):
        return clean_text(name)
    if not isinstance(name, dict):
        return ""
    part = {key: clean_text(value) for key, value in name.items()}
    if part.get("literal"):
        short = part.get("abbreviation")
        return f"{part['literal']} = {short}" if short else part["literal"]
    particles = (part.get("dropping-particle"), part.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particles, part.get("family"))))
    return ", ".join(filter(None, (family, part.get("given"), part.get("suffix"))))


def names_from(typed, before):
    """CSL names; a line that stood there before gives the very name it came from."""
    known = {
        name_text(name): name for name in (before if isinstance(before, list) else [])
    }
    lines = filter(None, (" ".join(line.split()) for line in typed.splitlines()))
    return [known.get(line) or name_from(line) for line in lines]


def name_from(line):
    if "=" in line:
        name, short = (part.strip() for part in line.split("=", 1))
        return {"literal": name, "abbreviation": short} if short else {"literal": name}
    family, *rest = (part.strip() for part in line.split(",", 2))
    if not any(rest):
        return {"literal": family}
    name = {"family": family, "given": rest[0]}
    return {**name, "suffix": rest[1]} if len(rest) > 1 and rest[1] else name
