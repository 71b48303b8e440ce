"""A command that cannot do its work says so in one sentence, and not in a traceback.

Commands say themselves what was asked of them in vain. What may be missing under any of
them, disk, database or permission, is said here, for Django's own commands too.
"""

import getpass
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import DatabaseError, InterfaceError
from django.db.utils import DataError, IntegrityError, NotSupportedError

from practice_site.environment import EnvironmentProblem
from practice_site.full_disk import is_full_disk

FULL = "The disk is full. Make room and run it again: nothing was written by halves."
NO_TABLES = (
    "The database is not prepared for this version: run “manage.py migrate” first."
)
SEE_MORE = "--traceback shows where."
# Of SQLite, and of PostgreSQL.
SAID = {
    "no such table": NO_TABLES,
    "no such column": NO_TABLES,
    "does not exist": NO_TABLES,
    "readonly database": "{database} can only be read. May {user} write it, and the "
    "folder it is in?",
    "unable to open database file": "{database} cannot be opened. May {user} read and "
    "write it, and the folder it is in?",
    "not a database": "{database} is no database, or it is damaged.",
    "malformed": "The database is damaged. Bring back a backup; docs/backup.md tells "
    "how.",
    "database is locked": "Something else is writing to the database for long. Try it "
    "again.",
}
# These are mistakes of the program, or of what it was given.
OUR_OWN = (DataError, IntegrityError, NotSupportedError)


def run(argv):
    """Run ``argv`` as ``manage.py`` does. Raises SystemExit, with a sentence."""
    try:
        execute_from_command_line(argv)
    except EnvironmentProblem as problem:
        sys.exit(str(problem))
    except OUR_OWN:
        raise
    except (OSError, DatabaseError, InterfaceError) as error:
        if "--traceback" in argv:
            raise
        sys.exit(sentence(error))


def sentence(error):
    """What an OSError, or an error of a database, means for who runs a command."""
    if is_full_disk(error):
        return FULL
    return of_system(error) if isinstance(error, OSError) else of_database(error)


def of_system(error):
    if isinstance(error, PermissionError) and error.filename:
        return f"“{error.filename}” may not be read or written by {user()}."
    where = f"“{error.filename}”: " if error.filename else ""
    return f"It cannot be done. {where}{error.strerror or error}. {SEE_MORE}"


def of_database(error):
    text = str(error).strip().partition("\n")[0].strip()
    for said, meaning in SAID.items():
        if said in text:
            database = f"The database “{settings.DATABASES['default']['NAME']}”"
            return meaning.format(user=user(), database=database)
    if "connection" in text or isinstance(error, InterfaceError):
        return f"The database does not answer: {text}."
    return f"The database could not do it: {text}. {SEE_MORE}"


def user():
    """The name of who runs this, or a number where the system knows no name."""
    try:
        return f"the user “{getpass.getuser()}”"
    except (OSError, KeyError):
        return "this user"
