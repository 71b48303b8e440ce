"""What the environment says, checked; a wrong value is one sentence that names it."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[1]
ON = {"1", "true", "yes", "on"}
OFF = {"", "0", "false", "no", "off"}
LOOPBACK = ("127.0.0.1", "::1", "localhost")
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

env = environ.Env()


class EnvironmentProblem(ImproperlyConfigured):
    """A variable is missing or makes no sense; the text is for the person at fault."""


def prepare():
    """Take in ``.env``, where there is one; what the environment says goes first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice_site.settings")
    file = BASE_DIR / ".env"
    if file.exists():
        environ.Env.read_env(file)


def value(name, default=""):
    return os.environ.get(name, "").strip() or default


def required(name, example):
    if not value(name):
        raise EnvironmentProblem(
            f"{name} is not set. Set it in the environment or in the file .env, for "
            f"example {name}={example} (or set DEBUG=1 to try things out on your own "
            "computer)."
        )
    return value(name)


def switch(name):
    given = value(name).lower()
    if given not in ON | OFF:
        raise EnvironmentProblem(
            f"{name} must be 1 (on) or 0 (off), not “{value(name)}”."
        )
    return given in ON


def items(name):
    return [item.strip() for item in value(name).split(",") if item.strip()]


def secret_key(*, debug):
    """With ``DEBUG`` any key will do, and one is made for this process if need be."""
    if debug:
        return value("SECRET_KEY") or os.urandom(40).hex()
    key = required("SECRET_KEY", "a-long-random-text-that-nobody-else-knows")
    if len(key) < 32:
        raise EnvironmentProblem(
            "SECRET_KEY is too short: use at least 50 random characters, for example "
            "what `python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` "
            "prints."
        )
    return key


def allowed_hosts(*, debug):
    if debug and not items("ALLOWED_HOSTS"):
        return LOCAL_HOSTS
    required("ALLOWED_HOSTS", "www.example.com,example.com")
    for host in items("ALLOWED_HOSTS"):
        if "/" in host or (":" in host and not host.startswith("[")):
            raise EnvironmentProblem(
                f"ALLOWED_HOSTS must hold bare host names such as www.example.com, "
                f"separated by commas; “{host}” is not one."
            )
    if not items("ALLOWED_HOSTS"):
        raise EnvironmentProblem("ALLOWED_HOSTS names no host.")
    return items("ALLOWED_HOSTS")


def site_url(*, debug):
    """The site's own address, scheme and host, without a slash at the end."""
    if debug and not value("SITE_URL"):
        return f"http://127.0.0.1:{port()}"
    url = required("SITE_URL", "https://www.example.com").rstrip("/")
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        has_port = False
    if (
        not has_port
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or "@" in parts.netloc
        or parts.path
        or parts.query
        or parts.fragment
    ):
        raise EnvironmentProblem(
            "SITE_URL must be the site's address with its scheme and nothing after "
            f"the host, such as https://www.example.com, not “{value('SITE_URL')}”."
        )
    return url


def port():
    given = value("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise EnvironmentProblem(
            f"PORT must be a number from 1 to 65535, not “{given}”."
        )
    return int(given)


def page_cache_mb():
    """What finished pages may take of each process's memory; 0 keeps none."""
    given = value("PAGE_CACHE_MB", "32")
    if not given.isdecimal() or int(given) > 4096:
        raise EnvironmentProblem(
            f"PAGE_CACHE_MB must be a number of megabytes, not “{given}”; 0 switches "
            "the page cache off."
        )
    return int(given)


def state_folder():
    """What a process keeps for the next one on this machine, and none must have."""
    return Path(value("STATE_DIRECTORY").partition(":")[0] or BASE_DIR / ".cache")


def time_zone():
    name = value("TIME_ZONE", "America/Los_Angeles")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise EnvironmentProblem(
            "TIME_ZONE must be a name of the time zone database, such as "
            f"America/Los_Angeles, not “{name}”."
        ) from None
    return name


def cache():
    try:
        return environ.Env.cache_url_config(
            value("CACHE_URL", "dbcache://practice_site_cache")
        )
    except (ImproperlyConfigured, ValueError):
        raise EnvironmentProblem(
            "CACHE_URL must look like dbcache://practice_site_cache (a table in the "
            "database) or rediscache://host:6379/0."
        ) from None


def email():
    """Django's mail settings, empty without ``EMAIL_URL``: then no mail is sent."""
    if not value("EMAIL_URL"):
        return {}
    try:
        config = environ.Env.email_url_config(value("EMAIL_URL"))
        has_host = "smtp" not in config["EMAIL_BACKEND"] or config["EMAIL_HOST"]
    except (ImproperlyConfigured, ValueError, KeyError):
        has_host = False
    if not has_host:
        raise EnvironmentProblem(
            "EMAIL_URL must look like smtp+tls://user:password@mail.example.com:587 "
            "(write an @ in the user name as %40)."
        )
    return config


def addresses(name):
    found = items(name)
    for address in found:
        if "@" not in address or " " in address:
            raise EnvironmentProblem(
                f"{name} must hold e-mail addresses, separated by commas; “{address}” "
                "is not one."
            )
    return found


def lookup_server():
    """A server on this machine that stands in for every service, in tests only."""
    given = value("LOOKUP_SERVER").rstrip("/")
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        is_local = parts.hostname in LOOPBACK and parts.port is not None
    except ValueError:
        is_local = False
    if not is_local or given != f"http://{parts.netloc}" or "@" in parts.netloc:
        raise EnvironmentProblem(
            "LOOKUP_SERVER must be an http address of this machine with its port, "
            f"such as http://127.0.0.1:8099, not “{given}”. It is for tests only."
        )
    return given
