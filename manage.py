#!/usr/bin/env python
"""Run an administrative command: ``manage.py help`` lists them."""

import sys

from django.core.management import execute_from_command_line

from practice_site.environment import EnvironmentProblem, prepare


def main():
    prepare()
    try:
        execute_from_command_line(sys.argv)
    except EnvironmentProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
