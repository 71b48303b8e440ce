"""Where the site keeps its rows and its pictures, as the environment says."""

import importlib.util
from urllib.parse import parse_qs, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from practice_site.environment import BASE_DIR, LOOPBACK, EnvironmentProblem, value

DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
# A database that is switched off in the middle of a conversation is given up on soon.
POSTGRESQL_OPTIONS = {"connect_timeout": 3, "tcp_user_timeout": 5000}
# Compiling a query takes longer than any page's queries: up to two seconds. And a
# site's tables are in memory, where both costs are to be lowered (PostgreSQL's manual,
# "Planner Cost Constants"): else whole tables are read for a page's hundred rows.
POSTGRESQL_PLANNING = "-c jit=off -c seq_page_cost=0.1 -c random_page_cost=0.1"
# Seconds: short, since a file put in place of the database is not seen before.
SQLITE_AGE = 2
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    # KiB, for each thread's connection; the system keeps the file in memory anyway.
    "PRAGMA cache_size=-512;"
    "PRAGMA busy_timeout=20000;",
}


def database():
    url = value("DATABASE_URL", "sqlite:///db.sqlite3")
    try:
        if "://" not in url:
            raise ValueError
        config = environ.Env.db_url_config(url)
    except (ValueError, ImproperlyConfigured):
        config = {}
    if config.get("ENGINE") not in DATABASES or not config.get("NAME"):
        raise EnvironmentProblem(
            "DATABASE_URL must look like sqlite:///db.sqlite3 or "
            "postgres://user:password@host:5432/name."
        )
    if config["ENGINE"] == DATABASES[0]:
        return sqlite(config)
    return postgresql(config)


def postgresql(config):
    given = POSTGRESQL_OPTIONS | config.get("OPTIONS", {})
    planning = f"{POSTGRESQL_PLANNING} {given.get('options', '')}"
    return {
        **config,
        "HOST": unquote(config["HOST"]),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**given, "options": planning},
    }


def sqlite(config):
    if config["NAME"] != ":memory:":
        config = {**config, "NAME": BASE_DIR / config["NAME"]}
        if not config["NAME"].parent.is_dir():
            raise EnvironmentProblem(
                f"DATABASE_URL: the folder {config['NAME'].parent} does not exist."
            )
    return {**config, "CONN_MAX_AGE": SQLITE_AGE, "OPTIONS": SQLITE_OPTIONS}


def media_storage(media_root):
    """The storage of uploaded pictures: a folder, or a bucket that speaks S3."""
    if not value("MEDIA_STORAGE_URL"):
        return {
            "BACKEND": "practice_site.whole_files.WholeFileStorage",
            "OPTIONS": {"location": media_root, "base_url": "/media/"},
        }
    if importlib.util.find_spec("storages") is None:
        raise EnvironmentProblem(
            "MEDIA_STORAGE_URL needs some more packages: install them with "
            "`.venv/bin/pip install -r requirements-s3.txt`, or take the variable away "
            "to keep pictures in a folder."
        )
    return {
        "BACKEND": "practice_site.bucket.PictureBucket",
        "OPTIONS": bucket(value("MEDIA_STORAGE_URL")),
    }


def bucket(url):
    """What django-storages needs, from s3://KEY:SECRET@HOST/BUCKET?region=REGION."""
    parts = urlsplit(url)
    name = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not name or not parts.password:
        raise EnvironmentProblem(
            "MEDIA_STORAGE_URL must look like "
            "s3://KEY:SECRET@s3.example.com/bucket?region=us-west-1."
        )
    return {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password),
        # A bucket on this machine is asked without TLS, as in tests.
        "endpoint_url": f"{'http' if parts.hostname in LOOPBACK else 'https'}://"
        f"{parts.netloc.rpartition('@')[2]}",
        "bucket_name": name,
        "region_name": parse_qs(parts.query).get("region", [None])[0],
        "querystring_auth": False,
        "file_overwrite": False,
    }
