import pytest

from articles.citations.reading.dates import best_date, date_of


def parts(*dates, **more):
    return {"issued": {"date-parts": [list(date) for date in dates], **more}}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2019", parts((2019,))),
        ("2019-05-03", parts((2019, 5, 3))),
        ("2019/5/3/", parts((2019, 5, 3))),
        ("2004/01//", parts((2004, 1))),
        ("2014//Jan", parts((2014, 1))),
        ("2020/01/03/10:33:00", parts((2020, 1, 3))),
        ("20130528", parts((2013, 5, 28))),
        ("2003 Mar-Apr", parts((2003, 3))),
        ("2018 Dec-2019 Jan", parts((2018, 12))),
        ("14 June 2018", parts((2018, 6, 14))),
        ("Sept. 2, 2018", parts((2018, 9, 2))),
        ("31.12.2019", parts((2019, 12, 31))),
        ("12/31/2019", parts((2019, 12, 31))),
        ("2005-07-01/2005-07-15", parts((2005, 7, 1), (2005, 7, 15))),
        ("1997–1998", parts((1997,), (1998,))),
        ("2015/..", parts((2015,))),
        ("1968-21", parts((1968,), season=1)),
        ("Fall 2001", parts((2001,), season=3)),
        ("1025~", parts((1025,), circa=True)),
        ("c. 1953", parts((1953,), circa=True)),
        ("-0350", parts((-350,))),
        ("Feb-2010", parts((2010, 2))),
        ("2019-13-40", parts((2019,))),
        ("2019-09-31", parts((2019, 9))),
        ("in press", {"status": "in press"}),
        ("n.d.", {}),
        ("", {}),
        ("last spring", {"issued": {"literal": "last spring"}}),
        ("12345", {"issued": {"literal": "12345"}}),
    ],
)
def test_a_typed_date(typed, expected):
    assert date_of(typed, "issued") == expected


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (["Apr", "2000"], parts((2000, 4))),
        (["2004/01//", "2004"], parts((2004, 1))),
        (["", "1998", "1998/02/28"], parts((1998, 2, 28))),
        (["2001", "2001///Fall"], parts((2001,), season=3)),
        (["soon", ""], {"issued": {"literal": "soon"}}),
        (["", ""], {}),
    ],
)
def test_the_most_exact_of_several_dates(candidates, expected):
    assert best_date(candidates, "issued") == expected
