"""Open an archive: all of it is checked before anything is believed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.keeping import manifest as listing
from articles.keeping import media, postgresql, sqlite
from articles.keeping.archive import content, whole_members
from articles.keeping.manifest import Manifest
from articles.keeping.problems import NotRestorable

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
READ_ME = "READ-ME.txt"
STRANGE = (
    "This file is sound, but it is no backup of this program, or somebody changed it "
    "({}). Nothing was changed."
)


@dataclass(frozen=True)
class Archive:
    """``read(name)`` gives a member's content in chunks."""

    manifest: Manifest
    read: Callable[[str], Iterator[bytes]]

    @property
    def engine(self):
        return ENGINES[self.manifest.vendor]

    def database(self):
        return self.read(self.engine.MEMBER)

    def media(self):
        """{name in the media folder: its size and SHA-256}."""
        return {
            name.removeprefix(media.FOLDER): file
            for name, file in self.manifest.files.items()
            if name.startswith(media.FOLDER)
        }


def opened(file):
    """The archive in an open file; raises NotRestorable, whatever is wrong with it."""
    members = whole_members(file)
    places = {member.name: member for member in members}
    if len(places) != len(members):
        raise NotRestorable(STRANGE.format("a name is there twice"))
    inside = places.pop(listing.NAME, None)
    if inside is None or inside.size > listing.MOST_BYTES:
        raise NotRestorable(STRANGE.format("it has no list of its contents"))
    manifest = Manifest.from_json(b"".join(content(file, inside)))
    demand_agreement(places, manifest)
    demand_digests(places, manifest)
    return Archive(manifest, lambda name: content(file, places[name]))


def demand_agreement(places, manifest):
    if manifest.vendor not in ENGINES:
        raise NotRestorable(STRANGE.format("its database is of an unknown kind"))
    if {name: member.size for name, member in places.items()} != manifest.sizes():
        raise NotRestorable(STRANGE.format("its list of contents tells otherwise"))
    expected = {READ_ME, ENGINES[manifest.vendor].MEMBER}
    if not expected <= set(places):
        raise NotRestorable(STRANGE.format("its database is not there"))
    pictures = {name.removeprefix(media.FOLDER) for name in set(places) - expected}
    for name in pictures:
        is_strange = f"{media.FOLDER}{name}" not in places or not media.fits(name)
        if is_strange or not pictures.isdisjoint(folders_of(name)):
            raise NotRestorable(STRANGE.format(f"it holds {name[:80]!r}"))


def folders_of(name):
    """ "a/b/c" lies in "a" and "a/b", which no file can be called then."""
    parts = name.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def demand_digests(places, manifest):
    for name, file in manifest.files.items():
        if places[name].sha256 != file.sha256:
            raise NotRestorable(
                STRANGE.format(f"{name} is not what its list of contents says")
            )
