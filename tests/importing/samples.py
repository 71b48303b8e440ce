"""The articles that the importer is tested on, with what it should find in them."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from articles.citations.pandoc import pandoc_path
from articles.importing import SourceText, bring_in, read_source

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    name: str
    source: SourceText
    expected: dict


def samples(folder):
    for path in sorted((HERE / folder).glob("*.json")):
        expected = json.loads(path.read_text())
        yield Sample(path.stem, read_source(*file_of(path)), expected)


def file_of(expectation):
    """(bytes, name) of the article beside its expectation; Word files are made."""
    stem = expectation.name.removesuffix(".json")
    if stem.endswith(".docx"):
        markdown = expectation.with_name(f"{stem}.md")
        return as_word_file(markdown), stem
    found = [p for p in expectation.parent.glob(f"{stem}.*") if p.suffix != ".json"]
    return found[0].read_bytes(), found[0].name


def as_word_file(markdown):
    made = subprocess.run(
        [str(pandoc_path()), "--from=markdown-citations", "--to=docx", "--output=-"],
        input=markdown.read_bytes(),
        capture_output=True,
        check=True,
    )
    return made.stdout


def imported(sample, library=(), **options):
    return bring_in(sample.source, library, **options)
