import pytest

from articles.citations.isbn import isbn_is_odd


@pytest.mark.parametrize(
    "isbn", ["", "978-0-415-00640-8", "0-415-00640-6", "080442957X", "0-8044-2957-x"]
)
def test_isbn_of_a_book_is_taken(isbn):
    assert not isbn_is_odd(isbn)


@pytest.mark.parametrize(
    "isbn",
    ["978-0-415-00640-9", "0-415-00640-7", "12345", "X804429570", "97804150064O8", "٣"],
)
def test_isbn_that_no_book_has_is_noticed(isbn):
    assert isbn_is_odd(isbn)
