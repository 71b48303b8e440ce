"""Settings; whatever differs from one installation to another is in the environment."""

from urllib.parse import urlsplit

from practice_site import environment, stores
from practice_site.environment import BASE_DIR
from practice_site.version import version

PRODUCT = version()
DEBUG = environment.switch("DEBUG")
SECRET_KEY = environment.secret_key(debug=DEBUG)
ALLOWED_HOSTS = environment.allowed_hosts(debug=DEBUG)
SITE_URL = environment.site_url(debug=DEBUG)
TRUST_PROXY = environment.switch("TRUST_PROXY")
STATE_FOLDER = environment.state_folder()
PAGE_CACHE_MB = environment.page_cache_mb()
IS_SECURE = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "articles.apps.WritingDeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
]
MIDDLEWARE = [
    "practice_site.headers.SecurityHeadersMiddleware",
    "practice_site.health.HealthMiddleware",
    "practice_site.refusals.without_null",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "practice_site.sessions.SessionClockMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "practice_site.freshness.speaking_with_page_cache",
    "practice_site.outage.unavailable_when_busy",
]
ROOT_URLCONF = "practice_site.urls"
WSGI_APPLICATION = "practice_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": stores.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache()}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = environment.time_zone()
USE_TZ = True

# Static files carry a hash in their names and are never collected under DEBUG.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / environment.value("MEDIA_ROOT", "media")
# What somebody takes along; no address leads here, and nothing stays for long.
EXPORT_ROOT = BASE_DIR / environment.value("EXPORT_ROOT", "exports")
STORAGES = {
    "default": stores.media_storage(MEDIA_ROOT),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "practice_site.static_files.StaticFilesStorage",
    },
}
# Pictures may weigh 15 MB; an article of 200 kB fits a form many times over.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o644

# The admin mounts both addresses itself; markdownx's own are open to everybody.
MARKDOWNX_URLS_PATH = "/admin/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/upload/"
MARKDOWNX_UPLOAD_MAX_SIZE = 15 * 2**20
MARKDOWNX_UPLOAD_CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp"]
MARKDOWNX_SVG_JAVASCRIPT_PROTECTION = True
MARKDOWNX_SERVER_CALL_LATENCY = 500

# HTTPS follows from the site's own address.
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
COOKIE_PREFIX = "__Host-" if IS_SECURE else ""
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None

# An hour without a sign of life ends a session, and twelve hours end any.
SESSION_ENGINE = "practice_site.sessions"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "practice_site.accounts.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"login": "practice_site.accounts.SignInForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUST_PROXY else 0

vars().update(environment.email())
HAS_EMAIL = bool(environment.value("EMAIL_URL"))
if not HAS_EMAIL:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 10
CONTACT_EMAIL = next(iter(environment.addresses("CONTACT_EMAIL")), "")
# Look-ups are off without a contact address; the services ask for one.
LOOKUP_SERVER = environment.lookup_server()
DEFAULT_FROM_EMAIL = CONTACT_EMAIL or f"noreply@{urlsplit(SITE_URL).hostname}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = f"[{urlsplit(SITE_URL).hostname}] "
ADMINS = [("", address) for address in environment.addresses("ADMINS_EMAIL")]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "practice_site.logs.OneLineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "mail": {
            "class": "practice_site.faults.FaultMail",
            "level": "ERROR",
            "filters": ["production", "once per hour"],
        },
    },
    "filters": {
        "production": {"()": "django.utils.log.RequireDebugFalse"},
        "once per hour": {
            "()": "practice_site.faults.OncePerHour",
            "path": STATE_FOLDER / "mailed-faults.json",
        },
    },
    "root": {"handlers": ["console", "mail"], "level": "INFO"},
    "loggers": {
        "django": {
            "handlers": ["console", "mail"],
            "level": "INFO",
            "propagate": False,
        },
        # It would log every look-up with the contact address in it.
        "httpx": {"level": "WARNING"},
        # Scanners ask for any host all day; nobody wants a message for each.
        "django.security.DisallowedHost": {
            "handlers": ["console"],
            "propagate": False,
        },
    },
}
