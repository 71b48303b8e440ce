"""What each entry of an import is to a library: new, here, changed, or a duplicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from articles.citations.comparing import differences
from articles.citations.matching import Match, Matcher, facts_of, similar
from articles.citations.same_work import (
    adds_nothing,
    changed,
    is_part_of_one_book,
    is_same_work,
    overlaid,
    print_of,
)

Item = Mapping[str, Any]
Verdict = Literal[
    "new", "here", "there", "changed", "both", "duplicate", "repeated", "unread"
]
VERDICTS: dict[str, Verdict] = {
    "unchanged": "here",
    "there": "there",
    "here": "changed",
    "both": "both",
}
# Below this a likeness is only mentioned; from there on a person is asked.
PROBABLE = 0.85


class Entry(Protocol):
    """An entry as a file's reader or the database gives it."""

    @property
    def position(self) -> int: ...
    @property
    def source_key(self) -> str: ...
    @property
    def item(self) -> dict[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class Origin:
    """What a source had of the work ``key`` when it was last imported."""

    key: str
    item: Item


@dataclass(frozen=True, slots=True)
class Judgement:
    """``key``: the work of the library that the entry is or may be; ``base``: what
    both sides are compared with; ``twin``: the place of an earlier entry of the file;
    ``item``: the entry's item, where only some of its fields count."""

    verdict: Verdict
    key: str = ""
    base: Item | None = None
    evidence: str = ""
    twin: int = 0
    item: Item | None = None


class Judge:
    """A library prepared for one file, whose entries are judged in their order.

    ``origins``: by the key in the source; ``keys``: {key or alias: the work's key};
    ``as_exported``: what reading our own export of a work gives, None if unknown;
    ``past``: what a work was before its changes here; ``keyless``: under which key
    the origins of a source without keys are kept, "" where they are not.
    """

    def __init__(
        self,
        library: Iterable[Item],
        origins: Mapping[str, Sequence[Origin]],
        keys: Mapping[str, str],
        *,
        as_exported: Callable[[Item], Item | None] = lambda item: None,
        past: Callable[[str], Iterable[Item]] = lambda key: (),
        keyless: str = "",
    ) -> None:
        self.matcher = Matcher(library)
        without_keys = origins.get(keyless, ()) if keyless else ()
        self.keyless = {origin.key: origin for origin in without_keys}
        self.exact = {
            **{print_of(item): key for key, item in self.matcher.items.items()},
            **{print_of(origin.item): origin.key for origin in without_keys},
        }
        self.new = Matcher([])
        self.origins = origins
        self.keys = keys
        self.as_exported = as_exported
        self.past = past
        self.first_places: dict[str, int] = {}

    def judge(self, entry: Entry) -> Judgement:
        if entry.item is None:
            return Judgement("unread")
        judgement = self.judge_item(entry, entry.item)
        if judgement.verdict in {"new", "duplicate", "repeated"}:
            self.new.add({**entry.item, "id": str(entry.position)})
        return judgement

    def judge_item(self, entry: Entry, item: Item) -> Judgement:
        first = self.first_places.setdefault(entry.source_key, entry.position)
        known = self.by_origin(entry.source_key, item)
        if known:
            return known
        if entry.source_key and first != entry.position:
            evidence = f"entry {first} of the file has the same key"
            return Judgement("repeated", evidence=evidence, twin=first)
        matches = self.matcher.matches(item)
        return (
            self.by_likeness(item, matches, has_key=bool(entry.source_key))
            or self.by_exact_words(item)
            or self.by_twin(item)
            or Judgement("new", evidence=mention(matches))
        )

    def by_origin(self, source_key: str, item: Item) -> Judgement | None:
        origin = self.origin_of(source_key, item)
        if origin is None or changed(origin.item, item):
            own = self.by_own_export(source_key, item, origin)
            if own:
                return own
        return self.against(origin.key, origin.item, item) if origin else None

    def origin_of(self, source_key: str, item: Item) -> Origin | None:
        """Keys such as "1" mean another work in every library."""
        known = [
            origin
            for origin in self.origins.get(source_key, ())
            if origin.key in self.matcher.items and is_same_work(item, origin.item)
        ]
        return min(
            known, key=lambda origin: len(changed(origin.item, item)), default=None
        )

    def by_own_export(
        self, source_key: str, item: Item, origin: Origin | None
    ) -> Judgement | None:
        """An entry of our own export, compared with the version that was exported."""
        here = self.matcher.items.get(self.keys.get(source_key, ""))
        exported = here and self.as_exported(here)
        if not here or not exported or not is_same_work(item, exported):
            return None
        key = str(here["id"])
        if exported is here:
            versions = [*([origin.item] if origin else ()), here, *self.past(key)]
            base = min(versions, key=lambda version: len(changed(version, item)))
            return self.against(key, base, item)
        # Another format holds less than the record here, so only what differs from
        # the export counts.
        fields = changed(exported, item)
        is_theirs = origin and len(changed(origin.item, item)) <= len(fields)
        if source_key != key or is_theirs:
            return None
        there = overlaid(here, item, fields)
        verdict: Verdict = "there" if changed(here, there) else "here"
        return Judgement(verdict, key, here, item=there)

    def against(self, key: str, base: Item, there: Item) -> Judgement:
        here = self.matcher.items[key]
        if not changed(here, there):
            return Judgement("here", key, base)
        state = differences(base, here, there).state
        return Judgement(VERDICTS[state], key, base)

    def by_likeness(
        self, item: Item, matches: Sequence[Match], *, has_key: bool
    ) -> Judgement | None:
        for match in matches:
            here = self.matcher.items[match.key]
            if match.certainty < PROBABLE or is_part_of_one_book(match, item, here):
                continue
            origin = None if has_key else self.keyless.get(match.key)
            if origin and is_same_work(item, origin.item):
                return self.against(match.key, origin.item, item)
            alike = similar(facts_of(item), facts_of(here))
            is_sure = match.certainty == 1 and alike
            if is_sure or (alike and adds_nothing(item, here)):
                return Judgement("here", match.key, evidence=match.evidence)
            doubt = "" if alike else ", but another title"
            return Judgement("duplicate", match.key, evidence=match.evidence + doubt)
        return None

    def by_exact_words(self, item: Item) -> Judgement | None:
        """What has no title to be known by, or was edited here beyond likeness."""
        key = self.exact.get(print_of(item), "")
        if key not in self.matcher.items:
            return None
        return self.against(key, item, item)

    def by_twin(self, item: Item) -> Judgement | None:
        for match in self.new.matches(item):
            other = self.new.items[match.key]
            if match.certainty >= PROBABLE and not is_part_of_one_book(
                match, item, other
            ):
                evidence = f"{match.evidence} as entry {match.key} of this file"
                return Judgement("duplicate", evidence=evidence, twin=int(match.key))
        return None


def mention(matches: Sequence[Match]) -> str:
    """The work to name beside a new one, though it is hardly the same."""
    unsure = [match for match in matches if match.certainty < PROBABLE]
    return f"{unsure[0].key}: {unsure[0].evidence}" if unsure else ""
