"""A wrong variable stops every way of starting with one sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "www.example.com",
    "SITE_URL": "https://www.example.com",
    "DEBUG": "0",
}
WRONG = [
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "short"),
    ("ALLOWED_HOSTS", ""),
    ("ALLOWED_HOSTS", " , "),
    ("ALLOWED_HOSTS", "https://www.example.com"),
    ("ALLOWED_HOSTS", "www.example.com:8000"),
    ("SITE_URL", ""),
    ("SITE_URL", "www.example.com"),
    ("SITE_URL", "ftp://www.example.com"),
    ("SITE_URL", "https://www.example.com/site"),
    ("SITE_URL", "https://user@www.example.com"),
    ("SITE_URL", "https://www.example.com:port"),
    ("SITE_URL", "https://[::1"),
    ("DEBUG", "maybe"),
    ("TRUST_PROXY", "nginx"),
    ("TIME_ZONE", "California"),
    ("TIME_ZONE", "../../etc/passwd"),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", "mysql://localhost/practice"),
    ("DATABASE_URL", "postgres://user:password@host:port/name"),
    ("DATABASE_URL", "postgres://localhost"),
    ("DATABASE_URL", "sqlite:////no/such/folder/db.sqlite3"),
    ("CACHE_URL", "nonsense"),
    ("EMAIL_URL", "nonsense"),
    ("EMAIL_URL", "smtp://"),
    ("EMAIL_URL", "smtp://mail.example.com:port"),
    ("ADMINS_EMAIL", "ann"),
    ("CONTACT_EMAIL", "ann at example.com"),
    ("LOOKUP_SERVER", "https://127.0.0.1:8099"),
    ("LOOKUP_SERVER", "http://192.0.2.1:8099"),
    ("LOOKUP_SERVER", "http://127.0.0.1"),
    ("LOOKUP_SERVER", "http://127.0.0.1.example.com:80"),
    ("LOOKUP_SERVER", "http://127.0.0.1:8099/path"),
    ("MEDIA_STORAGE_URL", "s3://s3.example.com/bucket"),
]
RIGHT = [
    {},
    {"SITE_URL": "http://www.example.com"},
    {"SITE_URL": "https://www.example.com/"},
    {"ALLOWED_HOSTS": "www.example.com, .example.org,[::1]"},
    {"DEBUG": "off", "TRUST_PROXY": "1", "TIME_ZONE": "Europe/Vienna"},
    {"DATABASE_URL": "postgres://user@%2Ftmp%2Fsocket:5433/name"},
    {"DATABASE_URL": "postgresql://user:p%40ss@db.example.com/name"},
    {"CACHE_URL": "rediscache://127.0.0.1:6379/0"},
    {"EMAIL_URL": "smtp+tls://me%40example.com:secret@mail.example.com:587"},
    {"ADMINS_EMAIL": "a@example.com, b@example.com"},
    {"DEBUG": "1", "SECRET_KEY": "", "ALLOWED_HOSTS": "", "SITE_URL": ""},
    {"DEBUG": "1", "SECRET_KEY": "short"},
    {"LOOKUP_SERVER": "http://127.0.0.1:8099/"},
]


def load(code, variables):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**inherited, **GOOD, **variables},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_a_wrong_variable_is_named_in_the_reason(name, text):
    code = (
        "from practice_site.environment import EnvironmentProblem\n"
        "try: import practice_site.settings\n"
        "except EnvironmentProblem as problem: print(problem)"
    )
    done = load(code, {name: text})
    assert name in done.stdout
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.parametrize("variables", RIGHT, ids=str)
def test_sensible_variables_are_accepted(variables):
    done = load("import practice_site.settings", variables)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "code",
    [
        "import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main()",
        "import practice_site.wsgi",
    ],
    ids=["manage.py", "wsgi.py"],
)
def test_the_reason_is_all_that_is_printed(code):
    done = load(code, {"SITE_URL": "www.example.com"})
    assert done.returncode == 1
    assert done.stderr.startswith("SITE_URL must be")
    assert done.stderr.count("\n") == 1


def test_the_version_needs_no_variable():
    code = (
        "import sys; sys.argv = ['manage.py', 'version']; import manage; manage.main()"
    )
    done = load(code, dict.fromkeys(GOOD, ""))
    assert done.stdout.startswith("Practice Site 0.")


def test_the_deployment_check_is_clean():
    """With the three required variables, and no check silenced."""
    code = (
        "import sys, manage\n"
        "sys.argv = ['manage.py', 'check', '--deploy', '--fail-level', 'WARNING']\n"
        "manage.main()"
    )
    done = load(code, {"SECRET_KEY": "".join(map(chr, range(40, 110)))})
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout
