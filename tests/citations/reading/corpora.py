"""Files as reference managers write them, and beside each what must be read.

``<file>.expected`` holds one block per entry, in order: lines of a CSL variable and its
value. Names are "[particle] Family, Given, Suffix" or "=Group [abbreviation]", divided
by "; "; dates are ISO 8601, "a/b" a range, "~" about. Of "a|b: c" either variable, of
"type: a|b" either type will do. "key", "problem", "remark" and "proposed" are the
record's own; the last three name a part of the text.
"""

from pathlib import Path

from articles.citations.reading import read_list, read_records
from articles.citations.variables import DATES, NAMES

HERE = Path(__file__).parent
OWN = {"key", "problem", "remark", "proposed"}
# Nothing that APA prints: compared only where the expected block names it.
BESIDE = set(
    "id abstract keyword language ISSN title-short container-title-short archive note"
    " archive_location number-of-pages section event-title event-place season custom"
    " source citation-key".split()
)


def read_file(path):
    if path.suffix == ".txt":
        return read_list(path.read_text(encoding="utf-8")).records
    return read_records(path.read_bytes(), path.name).records


def expected_blocks(path):
    text = path.with_name(f"{path.name}.expected").read_text(encoding="utf-8")
    return [
        [tuple(line.split(": ", 1)) for line in block.split("\n")]
        for block in text.strip().split("\n\n")
    ]


def faults(record, block):
    """What of one entry was read wrong, in words; empty where all is right."""
    wanted = {name: value for name, value in block if name not in OWN}
    problems = [value for name, value in block if name == "problem"]
    found = list(own_faults(record, block))
    if problems or record.item is None:
        is_right = problems and record.item is None
        return found if is_right else [*found, f"problem: {record.problem!r}"]
    got = {name: flat(name, value) for name, value in record.item.items()}
    for names, value in wanted.items():
        shown = next((got.pop(n) for n in names.split("|") if n in got), "")
        allowed = value.split("|") if names == "type" else [value]
        if plain(shown) not in map(plain, allowed):
            found.append(f"{names}: {shown!r} for {value!r}")
    others = {n: v for n, v in got.items() if n not in BESIDE and v}
    return [*found, *(f"not expected: {n}: {v!r}" for n, v in others.items())]


def own_faults(record, block):
    for name, value in block:
        if name == "key" and record.source_key != value:
            yield f"key {record.source_key!r} for {value!r}"
        if name == "problem" and value.lower() not in record.problem.lower():
            yield f"problem {record.problem!r} for {value!r}"
        if name == "remark" and not any(value in r for r in record.remarks):
            yield f"no remark {value!r}: {record.remarks}"
    proposed = dict(block).get("proposed", "")
    if plain(record.proposed_title) != plain(proposed):
        yield f"proposed {record.proposed_title!r} for {proposed!r}"


def plain(text):
    return text.replace("’", "'").strip()


def flat(variable, value):
    if variable in NAMES:
        people = value if isinstance(value, list) else [value]
        return "; ".join(flat_name(person) for person in people)
    if variable in DATES:
        return flat_date(value)
    return value if isinstance(value, str) else str(value)


def flat_name(name):
    if "literal" in name:
        short = f" [{name['abbreviation']}]" if name.get("abbreviation") else ""
        return f"={name['literal']}{short}"
    particle = name.get("non-dropping-particle") or name.get("dropping-particle")
    shown = f"[{particle}] " if particle else ""
    parts = [name.get("family", ""), name.get("given", ""), name.get("suffix", "")]
    return shown + ", ".join(part for part in parts if part)


def flat_date(value):
    if not isinstance(value, dict):
        return str(value)
    dates = value.get("date-parts", [])
    parts = ["-".join(f"{int(n):02}" for n in date) for date in dates]
    shown = "/".join(parts) or value.get("raw") or f"'{value.get('literal')}'"
    season = f" (season {value['season']})" if value.get("season") else ""
    return f"~{shown}{season}" if value.get("circa") else f"{shown}{season}"
