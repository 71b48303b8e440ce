import pytest

from articles.citations import (
    CitationItem,
    Cluster,
    EngineError,
    read_clusters,
    read_items,
)


def test_clusters_are_read():
    data = [
        {"id": "p", "mode": None, "items": [{"id": "a", "suffix": ", so"}]},
        {
            "id": "n",
            "mode": "composite",
            "items": [
                {"id": "a", "locator": 3, "label": "page", "prefix": "see "},
                {"id": "b", "suppress-author": True},
            ],
        },
    ]
    assert read_clusters(data) == [
        Cluster("p", (CitationItem("a", suffix=", so"),)),
        Cluster(
            "n",
            (
                CitationItem("a", locator="3", label="page", prefix="see "),
                CitationItem("b", suppress_author=True),
            ),
            narrative=True,
        ),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "The list of citations must be a JSON array"),
        ([1], "The list of citations must be a JSON array"),
        ([{"items": []}], 'Citation 1 has no "id"'),
        ([{"id": "c"}], 'Citation 1: its "items" must be a JSON array'),
        ([{"id": "c", "items": [{}]}], 'Citation 1: a work has no "id"'),
        ([{"id": "c", "mode": "x", "items": []}], 'Citation 1: "mode" must be'),
    ],
)
def test_wrong_clusters_are_named(data, sentence):
    with pytest.raises(EngineError, match=sentence):
        read_clusters(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"id": "a"}, "The list of works must be a JSON array"),
        (None, "The list of works must be a JSON array"),
        ([{"id": "a"}, {"title": "x"}], 'Work 2 has no "id"'),
        ([{"id": ["a"]}], 'Work 1 has no "id"'),
    ],
)
def test_wrong_items_are_named(data, sentence):
    with pytest.raises(EngineError, match=sentence):
        read_items(data)
