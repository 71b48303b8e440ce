"""Everything as one file to download."""

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from django.db.models import Count
from django.utils import timezone

from articles.exporting.folder import CannotExport, fill
from articles.models import Image

# Pictures are compressed already.
STORED = {".jpg", ".png", ".webp", ".avif"}
# A picture as it is kept and as pages show it, generously; and all texts.
BYTES_A_PICTURE, BYTES_OF_TEXTS = 1_500_000, 100_000_000


def zip_site(path):
    """An export as the ZIP file ``path``; sentences about what was missing.

    The file is there when it is whole. Both the folder, which is made beside, and the
    file can only be read by the site's own user. Raises CannotExport.
    """
    folder = Path(path).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_full(folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as making:
            site = Path(making) / f"site-{timezone.localdate():%Y-%m-%d}"
            site.mkdir()
            missing = fill(site, timezone.now())
            whole = Path(making) / "whole.zip"
            zip_folder(site, whole)
            whole.chmod(0o600)
            os.replace(whole, path)
    except OSError as error:
        raise CannotExport(
            f"The file could not be written: {error.strerror or error}."
        ) from error
    return missing


def refuse_full(folder):
    count = Image.objects.aggregate(count=Count("pk"))["count"]
    needed = count * BYTES_A_PICTURE + BYTES_OF_TEXTS
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise CannotExport(
            f"The server has room for {free // 10**6:,} MB, and this may need "
            f"{needed // 10**6:,} MB. Whoever looks after the server can make room."
        )


def zip_folder(folder, path):
    """Move everything in ``folder`` into the new ZIP ``path``.

    Each file is deleted once it is in, so that both together need little more room
    than the folder did.
    """
    with zipfile.ZipFile(path, "w", strict_timestamps=False) as archive:
        for file in files_of(folder):
            is_stored = file.suffix in STORED
            method = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            name = file.relative_to(folder.parent).as_posix()
            archive.write(file, name, compress_type=method)
            file.unlink()


def files_of(folder):
    """All that lie in it, those of one folder after the other."""
    for path, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(path, name) for name in sorted(names))
