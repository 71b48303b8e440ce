import pytest

from articles.citations import KEY, make_key


def work(*authors, year=2015, **fields):
    return {"author": list(authors), "issued": {"date-parts": [[year]]}, **fields}


KEYS = [
    (work({"family": "Herman"}, year=1992), "herman1992"),
    (work({"family": "Holt-Lunstad"}), "holt-lunstad2015"),
    (work({"family": "Kolk", "non-dropping-particle": "van der"}), "vanderkolk2015"),
    (work({"family": "O’Donohue"}), "odonohue2015"),
    (work({"family": "Müller-Łukasz"}), "muller-lukasz2015"),
    (work({"family": "Straße"}), "strasse2015"),
    (
        work({"literal": "The World Health Organization"}),
        "world-health-organization2015",
    ),
    (work(title="The body keeps the score"), "body-keeps-score2015"),
    (work({"family": "王"}, title="Attachment"), "attachment2015"),
    ({"author": [{"family": "Boddy"}]}, "boddynd"),
    ({"author": [{"family": "Freud"}], "issued": "1923-04"}, "freud1923"),
    ({"editor": [{"family": "Cassidy"}], "issued": 2016}, "cassidy2016"),
    ({}, "worknd"),
    ({"author": "nobody's list", "title": 3, "issued": []}, "nobodys-listnd"),
    (work({"family": "x" * 500}), "x" * 60 + "2015"),
]


@pytest.mark.parametrize(("item", "key"), KEYS)
def test_key_is_made_of_name_and_year(item, key):
    assert make_key(item, set()) == key
    assert KEY.match(key)


def test_taken_key_gets_a_letter_and_then_a_number():
    item = work({"family": "Porges"}, year=2003)
    taken = set()
    for _ in range(28):
        taken.add(make_key(item, taken))
    assert {"porges2003", "porges2003b", "porges2003z", "porges2003-27"} < taken
    assert len(taken) == 28


@pytest.mark.parametrize("text", ["", "-a", "_a", "A", "a.b", "a b", "a\n"])
def test_other_text_is_no_key(text):
    assert not KEY.match(text)
