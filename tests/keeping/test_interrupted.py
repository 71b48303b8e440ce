"""A restore that is stopped says where it stands, and is begun again."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.keeping.media import PART
from tests.keeping.sites import FILES, all_files, all_rows, site
from tests.keeping.test_restoring import rows_of


def restored_with(storage, archive, **options):
    database, media = connection.settings_dict["NAME"], options.pop("media")
    with site(database, media, storage, **options):
        call_command("restore", str(archive))


def test_a_full_disk_leaves_whole_pictures_and_an_empty_database(
    original, archive, new_site
):
    with pytest.raises(CommandError, match="No space left .* with 2 of .* not changed"):
        restored_with("tests.keeping.faults.Full", archive, media=new_site, room=2)

    there = all_files(new_site)
    assert len(there) == 2
    assert there.items() <= original.files.items()
    assert not all_rows()


def test_the_same_command_goes_on_where_it_stopped(original, archive, new_site):
    with pytest.raises(CommandError):
        restored_with("tests.keeping.faults.Full", archive, media=new_site, room=2)
    # What a power cut would leave besides.
    next(new_site.rglob("*.*")).with_name(f"half.png{PART}").write_bytes(b"half")

    restored_with(FILES, archive, media=new_site)

    assert original.files.items() <= all_files(new_site).items()
    assert all_rows() == rows_of(original)
