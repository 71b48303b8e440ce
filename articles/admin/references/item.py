"""Between a CSL item and the plain fields in which a person edits it.

Each field shows one variable. A value whose field nobody touched is kept exactly as it
was, also where the field cannot show all of it; what has no field stays untouched.
"""

from dataclasses import dataclass, field

from articles.admin.references.dates import DATES, date_fields, date_from
from articles.admin.references.names import ROLES, names_from
from articles.citations.kinds import BY_SLUG, KINDS, kind_of
from articles.citations.records import clean_text

# The form's names of variables; the others are the variable in small letters.
RENAMED = {
    "title": "work_title",
    "container-title": "container",
    "page": "pages",
    "version": "work_version",
}
TEXTS = {
    RENAMED.get(known.variable, known.variable.lower().replace("-", "_")): (
        known.variable
    )
    for kind in KINDS
    for known in kind.fields
    if known.variable not in (*ROLES, *DATES)
}
HANDLED = {"id", "type", *TEXTS.values(), *DATES, *ROLES}
EXACTLY = ("reference", "parenthetical", "narrative")
# Who edited and translated a work is kept under both roles, and under one for both.
JOINT, JOINED = "editor-translator", ("editor", "translator")
# What of "custom" has fields of its own.
OWN = ("kind", "exactly")


@dataclass
class Typed:
    """What stands in the form; what is not in it at all is left as it was.

    ``texts``: {variable: text}; ``dates``: {variable: fields}; ``names``: {role:
    rows}; ``exactly``: {form: what is printed instead}; ``other``: None if untouched.
    """

    kind: str
    texts: dict = field(default_factory=dict)
    dates: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)
    exactly: dict = field(default_factory=dict)
    other: dict | None = None


def item_from(typed, before):
    """The item that ``typed`` describes; ``before`` is the item as it was."""
    item = dict(before)
    if typed.other is not None and typed.other != other_of(before):
        item = {key: before[key] for key in before if key in HANDLED}
        item |= with_own(typed.other, before)
    for variable, written in typed.texts.items():
        if written != clean_text(before.get(variable)):
            put(item, variable, written)
    for variable, fields in typed.dates.items():
        if fields != date_fields(before, variable):
            put(item, variable, date_from(fields, before.get(variable)))
    for role, rows in typed.names.items():
        names = names_from(rows, before.get(role))
        if names != before.get(role):
            put(item, role, names)
    for role in in_one(before):
        put(item, role, item.get(JOINT))
    if typed.exactly and typed.exactly != exactly_of(before):
        put_own(item, "exactly", {k: v for k, v in typed.exactly.items() if v})
    put_kind(item, typed.kind, before)
    return item


def in_one(item):
    """The roles that are kept besides as one joint role, and edited there alone."""
    joint = item.get(JOINT)
    return [role for role in JOINED if joint and item.get(role) == joint]


def put(item, variable, value):
    item.pop(variable, None)
    if value:
        item[variable] = value


def put_kind(item, slug, before):
    """Noted only where the record itself would tell another kind."""
    kind = BY_SLUG[slug]
    is_new = "id" not in before
    is_of_kind = clean_text(before.get("type")) in kind.types
    if not is_of_kind and (is_new or kind_of(before) != kind):
        item["type"] = kind.type
    if kind_of(item) != kind:
        put_own(item, "kind", slug)


def put_own(item, name, value):
    custom = item.get("custom") or {}
    if isinstance(custom, dict):
        custom = dict(custom)
        put(custom, name, value)
        put(item, "custom", custom)


def with_own(other, before):
    """What was typed as JSON, with the settings that it does not show."""
    own = {name: value for name, value in custom_of(before).items() if name in OWN}
    custom = other.get("custom", {})
    if not own or not isinstance(custom, dict):
        return other
    return {**other, "custom": {**custom, **own}}


def other_of(item):
    """What of the item has no field."""
    other = {key: value for key, value in item.items() if key not in HANDLED}
    custom = custom_of(item)
    if custom.keys() & set(OWN):
        put(other, "custom", {k: v for k, v in custom.items() if k not in OWN})
    return other


def exactly_of(item):
    """{form: what is printed instead of what the style makes}."""
    exactly = custom_of(item).get("exactly")
    texts = exactly if isinstance(exactly, dict) else {}
    return {form: clean_text(texts.get(form)) for form in EXACTLY}


def custom_of(item):
    custom = item.get("custom")
    return custom if isinstance(custom, dict) else {}
