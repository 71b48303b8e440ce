"""Marks that carry a line's role through the conversion to Markdown.

They are private-use characters, which the reader has taken out of the page before.
"""

from __future__ import annotations

import re

from articles.importing.roles import Role

PRIVATE = re.compile("[\ue000-\uf8ff]")
ROLES = tuple(Role)


def sentinel(role: Role) -> str:
    return chr(0xE000 + ROLES.index(role))


def role_of(line: str) -> Role | None:
    found = PRIVATE.search(line)
    return ROLES[ord(found[0]) - 0xE000] if found else None


def without_sentinels(text: str) -> str:
    return PRIVATE.sub("", text)
