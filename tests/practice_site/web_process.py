"""A web process: the whole site behind its page cache, asked by lines of JSON.

Run by itself, it answers ["ask", path], ["ask_anew", path], which passes by the page
cache, ["build", null], ["change", name] and ["schedule", null], a line each.
"""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]


class WebProcess:
    def __init__(self, folder, database_url):
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": database_url,
                "STATE_DIRECTORY": str(folder),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, path):
        """[status, location, body], as a reader gets it."""
        return self.tell("ask", path)

    def ask_anew(self, path):
        """The same, made for this question."""
        return self.tell("ask_anew", path)

    def build(self):
        self.tell("build", None)

    def change(self, name):
        self.tell("change", name)

    def schedule(self):
        return self.tell("schedule", None)

    def tell(self, *what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "The process has ended."
        return json.loads(line)

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def main():
    # What anything prints goes elsewhere.
    lines, sys.stdout = sys.stdout, sys.stderr
    from django.core.wsgi import get_wsgi_application
    from django.test.utils import setup_test_environment

    from practice_site.wsgi import application
    from tests.practice_site import changes

    setup_test_environment()
    alone = get_wsgi_application()
    acts = {
        "ask": lambda path: answer(application, path),
        "ask_anew": lambda path: answer(alone, path),
        "change": lambda name: changes.CHANGES[name].act(),
        "build": lambda _: changes.build(),
        "schedule": lambda _: changes.schedule(),
    }
    for line in sys.stdin:
        what, given = json.loads(line)
        print(json.dumps(acts[what](given)), file=lines, flush=True)


def answer(application, path):
    begun = []
    body = application(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
        },
        lambda status, headers, exc_info=None: begun.append((status, dict(headers))),
    )
    text = b"".join(body).decode()
    if hasattr(body, "close"):
        body.close()
    [(status, headers)] = begun
    return [status, headers.get("Location", ""), text]


if __name__ == "__main__":
    main()
