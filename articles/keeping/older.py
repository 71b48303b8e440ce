"""Which backups in a folder are old enough to go, if somebody said how many to keep."""

import re

NAME = re.compile(r"practice-site-\d{4}-\d{2}-\d{2}-\d{6}\.tar")


def remove_older(newest, *, keep):
    """Delete all backups beside ``newest`` but those that make ``keep`` with it.

    Gives the names that went. ``newest``, the path of the one just made, stays,
    whatever the others are called: those with a date yet to come were made when the
    clock was wrong, and go first. Nothing else in the folder is touched.
    """
    others = [
        path
        for path in newest.parent.iterdir()
        if NAME.fullmatch(path.name) and path != newest and path.is_file()
    ]
    others.sort(key=lambda path: (path.name < newest.name, path.name))
    gone = others[: max(0, len(others) - keep + 1)]
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]
