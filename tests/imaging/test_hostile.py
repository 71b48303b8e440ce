"""Whatever the bytes, the answer is a clean picture or a refusal."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.imaging import ImageRefused, clean_image
from articles.imaging.decoding import decode
from articles.imaging.encoding import encode_clean
from tests.imaging.pictures import is_pixels_only, parts, photo, run_worker, saved

PAYLOADS = (b"<script", b"<svg", b"alert(", b"<?php", b"Exif", b"GPS", b"ns.adobe")
ANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
SOUND = {
    "JPEG": saved(photo(), quality=70),
    "progressive": saved(photo(), progressive=True),
    "PNG": saved(photo(), "PNG"),
    "palette": saved(photo().quantize(16), "PNG"),
    "WEBP": saved(photo(), "WEBP"),
    "lossless": saved(photo(), "WEBP", lossless=True),
    "AVIF": saved(photo(), "AVIF"),
    "GIF": saved(photo(), "GIF"),
}
HEADS = [data[:12] for data in SOUND.values()]


@ANY
@given(st.sampled_from([b"", *HEADS]), st.binary(max_size=400))
def test_any_bytes_are_refused(head, data):
    with pytest.raises(ImageRefused):
        decode(head + data)


@ANY
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 255)), max_size=8),
    st.integers(0, 300),
)
def test_damaged_picture_is_decoded_or_refused(kind, damage, lost):
    data = bytearray(SOUND[kind])
    for position, flip in damage:
        data[position % len(data)] ^= flip
    try:
        image, is_lossless = decode(bytes(data[: len(data) - lost]))
    except ImageRefused:
        return
    made, _ = encode_clean(image, is_lossless=is_lossless)
    assert max(image.size) <= 2560
    assert is_pixels_only(made)


def test_undamaged_pictures_are_not_refused():
    assert {decode(data)[0].size for data in SOUND.values()} == {photo().size}


def hostile_files(testdata):
    return sorted(p for p in (testdata / "images").iterdir() if p.is_file())


def test_no_known_hostile_picture_gets_through(testdata):
    taken, refused = {}, {}
    for path in hostile_files(testdata):
        try:
            taken[path.name] = clean_image(path.read_bytes()).data
        except ImageRefused as refusal:
            refused[path.name] = str(refusal)
    assert len(taken) > 20
    assert len(refused) > 20
    assert {
        n: parts(data) for n, data in taken.items() if not is_pixels_only(data)
    } == {}
    carried = {
        name: [payload for payload in PAYLOADS if payload in data]
        for name, data in taken.items()
    }
    assert {name: found for name, found in carried.items() if found} == {}
    assert {s for s in refused.values() if not s.endswith(".") or "\n" in s} == set()


def test_no_known_hostile_picture_takes_over_300_mb(testdata):
    peaks = {
        path.name: run_worker(path.read_bytes(), task="clean")[2]
        for path in hostile_files(testdata)
    }
    assert {name: peak for name, peak in peaks.items() if not 15 < peak < 300} == {}
