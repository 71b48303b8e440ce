"""Whole files in the manner of each program, entry by entry."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(
    path
    for path in (HERE / "corpus").iterdir()
    if path.with_name(f"{path.name}.expected").exists()
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_entry_of_a_file_comes_in_right(path, corpora):
    records, blocks = corpora.read_file(path), corpora.expected_blocks(path)
    pairs = zip(records, blocks, strict=True)
    wrong = {
        place: faults
        for place, (record, block) in enumerate(pairs, 1)
        if (faults := corpora.faults(record, block))
    }
    assert len(wrong) <= (len(blocks) // 3 if path.suffix == ".txt" else 1), wrong


def test_a_wrong_field_is_noticed(corpora):
    path = HERE / "corpus" / "zotero.bib"
    record, block = corpora.read_file(path)[0], corpora.expected_blocks(path)[1]
    assert len(corpora.faults(record, block)) > len(block) // 2
