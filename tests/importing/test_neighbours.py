import random

import pytest

from articles.importing.neighbours import Neighbours, in_order


def run_of(count):
    """Articles 1 to ``count`` that name the ones beside them."""
    titles = {n: f"Part {n} — A Title?" for n in range(1, count + 1)}
    return [
        Neighbours(n, title, titles.get(n - 1, ""), titles.get(n + 1, ""))
        for n, title in titles.items()
    ]


@pytest.mark.parametrize("seed", range(20))
def test_forty_articles_in_any_order_end_as_the_right_neighbours(seed):
    articles = run_of(40)
    random.Random(seed).shuffle(articles)
    assert in_order(articles) == list(range(1, 41))


@pytest.mark.parametrize("seed", range(20))
def test_one_name_of_each_pair_is_enough(seed):
    rng = random.Random(seed)
    articles = [
        Neighbours(a.id, a.title, a.previous if one else "", "" if one else a.next)
        for a, one in ((a, bool(seed % 2)) for a in run_of(15))
    ]
    rng.shuffle(articles)
    assert in_order(articles) == list(range(1, 16))


@pytest.mark.parametrize(
    ("articles", "order"),
    [
        ([], []),
        ([Neighbours(1, "A"), Neighbours(2, "B")], [1, 2]),
        ([Neighbours(2, "B", previous="a!"), Neighbours(1, "A")], [1, 2]),
        ([Neighbours(1, "A", next="Nobody"), Neighbours(2, "B")], [1, 2]),
        ([Neighbours(1, "A", previous="A", next="A")], [1]),
        ([Neighbours(1, "A", next="B"), Neighbours(2, "B", next="A")], [1, 2]),
        (
            [
                Neighbours(1, "A", next="C"),
                Neighbours(2, "B", next="C"),
                Neighbours(3, "C"),
            ],
            [1, 3, 2],
        ),
        ([Neighbours(1, "", next=""), Neighbours(2, "", previous="")], [1, 2]),
    ],
)
def test_names_order_what_they_can_and_the_rest_stays(articles, order):
    assert in_order(articles) == order
