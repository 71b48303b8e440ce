"""Static files in production: hashed names, compressed, one file for one stylesheet."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# No string of ours holds the signs of a comment.
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'^@import url\("([\w./-]+)"\);$', re.MULTILINE)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Puts the files that a stylesheet imports in the place of their imports.

    Comments, which are for who reads the sources, are left out.

    A browser then fetches one file instead of a chain; while developing, the same
    link leads to the same files one by one.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = {**paths, **self.joined(paths)}
        yield from super().post_process(paths, dry_run, **options)

    def joined(self, paths):
        """{name: (storage, name)} of the stylesheets that import others, made whole."""
        whole = {}
        for name in paths:
            css = read(name, paths) if name.endswith(".css") else ""
            if IMPORT.search(css):
                self.delete(name)
                self.save(name, ContentFile(with_imports(css, name, paths).encode()))
                whole[name] = (self, name)
        return whole


def with_imports(css, name, paths):
    folder = name.rpartition("/")[0]
    whole = IMPORT.sub(lambda found: read(f"{folder}/{found[1]}", paths), css)
    return COMMENT.sub("", whole)


def read(name, paths):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
