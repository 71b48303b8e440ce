"""The pictures of an export become those of the library."""

from articles.bringing_back.files import read_bytes
from articles.exporting.records import fill
from articles.imaging import ImageRefused
from articles.models import Image
from articles.portable import Unusable

BESIDE = ("file", "sha256", "width", "height", "used_in")


def bring_pictures(export, say):
    """({file: Image}, keys of the new ones). Decodes each, so it takes its time."""
    images, new = {}, []
    for file, (path, values) in export.pictures.items():
        try:
            image, is_new = bring_picture(path, values)
        except (ImageRefused, Unusable) as refusal:
            say(f"{file} was left out. {refusal}")
            continue
        images[file] = image
        if is_new:
            new.append(image.pk)
    return images, new


def bring_picture(path, values):
    said = Image(title=title_from(path))
    fill(said, values, {}, without=BESIDE)
    return Image.from_export(
        read_bytes(path),
        title=said.title,
        rights=said.rights,
        focal_x=min(said.focal_x, 100),
        focal_y=min(said.focal_y, 100),
    )


def title_from(path):
    return " ".join(path.stem.replace("-", " ").split())[:120] or "Picture"
