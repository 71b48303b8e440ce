"""Production's settings, and an address that fails so that its page can be seen."""

from practice_site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.reader.urls"
