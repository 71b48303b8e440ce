"""Which machines may be asked at all: public ones, whatever a name or number says.

Links come from people and files, and redirects from anybody. None of them may reach
the server's own network: loopback, private ranges, a cloud's metadata service.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable

from articles.lookup.problems import NoSuchHost, NotPublic, TooSlow, Unreachable

# A name and a port become addresses, within so many seconds.
Resolve = Callable[[str, int, float], list[str]]
# Networks that carry an IPv4 address inside: mapped, NAT64, 6to4, Teredo.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# The rule of the URL standard: such a host is a number and no name.
ENDS_IN_NUMBER = re.compile(r"(?:\A|\.)(?:\d+|0x[0-9a-f]*)\Z")
NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
LOCAL_NAMES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet.

    RFC 6890's registry by ``ipaddress``; an IPv6 address that carries an IPv4 one
    is judged by what it carries.
    """
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = carried_address(ip)
        if carried is not None:
            return is_public(str(carried))
        if "%" in address or ip.is_site_local or not in_global_unicast(ip):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def carried_address(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in NAT64 or int(ip) >> 32 == 0:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def in_global_unicast(ip: ipaddress.IPv6Address) -> bool:
    """RFC 4291: all that is routed worldwide today lies in 2000::/3."""
    return int(ip) >> 125 == 0b001


def is_public_name(host: str) -> bool:
    """A name of the open internet, or an IP address in its one usual form.

    Systems differ in how they read "0177.0.0.1" or "127.1"; nobody writes that
    of a web page.
    """
    name = host.rstrip(".").lower()
    if ":" in name or ENDS_IN_NUMBER.search(name):
        return is_public(host)
    return bool(NAME.fullmatch(name)) and not any(
        name == local or name.endswith(f".{local}") for local in LOCAL_NAMES
    )


def public_addresses(
    host: str, port: int, seconds: float, resolve: Resolve
) -> list[str]:
    """Every address of a host; raises ``NotPublic`` if a single one is not public.

    The connection is made to what is returned here and the name is not asked again,
    so that a second answer cannot lead elsewhere (DNS rebinding).
    """
    if not is_public_name(host):
        raise NotPublic
    found = resolve(host, port, seconds)
    if not found:
        raise NoSuchHost
    if not all(map(is_public, found)):
        raise NotPublic
    return found


def resolve_by_system(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system's resolver, which knows no time limit of its own."""
    found: list[str] = []
    problem: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            problem.append(error)
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    # A daemon, so that a resolver that hangs never keeps the process from ending.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if problem:
        raise NoSuchHost if is_unknown(problem[0]) else Unreachable
    if asking.is_alive():
        raise TooSlow
    return found


def is_unknown(error: OSError | UnicodeError) -> bool:
    """The name does not exist, as against a resolver that does not answer."""
    if not isinstance(error, socket.gaierror):
        return True
    nodata = getattr(socket, "EAI_NODATA", socket.EAI_NONAME)
    return error.errno in (socket.EAI_NONAME, nodata)
