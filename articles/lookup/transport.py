"""How a request reaches a machine: to a checked address, in limited time.

A call has one deadline. It counts for the name, the handshake, every header and
every byte of the body, so that a server that trickles holds nobody up.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from articles.lookup.addresses import (
    Resolve,
    public_addresses,
    resolve_by_system,
)
from articles.lookup.problems import (
    BadCertificate,
    NoAnswer,
    NotPublic,
    TooSlow,
    Unreachable,
    Unreadable,
)

# Any public address does; a stand-in server never connects to it.
ANY_PUBLIC = "93.184.215.14"
RESOLVES_TO = "x-resolves-to"


class Deadline:
    """The moment at which a call must be over."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Time that passes meanwhile does not count: somebody waits for their turn."""
        began = time.monotonic()
        yield
        self.end += time.monotonic() - began

    def left(self) -> float:
        """Seconds that remain; raises ``TooSlow`` when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left


class TimedStream(httpcore.NetworkStream):
    """A connection on which no read or write outlasts the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self.deadline.left()
        secured = self.stream.start_tls(ssl_context, server_hostname, left)
        return TimedStream(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class Network(httpcore.NetworkBackend):
    """Connects to what ``resolve`` says, if that is public; sends the real name."""

    def __init__(self, deadline: Deadline, resolve: Resolve) -> None:
        self.deadline = deadline
        self.resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        left = self.deadline.left()
        found = public_addresses(host, port, left, self.resolve)
        return self.connect(found[:4], port)

    def connect(self, addresses: list[str], port: int) -> httpcore.NetworkStream:
        for address in addresses:
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, timeout=self.deadline.left()
                )
            except httpcore.ConnectError:
                continue
            return TimedStream(stream, self.deadline)
        raise Unreachable


class StandInNetwork(Network):
    """Connects to a server on this machine, whatever host is meant."""

    def __init__(self, deadline: Deadline, server: str) -> None:
        super().__init__(deadline, stand_in_resolve)
        parts = urlsplit(server)
        self.place = (parts.hostname or "", parts.port or 80)

    def connect(self, addresses: list[str], port: int) -> httpcore.NetworkStream:
        return super().connect([self.place[0]], self.place[1])


def stand_in_resolve(host: str, port: int, seconds: float) -> list[str]:
    """Every name has a public address; a number has been judged before."""
    return [ANY_PUBLIC]


class Body(httpx.SyncByteStream):
    """The bytes as they come, undecoded."""

    def __init__(self, response: httpcore.Response) -> None:
        self.response = response

    def __iter__(self) -> Iterator[bytes]:
        with told_apart():
            yield from self.response.iter_stream()

    def close(self) -> None:
        self.response.close()


class Transport(httpx.BaseTransport):
    """One call's way out. A fresh one for each: its deadline is the call's.

    With ``server``, every request goes there over plain http, and is otherwise the
    same: the real host in ``Host``, the real scheme in ``X-Forwarded-Proto``. The
    server may answer with ``X-Resolves-To``, an address that the name shall have
    had; it is judged like any other.
    """

    def __init__(
        self,
        deadline: Deadline,
        *,
        server: str = "",
        resolve: Resolve = resolve_by_system,
    ) -> None:
        self.server = server
        network = (
            StandInNetwork(deadline, server) if server else Network(deadline, resolve)
        )
        self.pool = httpcore.ConnectionPool(
            ssl_context=trusted(), network_backend=network, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = request.headers.raw
        scheme = request.url.raw_scheme
        if self.server:
            headers = [*headers, (b"X-Forwarded-Proto", scheme)]
            scheme = b"http"
        with told_apart():
            response = self.pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=headers,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        answer = httpx.Response(
            response.status, headers=response.headers, stream=Body(response)
        )
        if self.server and RESOLVES_TO in answer.headers:
            self.refuse_private(answer)
        return answer

    def refuse_private(self, answer: httpx.Response) -> None:
        given = [answer.headers[RESOLVES_TO]]
        try:
            public_addresses("named.example", 80, 1, lambda *_: given)
        except NotPublic:
            answer.close()
            raise

    def close(self) -> None:
        self.pool.close()


class told_apart:
    """Turn what httpcore raises into the problems that are put into words."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if error is None or isinstance(error, NoAnswer):
            return
        if isinstance(error, httpcore.TimeoutException):
            raise TooSlow from error
        if "without sending a response" in str(error):
            raise Unreachable from error
        if isinstance(error, httpcore.ProtocolError | httpcore.UnsupportedProtocol):
            raise Unreadable from error
        if isinstance(error, httpcore.NetworkError | OSError):
            raise (BadCertificate if is_certificate(error) else Unreachable) from error


def is_certificate(error: BaseException) -> bool:
    causes = (error, error.__cause__, error.__context__)
    return any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes)


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """The certificates of the usual authorities; takes 20 ms to read."""
    return httpx.create_ssl_context(trust_env=False)
