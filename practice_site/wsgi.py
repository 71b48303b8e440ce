"""The application for WSGI servers."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from practice_site.environment import EnvironmentProblem, prepare

# A .env that was made for a trial run must not switch debugging on in public.
os.environ.setdefault("DEBUG", "0")
prepare()
try:
    application = get_wsgi_application()
except EnvironmentProblem as problem:
    sys.exit(str(problem))
