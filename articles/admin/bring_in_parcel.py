"""A file of an export on its way through the form: kept aside, for a day at most.

It is too large to travel in the form, as a text does. It stands among the exports,
which no address of the site leads to; only who sent it can go on with it, and of each
person there is one.
"""

import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.utils import timezone

from articles.bringing_back import is_export_zip, unpack
from articles.models import SiteExport
from articles.models.site_export import KEPT_FOR
from articles.portable import Unusable, is_portable
from articles.tasks import plan_forgetting

SALT = "bring-in-parcel"
# The documented nginx lets through this and the rest of the form. Meanwhile it takes
# four times as much of the disk: nginx's file, that of the web process, Django's, and
# the one kept here.
MOST_BYTES = 200_000_000
MOST = f"{MOST_BYTES // 1_000_000} MB"
HEAD = 1_000_000
LOST = "The file is not there any more. Choose it again."
NOT_KEPT = (
    "The server could not keep the file, or what is in it: {why}. Nothing was "
    "brought in."
)
TOO_LARGE = (
    f"This file is larger than {MOST}, which is the most that can be sent here. "
    "Unpack it on your computer and pack a smaller ZIP file: from “articles” the "
    "article’s file, from “images” its pictures, and “library.json”. Or ask whoever "
    "looks after the site to bring it in there, with manage.py import_article."
)


def is_of_export(file):
    """A ZIP file, or a text with our data in front; ``file`` can be read again."""
    if is_zip(file.name) or is_export_zip(file):
        return True
    head = file.read(HEAD).decode(errors="replace")
    file.seek(0)
    return is_portable(head)


def is_zip(name):
    return Path(name).suffix.lower() == ".zip"


def keep(file, user):
    """Keep an uploaded file; the token that goes on with it. Raises Unusable."""
    if file.size > MOST_BYTES:
        raise Unusable(TOO_LARGE)
    now = timezone.now()
    SiteExport.forget_old(now)
    own = f"parcel-{user.pk}-"
    name = f"{own}{secrets.token_hex(16)}"
    path = Path(settings.EXPORT_ROOT) / name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for earlier in path.parent.glob(f"{own}*"):
            earlier.unlink(missing_ok=True)
        with open(path, "xb", opener=for_its_owner) as target:
            shutil.copyfileobj(file, target)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Unusable(NOT_KEPT.format(why=error.strerror or error)) from error
    plan_forgetting(now + KEPT_FOR)
    return signing.dumps([name, Path(file.name).name, user.pk], salt=SALT)


def for_its_owner(path, flags):
    return os.open(path, flags, 0o600)


@contextmanager
def opened(token, user):
    """The paths of the texts in the file, in a folder as an export's.

    The folder is gone afterwards. Raises Unusable.
    """
    path, name = found(token, user)
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(
                tempfile.TemporaryDirectory(dir=path.parent, prefix="looking-")
            )
            texts = texts_of(path, name, Path(folder))
        except OSError as error:
            raise Unusable(NOT_KEPT.format(why=error.strerror or error)) from error
        yield texts


def texts_of(path, name, folder):
    with path.open("rb") as file:
        if is_zip(name) or is_export_zip(file):
            return unpack(file, folder)
        return [single(file, folder, name)]


def found(token, user):
    try:
        name, original, sender = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        raise Unusable(LOST) from None
    path = Path(settings.EXPORT_ROOT) / name
    if sender != user.pk or not path.is_file():
        raise Unusable(LOST)
    return path, original


def single(file, folder, name):
    path = folder / "articles" / f"{Path(name).stem[:60] or 'article'}.md"
    path.parent.mkdir()
    with path.open("xb") as target:
        shutil.copyfileobj(file, target)
    return path


def drop(token, user):
    """It has done its work, or is of no use."""
    path, _ = found(token, user)
    path.unlink(missing_ok=True)
