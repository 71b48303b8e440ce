"""What each mend of the citation engine is worth, and what formatting costs.

    .venv/bin/python -m bench.citations FOLDER

FOLDER holds ``items.json`` (CSL), ``clusters.json`` and ``expected.json`` (APA 7 by
hand). Prints how many references, parenthetical and narrative citations, clusters and
group abbreviations equal what is expected: with every mend, with none, and with each
one left out; then the seconds for 10 and 100 entries, best of three.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import sys
import time
from pathlib import Path

from articles.citations import (
    CitationItem,
    Cluster,
    format_citations,
    read_clusters,
    read_items,
)
from articles.citations.mends import APA

KINDS = {"p": "parenthetical", "n": "narrative", "x": "clusters"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    data = Data(parser.parse_args().folder)
    print(f"{'':24}{'   '.join(data.totals())}")
    everything = show(data, "every mend", APA, None)
    show(data, "no mend", frozenset(), everything)
    for mend in sorted(APA, key=lambda mend: mend.name):
        show(data, f"- {mend.name.lower()}", APA - {mend}, everything)
    for count in (10, 100):
        print(f"{count:4} entries and citations: {data.seconds(count):.2f} s")


def show(data, name, mends, compared_with):
    """Print one line; figures that equal those with every mend are left out."""
    counts = data.counts(mends)
    cells = [
        f"{count if not compared_with or count != compared_with[kind] else '·':>6}"
        for kind, count in counts.items()
    ]
    print(f"{name:24}{''.join(f'{cell:>16}' for cell in cells)}", flush=True)
    return counts


class Data:
    def __init__(self, folder):
        self.items = read_items(read_json(folder / "items.json"))
        self.clusters = read_clusters(read_json(folder / "clusters.json"))
        self.expected = read_json(folder / "expected.json")

    def totals(self):
        works, texts = self.expected["reference_list"], self.expected["in_text"]
        counts = {"references": len(works), "order": 1}
        for letter, kind in KINDS.items():
            counts[kind] = sum(name[0] == letter for name in texts)
        counts["groups"] = len(list(self.group_forms()))
        return [f"{kind} ({count})" for kind, count in counts.items()]

    def counts(self, mends):
        formatted = format_citations(self.items, self.clusters, mends=mends)
        entries = {key: without_links(html) for key, html in formatted.references}
        counts = {
            "references": sum(
                entries.get(work["id"]) == work["html"]
                for work in self.expected["reference_list"]
            ),
            "order": int(list(entries) == self.expected["order"]),
        }
        for letter, kind in KINDS.items():
            counts[kind] = sum(
                without_links(formatted.citations[name]) == text["html"]
                for name, text in self.expected["in_text"].items()
                if name[0] == letter
            )
        counts["groups"] = self.right_groups(mends)
        return counts

    def group_forms(self):
        """(form, key, expected HTML) of every group abbreviation."""
        for form, works in self.expected["group_abbreviations"].items():
            if isinstance(works, dict):
                for key, html in works.items():
                    yield form, key, html

    def right_groups(self, mends):
        """Each group is cited four times, so that every form comes to stand once."""
        forms = list(self.group_forms())
        keys = {key for _, key, _ in forms}
        items = self.abbreviated({k: h for f, k, h in forms if f == "p_later"})
        texts = {}
        for first in ("n", "p"):
            clusters = [
                Cluster(f"{order} {key}", (CitationItem(key),), narrative)
                for key in sorted(keys)
                for order, narrative in enumerate([first == "n", False, True])
            ]
            citations = format_citations(items, clusters, mends=mends).citations
            for key in keys:
                texts[f"{first}_first", key] = citations[f"0 {key}"]
                texts["p_later", key] = citations[f"1 {key}"]
                texts["n_later", key] = citations[f"2 {key}"]
        return sum(without_links(texts[f, k]) == html for f, k, html in forms)

    def abbreviated(self, later_forms):
        items = copy.deepcopy([i for i in self.items if i["id"] in later_forms])
        for item in items:
            short = later_forms[item["id"]].strip("(").partition(",")[0]
            item["author"][0]["abbreviation"] = short
        return items

    def seconds(self, count):
        copies = [
            {**item, "id": f"{item['id']}-{n}"} for n in (1, 2) for item in self.items
        ][:count]
        clusters = [Cluster(i["id"], (CitationItem(i["id"]),)) for i in copies]
        return min(timed(copies, clusters) for _ in range(3))


def timed(items, clusters):
    start = time.perf_counter()
    format_citations(items, clusters)
    return time.perf_counter() - start


def read_json(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        sys.exit(f"{path} cannot be read: {error}")


def without_links(html):
    return re.sub(r"</?a\b[^>]*>", "", html)


if __name__ == "__main__":
    main()
