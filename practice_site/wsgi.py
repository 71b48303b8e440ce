"""The application for WSGI servers."""

import os
import sys
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from practice_site.environment import EnvironmentProblem, prepare

# A .env that was made for a trial run must not switch debugging on in public.
os.environ.setdefault("DEBUG", "0")
prepare()
try:
    application = get_wsgi_application()
    # Models can be imported only now.
    with_page_cache = import_module("practice_site.freshness").with_page_cache
    application = with_page_cache(application)
except EnvironmentProblem as problem:
    sys.exit(str(problem))
