#!/usr/bin/env python
"""Run an administrative command: ``manage.py help`` lists them."""

import sys

from practice_site.commands import run
from practice_site.environment import prepare
from practice_site.version import version


def main():
    # Django keeps this name for its own version, and asks no command for it.
    if sys.argv[1:] == ["version"]:
        sys.stdout.write(f"{version()}\n")
        return
    prepare()
    run(sys.argv)


if __name__ == "__main__":
    main()
