"""Citations in a text become ``[@key]`` where they are certain; all are reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.citations import KEY, parse_group
from articles.importing.corrections import AS_TYPED
from articles.importing.escape import escape_inline
from articles.importing.foreign_keys import find_key
from articles.importing.inline_view import View, inline_view
from articles.importing.mentions import Mention, expanded, find_mentions
from articles.importing.name_matching import (
    POSSESSIVE,
    Found,
    find_work,
    typed_year,
)
from articles.importing.report import CERTAIN, CitationFound, OpenPoint
from articles.importing.segments import Segment, read_segments
from articles.importing.works import Works

# What Pandoc's syntax would not read back: it closes or splits a citation.
BREAKS_SYNTAX = re.compile(r"[\[\];@{}\x00]")
FEWEST_NARRATIVE = 0.8
LOOKS_LIKE_KEY = re.compile(r"-?@\w*\d{4}\w*\Z|-?@\w+[_:]\w+\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention is taken for. ``plain``: text to print if it is no citation;
    ``left``: what of it no work fits."""

    after: str
    found: tuple[Found, ...]
    certainty: float
    first: int
    plain: str | None = None
    left: str = ""


@dataclass(slots=True)
class Citer:
    """Reads one text after another; keeps what it found, and which works are cited."""

    works: Works
    labels: frozenset[str]
    chosen: Mapping[str, str]
    lines: Sequence[str]
    is_markdown: bool
    found: list[CitationFound] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def cite(self, markdown: str, first: int, last: int) -> str:
        """``markdown`` (lines ``first`` to ``last`` of the source) with citations."""
        if not any(sign in markdown for sign in "(@[⁰¹²³⁴⁵⁶⁷⁸⁹") and not self.labels:
            return markdown
        view = inline_view(markdown)
        pieces: list[str] = []
        end = 0
        for mention in find_mentions(view, self.labels):
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
        readers: dict[str, Callable[[Mention, View], Reading | None]] = {
            "group": self.read_group,
            "key": self.read_key,
            "parenthesis": self.read_parenthesis,
            "narrative": self.read_narrative,
            "number": self.read_number,
        }
        return readers[mention.kind](mention, view)

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
        more = f" It could also be {' or '.join(rivals)}." if rivals else ""
        self.open_points.append(
            OpenPoint(
                "citation-unsure",
                f"“{reported.before}” may cite {', '.join(reported.keys)}. It was left"
                f" as it is.{more}",
                reported.line,
                reported.after,
            )
        )

    def note_unknown(self, words: str, line: int) -> None:
        self.open_points.append(
            OpenPoint(
                "citation-without-reference",
                f"“{words}” looks like a citation, but no reference fits. It was left as"
                " plain text.",
                line,
            )
        )

    def read_group(self, mention: Mention, view: View) -> Reading | None:
        items = parse_group(mention.inner)
        if not items:
            return None
        matches = {item.id: find_key(item.id, self.works) for item in items}
        known = [found for found in matches.values() if found]
        after = f"[{mention.inner}]"
        for key, found in matches.items():
            if found:
                after = replace_key(after, key, found.work.key)
        typed = after.replace("@", "").replace("[-", "[")
        plain = re.sub(r"([\[\]])", r"\\\1", escape_inline(typed[1:-1]).join("[]"))
        if len(known) == len(matches):
            certainty = min(found.certainty for found in known)
            return Reading(after, tuple(known), certainty, mention.first, plain)
        if not known:
            return Reading("", (), 0.0, mention.first, plain)
        return self.half_known(mention, matches)

    def half_known(
        self, mention: Mention, matches: Mapping[str, Found | None]
    ) -> Reading:
        """Known works stay a citation; the others stand behind it as plain text."""
        kept: list[str] = []
        left: list[str] = []
        for piece in mention.inner.split(";"):
            items = parse_group(piece) or ()
            founds = [matches.get(item.id) for item in items]
            if items and all(founds):
                for item, found in zip(items, founds, strict=True):
                    piece = replace_key(piece, item.id, found.work.key) if found else ""
                kept.append(piece.strip())
            else:
                left.append(piece.replace("@", "").strip())
        known = tuple(found for found in matches.values() if found)
        rest = escape_inline("; ".join(left))
        plain = re.sub(r"([\[\]])", r"\\\1", f"[{escape_inline(mention.inner)}]")
        after = f"[{'; '.join(kept)}] ({rest})" if kept else ""
        certainty = min(found.certainty for found in known)
        plain = plain.replace("@", "")
        words = "; ".join(left)
        return Reading(after, known, certainty, mention.first, plain, left=words)

    def read_key(self, mention: Mention, view: View) -> Reading | None:
        typed = mention.inner
        key = re.match(r"-?@([\w:.-]+)", typed)
        found = find_key(key[1], self.works) if key else None
        if key and found:
            after = replace_key(typed, key[1], found.work.key)
            if typed.startswith("-"):
                after = f"[{after}]"
            return Reading(after, (found,), found.certainty, mention.first, key[1])
        if key and LOOKS_LIKE_KEY.match(key[0]):
            plain = escape_inline(typed.lstrip("-").replace("@", "", 1))
            return Reading("", (), 0.0, mention.first, plain)
        return None

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
        found = tuple(
            Found(each[0], 0.95 if len(each) == 1 else 0.5, ("its number in the list",))
            for each in works
        )
        after = f"[{'; '.join(f'@{match.work.key}' for match in found)}]"
        is_raised = view.text[mention.first] not in "[("
        is_glued = is_raised and mention.first and view.text[mention.first - 1] != " "
        certainty = min(match.certainty for match in found)
        return Reading(
            f" {after}" if is_glued else after, found, certainty, mention.first
        )

    def read_narrative(self, mention: Mention, view: View) -> Reading | None:
        years = re.findall(
            r"(?:\d{4}\s?/\s?)?\d{4}[a-z]?|n\.\s?d\.|in press", mention.inner
        )
        names = best_names(mention.before, years[0], self.works)
        if not names:
            return unknown_narrative(mention, view)
        phrase, first_found = names
        found = [first_found]
        for year in years[1:]:
            more = find_work(name_part(phrase), typed_year(year), self.works)
            if more is None:
                return None
            found.append(more)
        if BREAKS_SYNTAX.search(mention.tail):
            return None
        start = view.text.rfind(phrase, 0, mention.first)
        after = written_narrative(phrase, mention, found, view.text[:start])
        certainty = min(match.certainty for match in found)
        if start < 0:
            return None
        return Reading(after, tuple(found), certainty, start)

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


def replace_key(text: str, old: str, new: str) -> str:
    return re.sub(rf"@{re.escape(old)}(?![\w:.-]*\w)", f"@{new}", text)


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


def best_names(before: str, year: str, works: Works) -> tuple[str, Found] | None:
    """The words in front of a year that name a work, and which work.

    Fewer words win over more that fit no better: "When Herman" is Herman.
    """
    words = before.split()
    best: tuple[str, Found] | None = None
    for count in range(1, len(words) + 1):
        phrase = " ".join(words[-count:])
        if not re.match(r"[“\"(]?[^\W\d_]", phrase):
            continue
        found = find_work(name_part(phrase), typed_year(year), works)
        if found is None or not re.search(r"[A-Z]", phrase):
            continue
        if best is None or found.certainty > best[1].certainty + 0.01:
            best = phrase.lstrip('“"('), found
    return best


def name_part(phrase: str) -> str:
    """ "Brown’s interviews" names Brown: small words behind a possessive are none."""
    found = re.fullmatch(r"(.+?[’']s?)(?:\s+[a-z][\w-]*){1,3}", phrase)
    return found[1] if found and POSSESSIVE.search(found[1]) else phrase


def unknown_narrative(mention: Mention, view: View) -> Reading | None:
    """A name and a year in parentheses, with no work to fit."""
    found = re.search(
        r"[A-Z][\w’'-]+(?:(?:,? (?:and|&) |, )[A-Z][\w’'-]+| et al\.?)*\Z",
        mention.before,
    )
    years = re.findall(r"\d{4}", mention.inner)
    if not found or not years or not all(1500 < int(year) < 2100 for year in years):
        return None
    start = view.text.rfind(found[0], 0, mention.first)
    return Reading("", (), 0.0, start) if start >= 0 else None


def written_narrative(
    phrase: str, mention: Mention, found: Sequence[Found], before: str
) -> str:
    """``@key`` where the style prints the same words, else the words and the year."""
    work = found[0].work
    tail = mention.tail
    if len(found) == 1 and prints_alike(phrase, found[0]) and not is_name(before):
        return f"@{work.key} [{tail}]" if tail else f"@{work.key}"
    years = "; ".join(f"-@{match.work.key}" for match in found)
    return f"{escape_inline(phrase)} [{years}{f', {tail}' if tail else ''}]"


def is_name(before: str) -> bool:
    """Whether the word in front is a first name, which ``@key`` would leave alone."""
    words = before.split()
    return bool(words) and bool(re.fullmatch(r"[A-Z][a-z’'-]+|[A-Z]\.", words[-1]))


def prints_alike(phrase: str, found: Found) -> bool:
    families = [str(name) for name in found.work.families]
    if not families or POSSESSIVE.search(phrase):
        return False
    lowered = phrase.lower()
    if len(families) > 2:
        return bool(re.fullmatch(r".+ et al\.?", lowered)) and "," not in phrase
    names = [re.escape(name) for name in found.work.particles]
    bare = re.sub(r"[’'-]", " ", lowered)
    return bool(re.fullmatch(r" (?:and|&) ".join(names), bare.replace("  ", " ")))
