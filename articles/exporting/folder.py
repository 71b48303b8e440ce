"""The folder of an export: made beside its place and put there when it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone

from articles.exporting.data import data_files
from articles.exporting.library import library_files
from articles.exporting.pictures import Gallery
from articles.exporting.readme import readme
from articles.exporting.site_copy import copy_site
from articles.exporting.texts import text_files
from articles.served import is_served


class CannotExport(Exception):
    """The folder cannot be written; the message is for the person who named it."""


def export_site(target, *, now=None):
    """Write everything into the folder ``target``; sentences about what was missing.

    It must not exist, or be empty. Either all of it is there in the end or nothing.
    Raises CannotExport.
    """
    target = Path(target)
    try:
        refuse(target)
        with made_beside(target) as folder:
            return fill(folder, now or timezone.now())
    except OSError as error:
        raise CannotExport(
            f"{target}: {error.strerror or error}. Nothing was written."
        ) from error


def refuse(target):
    whole = target.resolve()
    if is_served(whole):
        raise CannotExport(
            f"{target}: readers can reach the files in this folder. Choose another."
        )
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CannotExport(f"{target}: this is no folder. Choose another name.")
    if target.is_dir() and any(target.iterdir()):
        raise CannotExport(
            f"{target}: this folder is not empty. Choose a new one, so that nothing "
            "in it is overwritten."
        )
    if not whole.parent.is_dir():
        raise CannotExport(f"{target}: the folder {whole.parent} does not exist.")


def demand_style_sheets():
    """Where a site was never served, its pages cannot name them yet."""
    try:
        staticfiles_storage.url("css/site.css")
    except ValueError:
        raise CannotExport(
            "The style sheets are not prepared yet. script/serve does that when it "
            "starts; without it: .venv/bin/python manage.py collectstatic --noinput"
        ) from None


@contextmanager
def made_beside(target) -> Iterator[Path]:
    """A new folder that takes the place of ``target`` unless something goes wrong.

    Nobody but its owner can look into it: it holds private notes.
    """
    whole = target.resolve()
    folder = Path(tempfile.mkdtemp(dir=whole.parent, prefix=f".{whole.name}-"))
    try:
        yield folder
        os.replace(folder, whole)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def fill(folder, now):
    """Sentences about what was missing. Raises CannotExport or OSError."""
    demand_style_sheets()
    gallery = Gallery(folder)
    gallery.copy()
    texts = []
    for name, text in text_files(gallery, now):
        texts.append(name)
        write(folder / name, [text])
    for name, parts in data_files(gallery, texts, now):
        write(folder / name, parts)
    for name, parts in library_files():
        write(folder / name, parts)
    missing = [*gallery.missing, *copy_site(folder / "html")]
    write(folder / "README.txt", [readme(texts, missing, now)])
    return missing


def write(path, parts):
    """Texts one after the other, whatever the machine takes for a line's end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)
