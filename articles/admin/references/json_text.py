"""CSL-JSON as a text in a form, and read back from one."""

import json


def written(value, indent=None):
    """JSON for a text field; a half of a surrogate pair cannot stand on a page."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


def read_item(sent):
    """The item that a form or another screen sent as JSON; {} if it is none."""
    try:
        item = json.loads(sent or "{}")
        refuse_unstorable(item)
    except (ValueError, RecursionError):
        return {}
    return item if isinstance(item, dict) else {}


def refuse_unstorable(fields):
    """ValueError for what Python reads as JSON and no database or page can hold.

    These are NaN and infinite numbers, halves of surrogate pairs, and U+0000.
    """
    text = json.dumps(fields, allow_nan=False, ensure_ascii=False)
    text.encode()
    if "\\u0000" in text:
        raise ValueError(text)
