"""Bring the trial database up to date, and print how to sign in.

A database that this run has just made gets the demo practice. A marker stays until
that is done, so that an interrupted first run is finished by the next.
"""

import importlib
import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARKER = ROOT / ".cache" / "demo-is-due"
sys.path.insert(0, str(ROOT))

import django  # noqa: E402
from django.core.management import call_command, get_commands  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402

from practice_site.environment import EnvironmentProblem, prepare  # noqa: E402


def main():
    prepare()
    try:
        django.setup()
        make_ready()
    except EnvironmentProblem as problem:
        sys.exit(str(problem))
    except DatabaseError as error:
        sys.exit(f"The database does not answer as it should: {error}")
    except KeyboardInterrupt:
        # script/server is told to stop, too, and says so.
        sys.exit(1)


def make_ready():
    if is_new():
        MARKER.parent.mkdir(exist_ok=True)
        MARKER.touch()
        print("Making the database …", file=sys.stderr)
    call_command("migrate", verbosity=0)
    if MARKER.exists() and "load_demo" in get_commands():
        print("Loading the demo practice …", file=sys.stderr)
        call_command("load_demo", stdout=io.StringIO())
    MARKER.unlink(missing_ok=True)
    print(how_to_sign_in())


def how_to_sign_in():
    # The models are there only after django.setup().
    roles = importlib.import_module("articles.models.roles")
    links = importlib.import_module("articles.login_links")
    login = importlib.import_module("articles.demo.login")
    if login.is_valid():
        return f"Sign in:    {login.EMAIL}, password {login.password()}"
    owner = roles.owners().first()
    if owner:
        return f"Sign in:    {links.sign_in_link(owner)} (once, within 30 minutes)"
    return "Nobody may sign in yet: manage.py setup_practice --email YOUR-ADDRESS"


def is_new():
    return "django_migrations" not in connection.introspection.table_names()


if __name__ == "__main__":
    main()
