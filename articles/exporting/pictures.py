"""The pictures of the library as files, under names that say what they show."""

import shutil

from django.core.files.storage import default_storage
from django.utils.text import slugify

from articles.models import Image

FOLDER = "images"


class Gallery:
    """Knows under which name each picture stands in the export.

    ``uses``: {picture's file: [{"text", "figure", "alt", …}]}, filled by the texts.
    """

    def __init__(self, folder):
        self.folder = folder
        images = Image.objects.order_by("pk")
        self.images = {image.digest: image for image in images}
        self.files = {digest: name_of(image) for digest, image in self.images.items()}
        self.uses = {}
        self.missing = []

    def copy(self):
        """The clean originals; one that cannot be read is noted and costs no other."""
        (self.folder / FOLDER).mkdir()
        for digest, image in self.images.items():
            try:
                with default_storage.open(image.file.name) as source:
                    keep(source, self.folder / self.files[digest])
            except FileNotFoundError:
                self.missing.append(
                    f"The picture “{image}” is in the library, but its file is not "
                    f"({image.file.name})."
                )

    def file(self, digest):
        return self.files.get(digest, "")

    def note_use(self, figure, text):
        said = {"text": text, "figure": figure.name, "alt": figure.alt}
        said |= {"caption": figure.caption, "credit": figure.credit}
        used = {name: value for name, value in said.items() if value}
        self.uses.setdefault(figure.image, []).append(used)


def name_of(image):
    suffix = image.file.name.rpartition(".")[2]
    stem = slugify(image.title)[:60].strip("-") or "picture"
    return f"{FOLDER}/{stem}-{image.digest[:12]}.{suffix}"


def keep(source, path):
    with path.open("wb") as file:
        shutil.copyfileobj(source, file)
