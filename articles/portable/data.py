"""YAML as people write it by hand: texts, lists and names with values, nothing else.

Every value is read as the text that stands there, so a title such as ``No`` or
``1984`` stays what it is; whoever knows the field turns it into a date or number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import yaml  # type: ignore[import-untyped]  # it ships no types

from articles.portable.unusable import Unusable

MOST_CHARACTERS = 1_000_000
# An export is three deep; far more than that is no data that anybody wrote.
MOST_LEVELS = 12
# Other line ends than our own, which a block would turn into it.
ODD = re.compile("[\r\x85\u2028\u2029]")


class Dumper(yaml.SafeDumper):  # type: ignore[misc]  # for the same reason
    """Several lines as a block, times as ISO 8601, nothing said by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_block(dumper: Dumper, text: str) -> Any:
    style = "|" if "\n" in text else None
    if ODD.search(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def as_moment(dumper: Dumper, moment: datetime) -> Any:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:timestamp", moment.isoformat(timespec="microseconds")
    )


Dumper.add_representer(str, as_block)
# A choice of the database's, which is a text.
Dumper.add_multi_representer(str, as_block)
Dumper.add_representer(datetime, as_moment)


def dump(values: Any) -> str:
    """``values`` as YAML in their own order; ``load`` gives the same texts back."""
    text: str = yaml.dump(
        values, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    return text


def load(text: str, *, most: int = MOST_CHARACTERS) -> Any:
    """The texts, lists and mappings in ``text``; "" where nothing stands.

    Raises ``Unusable`` for what is too large or too deep, for two values under one
    name, and for tags and references, by which a small file can become a huge one or
    name things that are no data.
    """
    if len(text) > most:
        raise Unusable(f"There is too much data: more than {most:,} characters.")
    try:
        refuse_tricks(yaml.parse(text, Loader=yaml.BaseLoader))
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except Unusable:
        raise
    except yaml.MarkedYAMLError as error:
        raise Unusable(sentence(error)) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # A ValueError comes from an escape such as "\UFFFFFFFF", which is no character.
        raise Unusable("It holds characters that no text has.") from None
    return value_of(node) if node else ""


def sentence(error: Any) -> str:
    mark = error.problem_mark or error.context_mark
    where = f"Line {mark.line + 1} of the data" if mark else "The data"
    return f"{where} cannot be read: {error.problem or error.context}."


def refuse_tricks(events: Iterable[Any]) -> None:
    level = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unusable(
                f"{line(event)} refers to another by & or *, which is no text."
            )
        if getattr(event, "tag", None):
            raise Unusable(
                f"{line(event)} has a tag (“{event.tag}”), which is no text."
            )
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1
        if level > MOST_LEVELS:
            raise Unusable(f"{line(event)} holds lists in lists without end.")


def line(event: Any) -> str:
    return f"Line {event.start_mark.line + 1} of the data"


def value_of(node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return storable(node)
    if isinstance(node, yaml.SequenceNode):
        return [value_of(one) for one in node.value]
    values: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unusable(f"{line(key)} has a list where a name should stand.")
        name = storable(key)
        if name in values:
            raise Unusable(f"{line(key)} says “{name}” a second time.")
        values[name] = value_of(value)
    return values


def storable(node: Any) -> str:
    text: str = node.value
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Unusable(f"{line(node)} holds a character that no text has.")
    return text
