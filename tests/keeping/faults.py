"""A folder in which something happens while it is read."""

from django.core.files.storage import FileSystemStorage


class Watched(FileSystemStorage):
    """``happens(name)`` is called before a file is opened."""

    happens = None

    def _open(self, name, mode="rb"):
        if Watched.happens:
            Watched.happens(name)
        return super()._open(name, mode)
