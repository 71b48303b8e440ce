"""The site's own settings under a fixed environment; ``.env`` is not read."""

import atexit
import os
import shutil
import tempfile

MEDIA = tempfile.mkdtemp(prefix="practice-site-tests-")
EXPORTS = tempfile.mkdtemp(prefix="practice-site-exports-")
atexit.register(shutil.rmtree, MEDIA, ignore_errors=True)
atexit.register(shutil.rmtree, EXPORTS, ignore_errors=True)
os.environ.update(
    SECRET_KEY="only-for-tests-" + 50 * "x",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    SITE_URL="http://testserver",
    DEBUG="0",
    TRUST_PROXY="0",
    EMAIL_URL="memorymail://",
    ADMINS_EMAIL="",
    CONTACT_EMAIL="",
    LOOKUP_SERVER="",
    CACHE_URL="locmemcache://tests",
    MEDIA_ROOT=MEDIA,
    EXPORT_ROOT=EXPORTS,
    MEDIA_STORAGE_URL="",
    TIME_ZONE="America/Los_Angeles",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from practice_site.settings import *  # noqa: E402, F403
from practice_site.settings import STORAGES  # noqa: E402

# One of the fast kind: a test is about who may sign in, not about the hash.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
