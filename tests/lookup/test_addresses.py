"""No link of a record, and no redirect, reaches into a private network."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from articles.lookup.addresses import is_public, public_addresses, resolve_by_system
from articles.lookup.fetching import fetch
from articles.lookup.problems import (
    BadCertificate,
    NoSuchHost,
    NotPublic,
    TooSlow,
    Unreachable,
)
from articles.lookup.transport import (
    Deadline,
    Network,
    TimedStream,
    Transport,
    trusted,
)
from tests.lookup.server import LookupServer

PRIVATE = """
    127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1
    172.31.255.255 192.168.0.1 169.254.169.254 169.254.0.1 100.64.0.1 192.0.0.1
    192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 ::1 :: fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1:: 100::1 fe80::1%eth0
    2001:0:7f00:1:0:0:80ff:fffe localhost nonsense 256.1.1.1
""".split()
PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.215.14 172.15.0.1 172.32.0.1 192.167.255.255 169.253.0.1
    2606:4700:4700::1111 2a00:1450:4001:80b::200e ::ffff:8.8.8.8 64:ff9b::808:808
""".split()
# (address that is typed, what it hides)
HIDDEN = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.0.1./",
    "http://０.0.0.0/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://intranet/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://router.home.arpa/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1%25eth0]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://user:password@example.com/",
    "http://example.com@127.0.0.1/",
    "http://127.0.0.1#@example.com/",
    "http://127.0.0.1\\@example.com/",
    "https://example.com:8443/",
    "http://example.com:22/",
    "http://example.com:443/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.com/",
    "example.com",
    "http://",
    "http:///path",
    "http://exa mple.com/",
    "http://example.com/\r\nHost: 127.0.0.1",
    "http://[::1",
    "http://example.com:port/",
    "http://127.0.0.1:99999/",
    "",
    "https://example.com/" + "x" * 3000,
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_none_of_ours(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address):
    assert is_public(address)


@pytest.mark.parametrize("url", HIDDEN)
def test_a_hidden_private_address_is_refused_and_nothing_sent(server, services, url):
    assert services.check_url(url).state == "refused"
    assert server.calls == []


@pytest.mark.parametrize(
    "url", [url for url in HIDDEN if "://" in url and "\r" not in url]
)
def test_a_redirect_to_a_private_address_is_refused(server, services, url):
    server.redirect("https://www.example.com/start", url)
    state = services.check_url("https://www.example.com/start")
    hosts = {call.host for call in server.calls}
    # A redirect without a host stays on its own.
    assert state.state in {"refused", "failed"} or hosts == {"www.example.com"}
    assert hosts <= {"www.example.com", "example.com"}


def test_a_name_that_leads_to_a_private_address_is_refused(server, services):
    server.names_private("inside.example.com")
    assert services.check_url("https://inside.example.com/").state == "refused"
    server.redirect("https://www.example.com/", "https://inside.example.com/")
    assert services.check_url("https://www.example.com/").state == "refused"


def test_one_private_address_among_public_ones_is_enough():
    mixed = ["93.184.215.14", "10.0.0.1"]
    with pytest.raises(NotPublic):
        public_addresses("www.example.com", 443, 1, lambda *_: mixed)


def test_a_name_without_addresses_does_not_exist():
    with pytest.raises(NoSuchHost):
        public_addresses("www.example.com", 443, 1, lambda *_: [])


class Recorder(Network):
    """Connects nowhere and notes where it would."""

    def connect(self, addresses, port):
        self.connected = (addresses, port)
        return httpcore.MockStream([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])


def test_the_name_is_asked_once_and_its_checked_address_connected_to():
    """A second answer of the name, now private, is never heard (DNS rebinding)."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    network = Recorder(Deadline(60), lambda *_: next(answers))
    transport = Transport(Deadline(60))
    transport.pool = httpcore.ConnectionPool(network_backend=network)
    answer = fetch(transport, "GET", "http://www.example.com/", headers={}, limit=10)
    assert answer.status == 200
    assert network.connected == (["93.184.215.14"], 80)
    assert next(answers) == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433"])
def test_the_real_way_out_refuses_this_machine(host):
    network = Network(Deadline(60), resolve_by_system)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(NotPublic):
            network.connect_tcp(host, port)


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch):
    hanging = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [hanging.wait(600)][1:])
    with pytest.raises(TooSlow):
        resolve_by_system("www.example.com", 443, 0.05)
    hanging.set()


@pytest.mark.parametrize(
    ("problem", "raised"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), NoSuchHost),
        (socket.gaierror(socket.EAI_AGAIN, "x"), Unreachable),
        (UnicodeError("x"), NoSuchHost),
    ],
)
def test_a_name_that_does_not_exist_is_told_from_a_resolver_that_is_down(
    monkeypatch, problem, raised
):
    def fail(*_, **__):
        raise problem

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(raised) as found:
        resolve_by_system("www.example.com", 443, 1)
    assert found.type is raised


def test_certificates_are_checked():
    context = Transport(Deadline(60)).pool._ssl_context
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.fixture
def tls(tmp_path):
    """A server on this machine with a certificate that it made itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.example.com")])
    serial = x509.random_serial_number()
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), serial)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("www.example.com")]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        certificate.public_bytes(Encoding.PEM)
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    asked = []
    context.sni_callback = lambda _, host, __: asked.append(host)
    with LookupServer() as server:
        server.httpd.socket = context.wrap_socket(server.httpd.socket, server_side=True)
        yield server, pem, asked


def over_tls(tls, context):
    server, _, _ = tls
    network = Network(Deadline(60), lambda *_: ["93.184.215.14"])
    there = httpcore.SyncBackend().connect_tcp("127.0.0.1", server.httpd.server_port)
    network.connect = lambda *_: TimedStream(there, network.deadline)
    transport = Transport(Deadline(60))
    transport.pool = httpcore.ConnectionPool(context, network_backend=network)
    return fetch(transport, "GET", "https://www.example.com/", headers={}, limit=10)


def test_a_certificate_of_nobody_is_refused(tls):
    with pytest.raises(BadCertificate):
        over_tls(tls, trusted())
    assert tls[0].calls == []


def test_the_real_name_is_shown_to_the_checked_address(tls):
    assert over_tls(tls, ssl.create_default_context(cafile=tls[1])).status == 404
    assert tls[2] == ["www.example.com"]
    assert tls[0].calls[0].host == "www.example.com"
