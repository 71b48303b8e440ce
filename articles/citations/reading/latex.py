"""LaTeX in BibTeX fields as plain Unicode with CSL's markup, in one pass.

pylatexenc's own converter takes quadratic time over a long field, so only its table
of symbols is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    get_default_latex_context_db,
)

from articles.citations.reading.decoding import tidy

TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\n]*|\\(?P<sign>.)|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$)|(?P<raised>[_^])|(?P<mark>~|---?|``|''|`)"
    r"|(?P<text>[^\\{}$_^~`'-]+|.)",
    re.DOTALL,
)
ACCENTS = {
    **{"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303"},
    **{"=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b"},
    **{"c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331"},
}
TAGS = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), "i"),
    **dict.fromkeys(("textbf", "mkbibbold"), "b"),
    **dict.fromkeys(("textsuperscript", "sp", "mkbibsuperscript"), "sup"),
    **dict.fromkeys(("textsubscript", "sb", "mkbibsubscript"), "sub"),
}
SWITCHES = {
    **dict.fromkeys(("em", "it", "itshape", "sl", "slshape"), "i"),
    **dict.fromkeys(("bf", "bfseries"), "b"),
}
QUOTES = frozenset(("enquote", "mkbibquote"))
# Commands whose first argument is nothing that is printed.
SILENT = frozenset(
    "href textcolor color vspace hspace label cite footnote noop".split()
)
SIGNS = {
    **{"-": "", "/": "", "!": "", ",": " ", ";": " ", ":": " ", "\\": " "},
    **{"{": "", "}": "", "(": "", ")": "", "[": "", "]": "", "@": ""},
}
MARKS = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "`": "'"}
SYMBOLS = {
    **{"copyright": "©", "textunderscore": "_", "textgreater": ">", "textless": "<"},
    **{"S": "§", "P": "¶", "TeX": "TeX", "LaTeX": "LaTeX", "textbeta": "β"},
    **{"textalpha": "α", "textquotesingle": "'", "space": " ", "textbar": "|"},
}
DOTLESS = {"ı": "i", "ȷ": "j"}
LATEX = re.compile(r"[\\${}~`]|--|''")
TABLE = get_default_latex_context_db()


@dataclass(slots=True)
class Group:
    """An open brace: where its text begins, and what its end does to that text."""

    start: int
    before: str = ""
    after: str = ""
    accents: list[str] = field(default_factory=list)
    is_silent: bool = False


def plain(value: str) -> str:
    """The value without LaTeX; braces gone."""
    return tidy(converted(value)) if LATEX.search(value) else tidy(value)


def protected(value: str) -> str:
    """A title with its protected words in braces, one level deep, as BibTeX means
    them: ``{DSM}`` is protected, ``{\\'e}`` is a letter and is not."""
    return tidy(converted(value, keeps_braces=True))


def verbatim(value: str) -> str:
    """An address or identifier: only escapes and braces go."""
    return tidy(re.sub(r"\\url|\\([%_&#~{}$])", r"\1", value).strip().strip("{}<>"))


def converted(value: str, *, keeps_braces: bool = False) -> str:
    state = Conversion(value, keeps_braces=keeps_braces)
    for token in TOKEN.finditer(value):
        state.take(token)
    while state.groups:
        state.close()
    return "".join(state.out)


class Conversion:
    """What one pass over the tokens keeps in mind; every token costs the same."""

    def __init__(self, value: str, *, keeps_braces: bool) -> None:
        self.value = value
        self.keeps_braces = keeps_braces
        self.out: list[str] = []
        self.groups: list[Group] = []
        self.next_group = Group(0)
        # A single dollar sign is money, not mathematics.
        self.has_math = len(re.findall(r"(?<!\\)\$", value)) > 1
        self.is_math = False
        self.is_guarded = 0

    def take(self, token: re.Match[str]) -> None:
        kind, shown = token.lastgroup, token[token.lastgroup or 0]
        if kind == "open":
            self.open(token.end())
        elif kind == "close":
            self.close()
        elif kind == "word" or (kind == "sign" and shown in ACCENTS):
            self.command(shown)
        elif kind == "sign":
            self.say(SIGNS.get(shown, shown))
        elif kind == "math" and self.has_math:
            self.is_math = not self.is_math
        elif kind == "raised" and self.is_math:
            self.await_tag("sup" if shown == "^" else "sub")
        else:
            self.say(MARKS.get(shown, shown))

    def open(self, place: int) -> None:
        group, self.next_group = self.next_group, Group(0)
        is_command = bool(group.before or group.accents or group.is_silent)
        is_letter = self.value[place : place + 1] == "\\"
        is_free = self.keeps_braces and not self.is_guarded
        if is_free and not is_command and not is_letter:
            group.before, group.after = "{", "}"
        self.is_guarded += group.before == "{"
        self.out.append(group.before)
        group.start = len(self.out)
        self.groups.append(group)

    def close(self) -> None:
        if not self.groups:
            return
        group = self.groups.pop()
        self.is_guarded -= group.before == "{"
        if group.is_silent:
            del self.out[group.start :]
        if group.before == "{" and group.start == len(self.out):
            self.out.pop()
            return
        if group.accents:
            self.accent_from(group.start, group.accents)
        self.out.append(group.after)

    def command(self, name: str) -> None:
        if name in ACCENTS:
            self.next_group.accents.append(ACCENTS[name])
        elif name in TAGS:
            self.await_tag(TAGS[name])
        elif name in SWITCHES and self.groups:
            self.out.append(f"<{SWITCHES[name]}>")
            self.groups[-1].after = f"</{SWITCHES[name]}>{self.groups[-1].after}"
        elif name in QUOTES:
            self.next_group = Group(0, "“", "”")
        elif name in SILENT:
            self.next_group.is_silent = True
        else:
            self.say(symbol(name))

    def await_tag(self, tag: str) -> None:
        self.next_group = Group(0, f"<{tag}>", f"</{tag}>")

    def say(self, text: str) -> None:
        """Text, or the one letter that an accent or a raised sign waits for."""
        waiting, self.next_group = self.next_group, Group(0)
        if waiting.accents:
            start = len(self.out)
            self.out.append(text.lstrip())
            self.accent_from(start, waiting.accents)
        elif waiting.before.startswith(("<sup", "<sub")) and text.strip():
            first, rest = text[0], text[1:]
            self.out.append(f"{waiting.before}{first}{waiting.after}{rest}")
        else:
            self.out.append(text)

    def accent_from(self, start: int, accents: list[str]) -> None:
        for place in range(start, len(self.out)):
            if self.out[place]:
                letter, rest = self.out[place][0], self.out[place][1:]
                letter = DOTLESS.get(letter, letter)
                self.out[place] = f"{letter}{''.join(reversed(accents))}{rest}"
                return


def symbol(name: str) -> str:
    """The character that a command stands for; "" for one that is not known."""
    if name in SYMBOLS:
        return SYMBOLS[name]
    found = getattr(TABLE.get_macro_spec(name), "simplify_repl", "")
    return found if isinstance(found, str) and "%" not in found else ""
