"""Which backups in a folder are old enough to go, if somebody said how many to keep."""

import re

NAME = re.compile(r"practice-site-\d{4}-\d{2}-\d{2}-\d{6}\.tar")


def remove_older(folder, *, keep):
    """Delete all but the newest ``keep`` by their names; the names that went.

    Nothing else in the folder is touched, whatever it is.
    """
    found = sorted(p for p in folder.iterdir() if NAME.fullmatch(p.name))
    gone = found[:-keep]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]
