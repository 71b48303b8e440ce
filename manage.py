#!/usr/bin/env python
"""Run an administrative command: ``manage.py help`` lists them."""

import sys

from django.core.management import execute_from_command_line

from practice_site.environment import EnvironmentProblem, prepare
from practice_site.version import version


def main():
    # Django keeps this name for its own version, and asks no command for it.
    if sys.argv[1:] == ["version"]:
        sys.stdout.write(f"{version()}\n")
        return
    prepare()
    try:
        execute_from_command_line(sys.argv)
    except EnvironmentProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
