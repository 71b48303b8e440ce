"""What an export holds, read and checked before anything is written."""

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from articles.bringing_back.checks import check_text
from articles.bringing_back.files import (
    MOST_OF_LIBRARY,
    decoded,
    inside,
    read_bytes,
    read_data,
)
from articles.bringing_back.library import other_keys, readings
from articles.exporting.data import FORMAT, SITE
from articles.exporting.library import LIBRARY, NOTES
from articles.portable import PortableText, Unusable, is_portable, read_text
from articles.rendering import candidate_keys

MAIN, BESIDE = ("articles", "pages"), ("scheduled", "drafts")
DATA = {"practice": dict, "clinicians": list, "series": list, "topics": list}
MOST_SHOWN = 20


class Refused(Exception):
    """The files cannot be brought in; the message says why, a line each."""

    def __init__(self, sentences):
        more = len(sentences) - MOST_SHOWN
        shown = [*sentences[:MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])]
        super().__init__("\n".join((*shown, "Nothing was written.")))


@dataclass
class Loaded:
    """One file. ``beside``: newer versions of its text, the scheduled one first."""

    path: Path
    name: str
    digest: str
    text: PortableText
    beside: list = field(default_factory=list)

    @property
    def versions(self):
        return (self, *self.beside)

    def become_draft(self):
        """Let it come as a draft, whatever it was."""
        for one in self.versions:
            one.text = replace(one.text, is_draft=True, ends_at=None)


@dataclass
class Export:
    """``data``: {name: what that file holds}; ``works``: its references, in portions.

    ``pictures``: {file: (path, its values)} of those that are needed. ``is_whole``:
    the folder was named and not some of its files.
    """

    root: Path
    is_whole: bool
    texts: list = field(default_factory=list)
    data: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    works: list = field(default_factory=list)
    pictures: dict = field(default_factory=dict)
    remarks: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @contextmanager
    def noting(self, name):
        """What is wrong with the file ``name`` is kept, and reading goes on."""
        try:
            yield
        except Unusable as problem:
            self.problems.append(f"{name}: {problem}")

    def named(self, path):
        """A file's name for people: as seen from the export's folder."""
        whole, root = path.resolve(), self.root.resolve()
        return (
            whole.relative_to(root).as_posix() if root in whole.parents else str(path)
        )


def is_ours(path):
    """Is this a folder of an export, or a text out of one?"""
    path = Path(path)
    if os.path.isdir(path):
        return (path / SITE).is_file()
    if path.suffix.lower() != ".md":
        return False
    try:
        return is_portable(path.read_bytes()[:1_000_000].decode(errors="replace"))
    except OSError:
        return False


def read_export(paths):
    """The exports that these folders and files are of. Raises Refused."""
    exports = survey(paths)
    if problems := [problem for one in exports for problem in one.problems]:
        raise Refused(problems)
    return exports


def survey(paths):
    """The same with what is wrong among their ``problems``."""
    exports = {}
    for path in map(Path, paths):
        root = path if path.is_dir() else root_of(path)
        export = exports.setdefault(root.resolve(), Export(root, is_whole=False))
        if path.is_dir():
            export.is_whole = True
            with export.noting(SITE):
                for file in texts_in_order(export):
                    read_one(export, file)
        else:
            read_one(export, path)
    for export in exports.values():
        take_beside(export)
        read_rest(export)
    return list(exports.values())


def root_of(path):
    above = path.resolve().parents
    for folder in above[1::-1]:
        if (folder / SITE).is_file():
            return folder
    return above[1] if above[0].name in {*MAIN, *BESIDE} else above[0]


def texts_in_order(export):
    """As they were begun, so that what is of the same moment keeps its order."""
    site = read_data(export.root / SITE, dict)
    if site.get("practice_site_export") != str(FORMAT):
        raise Unusable("This folder was written by another version of this program.")
    listed = site.get("texts") or []
    found = [
        path for name in MAIN for path in sorted((export.root / name).glob("*.md"))
    ]
    places = {name: place for place, name in enumerate(listed) if isinstance(name, str)}
    found.sort(key=lambda path: places.get(export.named(path), len(places)))
    here = {export.named(path) for path in found}
    for name in places:
        if name.split("/")[0] in MAIN and name not in here:
            export.remarks.append(f"{name} is not in the folder any more.")
    return found


def read_one(export, path):
    name = export.named(path)
    if any(one.path.resolve() == path.resolve() for one in export.texts):
        return
    with export.noting(name):
        export.texts.append(loaded(export, path, name))


def loaded(export, path, name):
    data = read_bytes(path)
    text = read_text(decoded(data))
    check_text(text)
    for figure in text.source.figures:
        if figure.image:
            file = inside(export.root, path.parent, figure.image)
            export.pictures.setdefault(export.named(file), (file, {}))
    if text.not_understood:
        unknown = ", ".join(f"“{one}”" for one in text.not_understood)
        export.remarks.append(f"{name}: not understood and left out: {unknown}.")
    return Loaded(path, name, hashlib.sha256(data).hexdigest(), text)


def take_beside(export):
    """Newer versions go with their text, whether they were named or not."""
    named = {export.named(one.path): one for one in export.texts}
    for one in list(export.texts):
        folder, _, file = one.name.rpartition("/")
        if folder not in MAIN:
            continue
        for beside in BESIDE:
            path = export.root / beside / file
            newer = named.get(f"{beside}/{file}")
            if newer:
                export.texts.remove(newer)
                one.beside.append(newer)
            elif path.is_file():
                with export.noting(f"{beside}/{file}"):
                    one.beside.append(loaded(export, path, f"{beside}/{file}"))


def read_rest(export):
    for name, kind in DATA.items():
        with export.noting(f"{name}.yaml"):
            export.data[name] = read_data(export.root / f"{name}.yaml", kind)
            if kind is list and not all(isinstance(v, dict) for v in export.data[name]):
                raise Unusable("It must be a list, each with names and values.")
    with export.noting("images.yaml"):
        read_pictures(export)
    with export.noting(NOTES):
        export.notes = read_data(export.root / NOTES, dict)
    path = export.root / LIBRARY
    if path.is_file():
        with export.noting(LIBRARY):
            cited = None if export.is_whole else cited_keys(export)
            export.works = readings(read_bytes(path, MOST_OF_LIBRARY), cited)


def cited_keys(export):
    """Every key under which the library may have what these texts cite."""
    versions = [one for text in export.texts for one in text.versions]
    keys = set().union(*(candidate_keys(one.text.source) for one in versions))
    return keys | {
        key
        for key, said in export.notes.items()
        if not keys.isdisjoint(other_keys(said))
    }


def read_pictures(export):
    """Of a whole export all that are listed, in that order; else what is needed."""
    needed, export.pictures = export.pictures, {}
    for values in read_data(export.root / "images.yaml", list):
        file = values.get("file", "") if isinstance(values, dict) else ""
        if not isinstance(file, str) or not file:
            raise Unusable("It must be a list of pictures, each with its “file”.")
        if export.is_whole or file in needed or is_portrait(export, file):
            path = inside(export.root, export.root, file)
            export.pictures[export.named(path)] = (path, values)
    for file, found in needed.items():
        export.pictures.setdefault(file, found)


def is_portrait(export, file):
    return any(one.get("portrait") == file for one in export.data.get("clinicians", ()))
