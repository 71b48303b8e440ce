"""The application for WSGI servers."""

import sys

from django.core.wsgi import get_wsgi_application

from practice_site.environment import EnvironmentProblem, prepare

prepare()
try:
    application = get_wsgi_application()
except EnvironmentProblem as problem:
    sys.exit(str(problem))
