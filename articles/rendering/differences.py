"""Two finished texts side by side, with what differs marked in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# A tag, a character reference, a word, a space or one other character.
TOKEN = re.compile(r"<[^>]*>|&#?\w+;|\w+|\s+|[^\w\s]")

# Comparing takes the square of this; longer texts differ as a whole.
MOST_TOKENS = 2_000


def marked_differences(before: str, after: str) -> tuple[str, str]:
    """Both texts; in the first ``<del>`` round what goes, in the second ``<ins>``.

    ``before`` and ``after``: sanitized HTML of one paragraph. Tags stay outside the
    marks, so what comes back is as well formed as what was given.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if before == after or max(len(old), len(new)) > MOST_TOKENS:
        kind = "equal" if before == after else "replace"
        return marked(old, "del", kind), marked(new, "ins", kind)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        "".join(marked(old[a:b], "del", kind) for kind, a, b, _, _ in steps),
        "".join(marked(new[a:b], "ins", kind) for kind, _, _, a, b in steps),
    )


def marked(tokens: Sequence[str], tag: str, kind: str) -> str:
    if kind == "equal":
        return "".join(tokens)
    return "".join(
        words if is_markup else f"<{tag}>{words}</{tag}>"
        for is_markup, words in runs(tokens)
    )


def runs(tokens: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """(is it a tag?, text) with the words between two tags joined."""
    words = ""
    for token in tokens:
        if token.startswith("<") and token.endswith(">"):
            if words:
                yield False, words
            yield True, token
            words = ""
        else:
            words += token
    if words:
        yield False, words
