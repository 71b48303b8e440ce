"""Citations in a text become ``[@key]`` where they are certain; all are reported."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.citations import KEY
from articles.importing.corrections import AS_TYPED
from articles.importing.foreign_citations import read_group, read_key, replace_key
from articles.importing.inline_view import View, inline_view
from articles.importing.mentions import Mention, expanded, find_mentions
from articles.importing.name_matching import Found
from articles.importing.narratives import read_narrative
from articles.importing.readings import BREAKS_SYNTAX, Reading
from articles.importing.report import CERTAIN, CitationFound, OpenPoint
from articles.importing.segments import Segment, read_segments
from articles.importing.works import Works, group_words, short_name

SIGNS = frozenset("(@[⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Citer:
    """Reads one text after another; keeps what it found, and which works are cited."""

    works: Works
    labels: frozenset[str]
    is_numbered: bool
    chosen: Mapping[str, str]
    lines: Sequence[str]
    is_markdown: bool
    found: list[CitationFound] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def cite(self, markdown: str, first: int, last: int) -> str:
        """``markdown`` (lines ``first`` to ``last`` of the source) with citations."""
        if not self.is_numbered and not SIGNS & set(markdown):
            return markdown
        view = inline_view(markdown)
        pieces: list[str] = []
        end = 0
        for mention in find_mentions(view, self.labels, is_numbered=self.is_numbered):
            reading = self.read(mention, view)
            span = view.span(reading.first, mention.last) if reading else None
            if reading is None or span is None or span[0] < end:
                continue
            before = view.text[reading.first : mention.last].strip()
            typed = markdown[span[0] : span[1]]
            shown = typed.strip() if self.is_markdown else before
            lead = typed[: len(typed) - len(typed.lstrip())]
            line = self.line_of(before, first, last)
            after = self.settle(reading, shown, line)
            if after is not None:
                pieces.extend([markdown[end : span[0]], lead, after])
                end = span[1]
        return "".join(pieces) + markdown[end:]

    def read(self, mention: Mention, view: View) -> Reading | None:
        if mention.kind == "group":
            return read_group(mention, self.works)
        if mention.kind == "key":
            return read_key(mention, self.works)
        if mention.kind == "narrative":
            return read_narrative(mention, view, self.works)
        if mention.kind == "number":
            return self.read_number(mention, view)
        return self.read_parenthesis(mention, view)

    def settle(self, reading: Reading, before: str, line: int) -> str | None:
        """Report the citation; what to write for it, None to leave it as it is."""
        number = self.counts[line] = self.counts.get(line, 0) + 1
        identity = f"{line}-{number}"
        keys = tuple(found.work.key for found in reading.found)
        reported = CitationFound(
            id=identity,
            line=line,
            before=before,
            after=reading.after,
            keys=keys,
            evidence=tuple(
                dict.fromkeys(e for found in reading.found for e in found.evidence)
            ),
            certainty=round(reading.certainty, 2),
            is_applied=bool(reading.after) and reading.certainty >= CERTAIN,
        )
        reported = self.corrected(reported)
        self.found.append(reported)
        if reported.is_applied:
            self.cited.update(dict.fromkeys(reported.keys))
            if reading.left:
                self.note_unknown(reading.left, line)
            return reported.after
        self.note(reported, reading)
        return reading.plain

    def corrected(self, reported: CitationFound) -> CitationFound:
        chosen = self.chosen.get(reported.id)
        if chosen is None:
            return reported
        keys = tuple(key for key in re.split(r"[\s;,]+", chosen) if key)
        said = ("as you said",)
        if chosen.strip() == AS_TYPED:
            return replace(reported, is_applied=False, is_corrected=True, evidence=said)
        if not all(key in self.works.by_key and KEY.match(key) for key in keys):
            return reported
        after = swapped(reported, keys)
        return replace(
            reported,
            keys=keys,
            after=after,
            evidence=said,
            certainty=1.0,
            is_applied=True,
            is_corrected=True,
        )

    def note(self, reported: CitationFound, reading: Reading) -> None:
        if reported.is_corrected:
            return
        if not reported.keys:
            self.note_unknown(reported.before, reported.line)
            return
        rivals = sorted({key for found in reading.found for key in found.rivals})
        others = " or ".join(self.name_of(key) for key in rivals)
        more = f" It could also be {others}." if rivals else ""
        names = ", ".join(self.name_of(key) for key in reported.keys)
        self.open_points.append(
            OpenPoint(
                "citation-unsure",
                f"“{reported.before}” may cite {names}. It was left as it is.{more}",
                reported.line,
                reported.after,
            )
        )

    def name_of(self, key: str) -> str:
        return short_name(self.works.by_key[key].item)

    def note_unknown(self, words: str, line: int) -> None:
        self.open_points.append(
            OpenPoint(
                "citation-without-reference",
                f"“{words}” looks like a citation, but no reference fits. It was left"
                " as plain text.",
                line,
            )
        )

    def read_parenthesis(self, mention: Mention, view: View) -> Reading | None:
        segments = read_segments(mention.inner, self.works)
        linked = self.linked_work(mention, view)
        if not segments:
            return None
        if linked and len(segments) == 1 and not segments[0].found:
            segments = [replace(segments[0], found=(linked,))]
        found = tuple(match for segment in segments for match in segment.found)
        if not all(segment.found for segment in segments):
            if not all(s.has_year or s.found for s in segments):
                return None
            return Reading("", (), 0.0, mention.first)
        written = [written_segment(segment) for segment in segments]
        if any(BREAKS_SYNTAX.search(s.prefix + s.tail) for s in segments):
            return None
        certainty = min(match.certainty for match in found)
        first = name_before(found, view, mention.first)
        if first is not None:
            return Reading(f"@{found[0].work.key}", found, certainty, first)
        return Reading(f"[{'; '.join(written)}]", found, certainty, mention.first)

    def linked_work(self, mention: Mention, view: View) -> Found | None:
        """The work to whose address the words in the parenthesis are a link."""
        address = view.address_within(mention.first, mention.last)
        bare = re.sub(r"\A<?https?://(?:www\.|dx\.)?", "", address).rstrip(">/").lower()
        work = self.works.by_address.get(bare)
        return Found(work, 0.95, ("a link to its address",)) if work else None

    def read_number(self, mention: Mention, view: View) -> Reading | None:
        numbers = expanded(mention.inner)
        works = [self.works.by_label.get(number, []) for number in numbers]
        if not all(works):
            return None
        sure, why = (0.95, "its number") if self.is_numbered else (0.6, "its position")
        found = tuple(
            Found(each[0], sure if len(each) == 1 else 0.5, (f"{why} in the list",))
            for each in works
        )
        after = f"[{'; '.join(f'@{match.work.key}' for match in found)}]"
        certainty = min(match.certainty for match in found)
        return before_stop(Reading(after, found, certainty, mention.first), view)

    def line_of(self, before: str, first: int, last: int) -> int:
        """The line on which ``before`` begins, as far as it can be told."""
        start = before.split()[0] if before.split() else ""
        for line in range(first, last):
            if start and before[:30] in self.lines[line - 1]:
                return line
        for line in range(first, last):
            tail = self.lines[line - 1].split()
            if start and start in tail[-6:] and before[:30] not in self.lines[last - 1]:
                return line
        return last if first != last and before[:30] in self.lines[last - 1] else first


def name_before(found: Sequence[Found], view: View, first: int) -> int | None:
    """Where a group's name begins that "(APA, 2020)" follows."""
    if len(found) != 1 or not found[0].work.group:
        return None
    name = group_words(found[0].work)
    start = first - len(name) - 1
    return start if start >= 0 and view.text[start:first].rstrip() == name else None


def before_stop(reading: Reading, view: View) -> Reading:
    """A raised number stands behind the full stop, a citation in front of it."""
    first = reading.first
    if view.text[first] in "[(" or not first or view.text[first - 1].isspace():
        return reading
    stop = view.text[first - 1]
    if stop not in ".,;:" or view.text[max(0, first - 3) : first] == "...":
        return replace(reading, after=f" {reading.after}")
    return replace(reading, after=f" {reading.after}{stop}", first=first - 1)


def swapped(reported: CitationFound, keys: Sequence[str]) -> str:
    """The proposal with other works in it, or a plain citation if there was none."""
    if len(keys) == len(reported.keys) and reported.after:
        after = reported.after
        for old, new in zip(reported.keys, keys, strict=True):
            after = replace_key(after, old, f"\x01{new}")
        return after.replace("\x01", "")
    return f"[{'; '.join(f'@{key}' for key in keys)}]"


def written_segment(segment: Segment) -> str:
    works = [f"@{found.work.key}" for found in segment.found]
    tail = f", {segment.tail}" if segment.tail else ""
    return f"{segment.prefix}{'; '.join(works)}{tail}"
