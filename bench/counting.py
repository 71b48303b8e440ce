"""Production's settings, and a line in the file RENDERS for all that Django does."""

import os

from practice_site.settings import *  # noqa: F403
from practice_site.settings import MIDDLEWARE

MIDDLEWARE = ["bench.counting.counted", *MIDDLEWARE]


def counted(get_response):
    # Lines that are added to a file by one call each never mix.
    file = os.open(os.environ["RENDERS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def answer(request):
        os.write(file, f"{os.getpid()} {request.path}\n".encode())
        return get_response(request)

    return answer
