"""The container: a plain tar file, of which every byte is checked.

Its members stand one after another just as ``header`` writes them, without folders,
links or extended headers. The last one, the seal, holds the SHA-256 of all bytes before
it, so that a single changed bit is found wherever it is. Pictures are compressed
already; any program that opens tar files opens this one.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from tarfile import GNU_FORMAT, HeaderError, TarInfo
from typing import BinaryIO

from articles.keeping.problems import NotRestorable

BLOCK = 512
CHUNK = 2**20
SEAL = "SEAL.sha256"
# Header, digest, and the two empty blocks that end a tar file.
SEAL_SIZE = 4 * BLOCK
# A name that fits one header and leads out of no folder.
NAME = re.compile(r"(?!.{101})(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/(?!$)|$))+")

DAMAGED = (
    "This file is damaged, cut off, or no backup of this program. Nothing was changed. "
    "Try another copy of it, or another day's backup."
)


@dataclass(frozen=True)
class Member:
    """``offset``: where its content begins, in bytes; ``sha256``: of its content."""

    name: str
    offset: int
    size: int
    sha256: str = ""


class Changed(Exception):
    """A file was not as long as it had said; nothing of it is in the archive."""


class Writer:
    def __init__(self, file: BinaryIO, *, at: int):
        """``at``: the time that all members bear, in seconds since 1970."""
        self.file = file
        self.at = at
        self.digest = hashlib.sha256()

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Add a member of ``size`` bytes; gives its SHA-256."""
        begin, before = self.file.tell(), self.digest.copy()
        own, written = hashlib.sha256(), 0
        self._write(header(name, size, self.at))
        for chunk in chunks:
            own.update(chunk)
            written += len(chunk)
            self._write(chunk)
        if written != size:
            self.file.seek(begin)
            self.file.truncate()
            self.digest = before
            raise Changed(name)
        self._write(padding(size))
        return own.hexdigest()

    def close(self):
        self.file.write(seal(self.digest))
        self.file.flush()
        os.fsync(self.file.fileno())

    def _write(self, data: bytes):
        self.digest.update(data)
        self.file.write(data)


def header(name: str, size: int, at: int) -> bytes:
    info = TarInfo(name)
    info.size, info.mtime, info.mode = size, at, 0o600
    return info.tobuf(GNU_FORMAT)


def padding(size: int) -> bytes:
    return bytes(-size % BLOCK)


def seal(digest) -> bytes:
    text = f"{digest.hexdigest()}\n".encode()
    return (header(SEAL, len(text), 0) + text).ljust(SEAL_SIZE, b"\0")


def whole_members(file: BinaryIO) -> list[Member]:
    """The members in order, after every byte was checked; raises NotRestorable.

    Reads the file once: a large one comes from the disk each time it is read.
    """
    end = file.seek(0, os.SEEK_END) - SEAL_SIZE
    if end < 0:
        raise NotRestorable(DAMAGED)
    digest = hashlib.sha256()
    try:
        found = list(members(file, end, digest))
    except NotRestorable:
        # Is it strange, or only damaged?
        demand_seal(file, end, digest_until(file, end))
        raise
    demand_seal(file, end, digest)
    return found


def demand_seal(file: BinaryIO, end: int, digest):
    file.seek(end)
    if file.read() != seal(digest):
        raise NotRestorable(DAMAGED)


def digest_until(file: BinaryIO, end: int):
    digest = hashlib.sha256()
    for chunk in content(file, Member("", 0, end)):
        digest.update(chunk)
    return digest


def members(file: BinaryIO, end: int, digest) -> Iterator[Member]:
    """Each with its SHA-256; ``digest`` is that of all that was read."""
    offset = 0
    while offset < end:
        file.seek(offset)
        block = file.read(BLOCK)
        member, own = member_of(block, offset + BLOCK), hashlib.sha256()
        digest.update(block)
        for chunk in content(file, member):
            digest.update(chunk)
            own.update(chunk)
        rest = padding(member.size)
        digest.update(file.read(len(rest)))
        yield replace(member, sha256=own.hexdigest())
        offset = member.offset + member.size + len(rest)
    if offset != end:
        raise NotRestorable(DAMAGED)


def member_of(block: bytes, offset: int) -> Member:
    """Whatever ``header`` would not have written is refused: links, devices, paths."""
    try:
        info = TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except HeaderError as error:
        raise NotRestorable(DAMAGED) from error
    if (
        not NAME.fullmatch(info.name)
        or info.size < 0
        or block != header(info.name, info.size, info.mtime)
    ):
        raise NotRestorable(
            "This file holds something that no backup of this program has "
            f"({info.name[:80]!r}). Nothing was changed."
        )
    return Member(info.name, offset, info.size)


def content(file: BinaryIO, member: Member) -> Iterator[bytes]:
    file.seek(member.offset)
    left = member.size
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise NotRestorable(DAMAGED)
        left -= len(chunk)
        yield chunk
