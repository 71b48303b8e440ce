"""Whatever is wrong with an archive, it is refused before anything is changed."""

import gzip
import hashlib
import io
import json
import random
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.keeping.archive import (
    NAME,
    Changed,
    Writer,
    content,
    members,
    seal,
    whole_members,
)
from articles.keeping.opening import opened
from articles.keeping.problems import NotRestorable
from tests.keeping.sites import all_files, all_rows

FLIPS = 200


def refusal(data):
    with pytest.raises(NotRestorable) as refused:
        opened(io.BytesIO(data))
    return str(refused.value)


@pytest.mark.parametrize("part", range(4))
def test_a_flipped_bit_is_found_wherever_it_is(archive, part):
    data = bytearray(archive.read_bytes())
    chance = random.Random(part)
    # Headers, padding and the empty blocks at the end are bytes like others.
    places = [0, 511, 700, len(data) - 1, len(data) - 1500, len(data) - 2048]
    places += chance.sample(range(len(data)), FLIPS // 4)
    for place in places:
        bit = 1 << chance.randrange(8)
        data[place] ^= bit
        assert "Nothing was changed" in refusal(bytes(data))
        data[place] ^= bit
    assert opened(io.BytesIO(data))


def test_a_part_or_more_than_all_is_refused(archive):
    data = archive.read_bytes()
    for length in (0, 1, 511, 512, 2048, len(data) // 2, len(data) - 1024):
        assert "damaged, cut off" in refusal(data[:length])
    assert "damaged" in refusal(data + bytes(512))
    assert "damaged" in refusal(data + data)


def test_a_damaged_backup_changes_nothing(archive, spare_site, tmp_path):
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(data)
    before = all_rows()

    with pytest.raises(CommandError, match="damaged, cut off, or no backup"):
        call_command("restore", str(damaged))

    assert all_rows() == before
    assert not all_files(spare_site)


def parts_of(archive):
    """{name: content} of every member but the seal."""
    with archive.open("rb") as file:
        return {m.name: b"".join(content(file, m)) for m in whole_members(file)}


def sealed(parts, *, agreeing=True, **changes):
    """An archive whose seal is right; ``changes``: of its own list of contents.

    ``agreeing``: the list is made to name what is there.
    """
    parts = dict(parts)
    listed = json.loads(parts.pop("manifest.json"))
    if agreeing:
        listed["files"] = {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in parts.items()
        }
    parts["manifest.json"] = json.dumps(listed | changes).encode()
    file = io.BytesIO()
    writer = Writer(file, at=0)
    for name, data in parts.items():
        writer.add(name, len(data), [data])
    file.write(seal(writer.digest))
    return file.getvalue()


def test_an_archive_made_anew_is_as_good(archive):
    assert opened(io.BytesIO(sealed(parts_of(archive))))


@pytest.mark.parametrize(
    "name",
    [
        "media/../../etc/cron.d/x",
        "media//etc/passwd",
        "/etc/passwd",
        "media/.htaccess",
        "media/images/..",
        "../x",
        "media/a\nb",
        "media/images/x.png.part",
        "more.txt",
        "database.other",
        "media",
        "images/x.png",
        "media/images",
    ],
)
def test_a_member_that_no_backup_has_is_refused(archive, name):
    said = refusal(sealed(parts_of(archive) | {name: b"x"}))
    assert "Nothing was changed" in said
    assert "hold" in said


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.DIRTYPE,
        tarfile.CONTTYPE,
        tarfile.GNUTYPE_SPARSE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
    ],
)
def test_nothing_but_plain_files_is_taken(kind):
    info = tarfile.TarInfo("media/images/x.png")
    info.type, info.linkname, info.mode = kind, "/etc/passwd", 0o600
    block = info.tobuf(tarfile.GNU_FORMAT)
    data = block + seal(hashlib.sha256(block))
    assert "no backup of this program has" in refusal(data)


@pytest.mark.parametrize("size", [-512, -1, 2**40])
def test_a_member_of_an_impossible_size_is_refused(size):
    info = tarfile.TarInfo("manifest.json")
    info.size, info.mode = size, 0o600
    block = info.tobuf(tarfile.GNU_FORMAT)
    assert "Nothing was changed" in refusal(block + seal(hashlib.sha256(block)))


def test_a_name_that_is_there_twice_is_refused(archive):
    data = sealed(parts_of(archive))[:-2048]
    first = next(members(io.BytesIO(data), len(data), hashlib.sha256()))
    again = data[: first.offset + first.size + -first.size % 512]
    twice = data + again
    assert "twice" in refusal(twice + seal(hashlib.sha256(twice)))


def test_a_tar_file_of_somebody_elses_is_refused(tmp_path):
    path = tmp_path / "photos.tar"
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo("photo.jpg"), io.BytesIO())
    assert "no backup of this program" in refusal(path.read_bytes())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "another version"),
        ({"vendor": "oracle"}, "unknown kind"),
        ({"vendor": ["sqlite"]}, "makes no sense"),
        ({"made_at": "yesterday"}, "makes no sense"),
        ({"made_at": "2026-01-01T00:00:00"}, "makes no sense"),
        ({"made_at": "0001-01-01T00:00:00+00:00"}, "makes no sense"),
        ({"made_at": "9999-12-31T23:59:59-14:00"}, "makes no sense"),
        ({"product": "\x1b[2J"}, "makes no sense"),
        ({"product": "\ud800"}, "makes no sense"),
        ({"product": 1}, "makes no sense"),
        ({"migrations": ["articles.9999_\x1b[2J"]}, "makes no sense"),
        ({"format": 2, "product": "\x1b[2J"}, "made it: �[2J."),
        ({"rows": {"a": -1}}, "makes no sense"),
        ({"rows": []}, "makes no sense"),
        ({"database_size": "9" * 30}, "makes no sense"),
        ({"database_size": True}, "makes no sense"),
        ({"migrations": "articles.0001_initial"}, "makes no sense"),
        ({"missing": [1]}, "makes no sense"),
        ({"files": {"READ-ME.txt": {"size": 1}}}, "makes no sense"),
        ({"files": {}}, "list of contents tells otherwise"),
        ({"more": 1}, "makes no sense"),
    ],
)
def test_a_list_of_contents_that_is_none_is_refused(archive, changes, said):
    assert said in refusal(sealed(parts_of(archive), **changes))


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000])
def test_a_list_of_contents_that_cannot_be_read_is_refused(archive, text):
    file = io.BytesIO()
    writer = Writer(file, at=0)
    writer.add("manifest.json", len(text), [text])
    file.write(seal(writer.digest))
    assert "makes no sense" in refusal(file.getvalue())


def test_a_file_that_is_not_the_one_listed_is_refused(archive):
    parts = parts_of(archive)
    picture = next(name for name in parts if name.startswith("media/"))
    parts[picture] = bytes(len(parts[picture]))
    said = refusal(sealed(parts, agreeing=False))
    assert f"{picture} is not what its list of contents says" in said


def refused_by_the_site(path, data):
    path.write_bytes(data)
    before = all_rows()
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path))
    assert all_rows() == before
    return str(refused.value)


@pytest.mark.parametrize("newer", ["articles.9999_later", "stars.0001_initial"])
def test_a_backup_of_a_newer_version_is_refused(archive, spare_site, tmp_path, newer):
    parts = parts_of(archive)
    known = json.loads(parts["manifest.json"])["migrations"]
    data = sealed(parts, migrations=[*known, newer], product="Practice Site 9")
    said = refused_by_the_site(tmp_path / "x.tar", data)
    assert "made by Practice Site 9, which is newer" in said
    assert not all_files(spare_site)


def test_a_backup_of_the_other_database_is_refused(archive, spare_site, tmp_path):
    other, member = {
        "sqlite": ("postgresql", "database.dump"),
        "postgresql": ("sqlite", "database.sqlite3.gz"),
    }[connection.vendor]
    parts = parts_of(archive)
    [ours] = [name for name in parts if name.startswith("database")]
    parts[member] = parts.pop(ours)
    said = refused_by_the_site(tmp_path / "x.tar", sealed(parts, vendor=other))
    assert "It can be brought back into" in said
    assert not all_files(spare_site)


def with_database(archive, data, **changes):
    parts = parts_of(archive)
    [ours] = [name for name in parts if name.startswith("database")]
    return sealed(parts | {ours: data}, **changes)


def test_what_is_no_database_is_refused(archive, spare_site, tmp_path):
    for data in (b"", b"x", gzip.compress(b"x" * 9000), b"PGDMP" + bytes(99)):
        said = refused_by_the_site(tmp_path / "x.tar", with_database(archive, data))
        assert "Nothing was changed" in said
    assert not all_files(spare_site)


@pytest.fixture
def unpacked(archive, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's file")
    path = tmp_path / "unpacked.sqlite3"
    path.write_bytes(gzip.decompress(parts_of(archive)["database.sqlite3.gz"]))
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles_article",
        "CREATE TABLE more (x)",
        "DELETE FROM django_migrations WHERE name = '0001_initial'",
        "CREATE TRIGGER t AFTER INSERT ON auth_user BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT * FROM auth_user",
        'CREATE TABLE "a""b" (x)',
    ],
)
def test_a_database_with_other_contents_than_listed_is_refused(
    archive, unpacked, spare_site, tmp_path, sql
):
    with closing(sqlite3.connect(unpacked)) as database:
        database.execute(sql)
        database.commit()
    data = unpacked.read_bytes()
    packed = with_database(archive, gzip.compress(data), database_size=len(data))
    said = refused_by_the_site(tmp_path / "x.tar", packed)
    assert "not a sound one" in said


@pytest.mark.parametrize("off", [-1, 1, -4096])
def test_a_database_that_unpacks_to_another_size_is_refused(
    archive, unpacked, spare_site, tmp_path, off
):
    size = unpacked.stat().st_size + off
    packed = with_database(
        archive, gzip.compress(unpacked.read_bytes()), database_size=size
    )
    assert "not a sound one" in refused_by_the_site(tmp_path / "x.tar", packed)


@given(st.text("a.-/ \n\0é", max_size=120))
def test_a_name_that_fits_leads_out_of_no_folder(name):
    if NAME.fullmatch(name):
        assert len(name) <= 100
        assert all(part.strip(".") and part[0] != "." for part in name.split("/"))


@pytest.mark.parametrize("size", [4, 6])
def test_a_file_that_changes_its_length_leaves_no_trace(size):
    file = io.BytesIO()
    writer = Writer(file, at=0)
    writer.add("a", 1, [b"a"])
    before = file.getvalue()
    with pytest.raises(Changed):
        writer.add("b", size, [b"12", b"345"])
    writer.add("c", 1, [b"c"])
    file.write(seal(writer.digest))
    assert file.getvalue().startswith(before)
    assert [member.name for member in whole_members(file)] == ["a", "c"]
