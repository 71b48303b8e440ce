"""For granian: an application that holds one page; another waits for a file to be."""

import os
import time
from pathlib import Path

from practice_site.handing_over import hand_over

GO = Path(os.environ["GO"])


class Application:
    def held(self, environ):
        if environ["PATH_INFO"] == "/held":
            return "200 OK", [("X-Held", "yes")], [b"held"]
        return None

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == "/fails":
            raise SystemExit("as nothing but a broken program does")
        sent = environ["wsgi.input"].read()
        while not GO.exists():
            time.sleep(0.01)
        start_response("200 OK", [])
        # Whatever is no list is sent piece by piece.
        return iter([b"slow ", sent])

    def busy(self, environ, start_response):
        start_response("503 Service Unavailable", [("Retry-After", "10")])
        return [b"busy"]


application = Application()
hand_over()
