import os

import pytest
from django.core.files.base import ContentFile

from practice_site import whole_files
from practice_site.whole_files import WholeFileStorage, write_whole


def full_disk(*arguments):
    raise OSError(28, "No space left on device")


def names(folder):
    return sorted(
        os.path.relpath(os.path.join(at, file), folder)
        for at, _, files in os.walk(folder)
        for file in files
    )


def test_a_file_takes_the_place_of_the_older_one(tmp_path):
    for data in (b"old", b"new"):
        write_whole(tmp_path / "state" / "a.json", data)

    assert (tmp_path / "state" / "a.json").read_bytes() == b"new"
    assert names(tmp_path) == ["state/a.json"]


@pytest.mark.parametrize("step", ["sync", "put_in_place"])
def test_a_full_disk_leaves_the_older_file_and_nothing_else(
    tmp_path, monkeypatch, step
):
    write_whole(tmp_path / "a.json", b"old")
    monkeypatch.setattr(whole_files, step, full_disk)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.json", b"new")

    assert (tmp_path / "a.json").read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


class Breaking(ContentFile):
    """Breaks off in the middle."""

    def chunks(self, chunk_size=None):
        yield b"half"
        full_disk()


def test_an_upload_is_stored_wholly_or_not_at_all(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(OSError, match="No space"):
        storage.save("images/a.webp", Breaking(b"halves"))
    assert names(tmp_path) == []

    assert storage.save("images/a.webp", ContentFile(b"whole")) == "images/a.webp"
    assert storage.open("images/a.webp").read() == b"whole"
    assert names(tmp_path) == ["images/a.webp"]


def test_nobody_sees_a_name_before_its_file_is_whole(tmp_path):
    seen = []

    class Watching(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            seen.append(names(tmp_path))
            yield b"half"

    WholeFileStorage(location=tmp_path).save("a.webp", Watching(b"halfhalf"))

    assert "a.webp" not in seen[0]
    assert names(tmp_path) == ["a.webp"]


def test_permissions_are_those_of_the_settings(tmp_path, settings):
    settings.FILE_UPLOAD_PERMISSIONS = 0o640
    WholeFileStorage(location=tmp_path).save("a.webp", ContentFile(b"x"))

    assert (tmp_path / "a.webp").stat().st_mode & 0o777 == 0o640
