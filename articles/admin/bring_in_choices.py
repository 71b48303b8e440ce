"""What an editor can choose against a guess, and what she chose.

A choice's value says what it does: "" leaves things as the screen shows them,
``GUESS`` takes an earlier correction back, the others correct.
"""

from dataclasses import dataclass, replace

from articles.importing import AS_TYPED, NEW_WORK, LineRole, Role
from articles.models import ReferenceKey

GUESS, NEW, LEAVE, KEY = "guess", "new", "leave", "key:"
STEPS_DOWN = {
    2: "Heading",
    3: "Heading, one step smaller",
    4: "Heading, two steps smaller",
}
GROUPS = {
    "The article": (
        Role.TITLE,
        Role.STANDFIRST,
        Role.HEADING,
        Role.PARAGRAPH,
        Role.LIST_ITEM,
    ),
    "Pictures": (Role.PICTURE, Role.CAPTION),
    "Questions and answers": (Role.FAQ_HEADING, Role.QUESTION, Role.ANSWER),
    "Closing invitation": (Role.CALL_HEADING, Role.CALL),
    "References": (Role.REFERENCES_HEADING, Role.REFERENCE),
    "About the article, not printed": (
        Role.AUTHOR,
        Role.DATE,
        Role.PREVIOUS,
        Role.NEXT,
    ),
    "Left out": (Role.NAVIGATION, Role.NOT_USED),
}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


def role_groups():
    """[(group, choices)] of everything that a part can be."""
    return [
        (group, [choice for role in roles for choice in choices_of(role)])
        for group, roles in GROUPS.items()
    ]


def choices_of(role):
    if role is not Role.HEADING:
        return [Choice(role.value, role.label)]
    return [
        Choice(f"{role.value}:{level}", label) for level, label in STEPS_DOWN.items()
    ]


def role_label(role, level=0):
    return STEPS_DOWN.get(level, role.label) if role is Role.HEADING else role.label


def line_role(value):
    """The LineRole of a choice's value, None for anything else."""
    name, _, level = value.partition(":")
    if name not in set(Role):
        return None
    step = int(level) if level.isdecimal() and int(level) in STEPS_DOWN else 0
    return LineRole(Role(name), step)


class Choices:
    """A posted form, read as corrections on top of the earlier ones.

    ``unknown``: {name of the field: key that the library does not have}.
    """

    def __init__(self, post, earlier):
        self.post = post
        self.unknown = {}
        self.keys = self.known_keys()
        self.corrections = replace(
            earlier,
            lines=self.lines(dict(earlier.lines)),
            works=self.works(dict(earlier.works)),
            citations=self.citations(dict(earlier.citations)),
        )

    def posted(self, prefix):
        """(rest of the name, value) of the filled fields whose names begin so."""
        for name, value in self.post.items():
            value = value.replace("\0", "").strip()
            if name.startswith(prefix) and value:
                yield name.removeprefix(prefix), value

    def known_keys(self):
        """{key or alias as typed: the work's key}. One query at most."""
        typed = {
            key
            for prefix in ("other-work-", "other-citation-")
            for _, key in self.posted(prefix)
        }
        if not typed:
            return {}
        rows = ReferenceKey.objects.filter(key__in=typed)
        return dict(rows.values_list("key", "reference__key"))

    def others(self, prefix):
        for rest, typed in self.posted(prefix):
            if typed in self.keys:
                yield rest, self.keys[typed]
            else:
                self.unknown[prefix + rest] = typed

    def lines(self, lines):
        for number, value in numbered(self.posted("line-")):
            if value == GUESS:
                lines.pop(number, None)
            elif role := line_role(value):
                lines[number] = role
        for number, value in numbered(self.posted("cut-role-")):
            at = self.post.get(f"cut-line-{number}", "")
            role = line_role(value)
            if role and is_number(at):
                lines[int(at)] = role
        return lines

    def works(self, works):
        for number, value in numbered(self.posted("work-")):
            if value == GUESS:
                works.pop(number, None)
            elif value == NEW:
                works[number] = NEW_WORK
            elif value.startswith(KEY):
                works[number] = value.removeprefix(KEY)
        return works | dict(numbered(self.others("other-work-")))

    def citations(self, citations):
        for mention, value in self.posted("citation-"):
            if value == GUESS:
                citations.pop(mention, None)
            elif value == LEAVE:
                citations[mention] = AS_TYPED
            elif value.startswith(KEY):
                citations[mention] = value.removeprefix(KEY)
        return citations | dict(self.others("other-citation-"))


def numbered(pairs):
    return ((int(rest), value) for rest, value in pairs if is_number(rest))


def is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 8
