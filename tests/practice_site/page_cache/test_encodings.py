import pytest

from practice_site.page_cache.encodings import decode, encode, wanted, window


@pytest.mark.parametrize(
    ("accept_encoding", "coding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP, BR", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0.5,br;q=0.5", "br"),
        ("gzip ; q=0.3", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0.0", ""),
        ("identity", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0, *;q=0.1", "br"),
        ("identity;q=0", ""),
        ("deflate, zstd", ""),
        ("gzip;q=2", ""),
        ("gzip;q=0.0001", ""),
        ("gzip;level=9", ""),
        ("brotli, bro", ""),
        (",, ,gzip,", "gzip"),
        ("gzip;q=", ""),
        (";q=1", ""),
    ],
)
def test_the_coding_that_is_liked_best_is_chosen(accept_encoding, coding):
    assert wanted(accept_encoding) == coding


@pytest.mark.parametrize("coding", ["gzip", "br"])
@pytest.mark.parametrize("quality", [5, 9])
def test_the_same_bytes_are_made_each_time_and_come_back(coding, quality):
    body = "Ünïcode and words, words, words.".encode() * 50

    assert encode(body, coding, quality) == encode(body, coding, quality)
    assert decode(encode(body, coding, quality), coding) == body


@pytest.mark.parametrize(
    ("size", "bits"),
    [(0, 10), (1008, 10), (1009, 11), (65520, 16), (65521, 17), (9 * 2**20, 22)],
)
def test_brotlis_window_is_the_smallest_that_holds_the_body(size, bits):
    assert window(bytes(size)) == bits
