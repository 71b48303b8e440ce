"""What is needed of an export that comes as a ZIP file, or one text out of it.

Whoever sends it may have packed it anew: the whole folder, parts of it, or files side
by side. So each file is known by its name, and put where an export has it; no path
that stands in the archive is ever used.
"""

import lzma
import shutil
import zipfile
import zlib
from pathlib import PurePosixPath

from articles.bringing_back.export import BESIDE, DATA, MAIN, is_ours
from articles.bringing_back.files import MOST_BYTES
from articles.exporting.data import SITE
from articles.exporting.library import LIBRARY, NOTES
from articles.portable import Unusable

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
KNOWN = {SITE, LIBRARY, NOTES, "images.yaml", *(f"{name}.yaml" for name in DATA)}
# The pages as readers see them, and what a Mac adds.
LEFT = {"html", "__MACOSX"}
MOST_FILES, MOST_IN_ALL = 5_000, 300_000_000
DAMAGED = "This ZIP file is damaged. Take it from where it came from once more."
LOCKED = "This ZIP file is locked with a password. Pack it again without one."
TOO_MUCH = (
    "There is more in this ZIP file than can be brought in here at once. Pack a "
    "smaller one: an article’s file, its pictures and library.json."
)
NOTHING = (
    "There is no article in this ZIP file that was taken along from a site of this "
    "kind. If it holds something else, such as a Word file, unpack it first."
)
BAD = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, NotImplementedError, RuntimeError, ValueError),
)


def is_export_zip(file):
    """A ZIP file, and no Word file, which is one too. ``file`` can be read again."""
    try:
        with zipfile.ZipFile(file) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except (*BAD, OSError):
        return False
    finally:
        file.seek(0)


def unpack(file, folder):
    """Put what is needed into the empty ``folder``; the paths of its texts, in order.

    ``file``: open for reading. Raises Unusable.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            for info, place in places(archive):
                put(archive, info, folder / place)
    except Unusable:
        raise
    except BAD as problem:
        is_locked = "password" in str(problem)
        raise Unusable(LOCKED if is_locked else DAMAGED) from None
    except OSError as error:
        # Damaged bzip2 is one without a reason of the system's.
        reason = error.strerror and f"It could not be unpacked: {error.strerror}."
        raise Unusable(reason or DAMAGED) from None
    return texts_in(folder)


def places(archive):
    """[(what is needed, its place in an export)]; raises Unusable."""
    found = {}
    for info in archive.infolist():
        place = place_of(info.filename)
        if place in found:
            raise Unusable(f"Two files in it are called “{place}”.")
        if place:
            found[place] = info
    total = sum(info.file_size for info in found.values())
    if len(found) > MOST_FILES or total > MOST_IN_ALL:
        raise Unusable(TOO_MUCH)
    return [(info, place) for place, info in found.items()]


def place_of(name):
    """Where a file of this name stands in an export; "" for what is not needed."""
    *folders, base = PurePosixPath(name.replace("\\", "/")).parts or ("",)
    suffix = PurePosixPath(base).suffix.lower()
    if name.endswith("/") or base.startswith(".") or LEFT & {*folders}:
        return ""
    if base in KNOWN:
        return base
    if suffix in PICTURES:
        return f"images/{base}"
    if suffix != ".md":
        return ""
    folder = folders[-1] if folders and folders[-1] in {*MAIN, *BESIDE} else MAIN[0]
    return f"{folder}/{base}"


def put(archive, info, path):
    if info.file_size > MOST_BYTES:
        raise Unusable(
            f"“{path.name}” is larger than {MOST_BYTES // 1_000_000} MB. Nothing was "
            "brought in."
        )
    path.parent.mkdir(exist_ok=True)
    # No more is unpacked than the archive says of itself, or it is damaged.
    with archive.open(info) as source, path.open("xb") as target:
        shutil.copyfileobj(source, target)


def texts_in(folder):
    """Newer versions go with their text; one that came alone is a text itself."""
    found = {}
    for name in (*MAIN, *BESIDE):
        ours = filter(is_ours, sorted((folder / name).glob("*.md")))
        found[name] = {path.name: path for path in ours}
    mains = [path for name in MAIN for path in found[name].values()]
    names = {path.name for path in mains}
    alone = {n: path for name in BESIDE for n, path in found[name].items()}
    texts = [*mains, *(path for name, path in alone.items() if name not in names)]
    if not texts:
        raise Unusable(NOTHING)
    return texts
