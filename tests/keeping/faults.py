"""Storages that something happens to, as it may happen to a folder."""

import errno

from django.core.files.storage import FileSystemStorage


class Full(FileSystemStorage):
    """After ``room`` files the disk is full, in the midst of one."""

    def __init__(self, *, room, **options):
        super().__init__(**options)
        self.room = room

    def _save(self, name, content):
        if not self.room:
            super()._save(name, type(content)(content.file, name))
            with open(self.path(name), "r+b") as file:
                file.truncate(1)
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= 1
        return super()._save(name, content)


class Watched(FileSystemStorage):
    """``happens(name)`` is called before a file is opened."""

    happens = None

    def _open(self, name, mode="rb"):
        if Watched.happens:
            Watched.happens(name)
        return super()._open(name, mode)
