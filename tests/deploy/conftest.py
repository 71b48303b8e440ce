"""nginx as it is documented, before a small application that says what it is told."""

import http.client
import os
import socket
import socketserver
import ssl
import threading
from collections import Counter
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest

from tests.deploy.proxy import HOST, is_installed, proxy


class Upstream(socketserver.ThreadingMixIn, WSGIServer):
    """What stands for the site: answers as ``answers`` says, and notes who asked."""

    address_family = socket.AF_UNIX
    daemon_threads = True

    def __init__(self, path):
        self.answers, self.asked, self.environs = {}, Counter(), []
        super().__init__(path, Quiet)
        self.set_app(self.answer)

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "upstream", 0
        self.setup_environ()

    def get_request(self):
        request, _ = super().get_request()
        return request, ("", 0)

    def answer(self, environ, start_response):
        path = environ["PATH_INFO"]
        self.asked[path] += 1
        self.environs.append(environ)
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        status, headers = self.answers.get(path, ("200 OK", {}))
        headers = {"Cache-Control": "no-cache", **headers}
        start_response(status, list(headers.items()))
        encoding = environ.get("HTTP_ACCEPT_ENCODING", "")
        return [f"{self.asked[path]} {encoding or 'plain'}".encode()]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def upstream(tmp_path):
    server = Upstream(str(tmp_path / "web.sock"))
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def ports(tmp_path, upstream):
    if not is_installed():
        if os.environ.get("CI"):
            pytest.fail("nginx or curl is not installed")
        pytest.skip("nginx or curl is not installed")
    with proxy(tmp_path, upstream.server_address) as (found, _):
        yield found


@pytest.fixture
def ask(ports):
    """Ask nginx over TLS; gives (status, headers, text)."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def ask(path, method="GET", body=None, **headers):
        connection = http.client.HTTPSConnection("127.0.0.1", ports[1], context=context)
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, path, body, {"Host": HOST, **named})
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        connection.close()
        return response.status, response.headers, text

    return ask
