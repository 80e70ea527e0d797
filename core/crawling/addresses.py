"""Connections to public addresses only: resolved once, checked, and that address connected to.

A name could resolve to something else a moment after a check (DNS rebinding), so the check sits
where the socket is opened, for every hop of a redirect.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable

from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from core.crawling.refusals import CrawlError

PORTS = (80, 443)
TRIES = 3  # addresses of one name
UNICAST = ipaddress.ip_network("2000::/3")  # the only part of IPv6 that is handed out (RFC 4291)
REFUSED = [  # beyond `is_global`, which differs between releases of Python 3.11
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",  # behind carriers' translators
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "224.0.0.0/3",  # multicast and reserved
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
]

Resolve = Callable[[str, int], Iterable[str]]


def is_public(address: str) -> bool:
    """Say whether an IP address, in text, is one that anybody on the internet may use."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip not in UNICAST:
        return False  # also IPv4-mapped and NAT64 ones, ::1, fe80::, fc00::
    return ip.is_global and not any(ip in network for network in REFUSED)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, in the order of the operating system.

    Raises
    ------
    socket.gaierror
        When there is no such host, or its name is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a part of the name is empty or too long
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Gate:
    """Opens sockets to public addresses, at ports 80 and 443.

    Parameters
    ----------
    mirror
        Host and port that are allowed whatever their address, or None.
    resolve
        Returns the addresses of a host.
    """

    def __init__(self, mirror: tuple[str, int] | None = None, resolve: Resolve = resolve):
        self._mirror = mirror
        self._resolve = resolve

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host, all of which may be connected to.

        Raises
        ------
        CrawlError
            ``crawl.address`` if any of them may not.
        OSError
            If there are none.
        """
        if (host, port) == self._mirror:
            return list(self._resolve(host, port))
        found = list(self._resolve(host, port)) if port in PORTS else []
        if port not in PORTS or not all(map(is_public, found)):
            raise CrawlError("crawl.address", "the address leads to no public server")
        return found

    def connect(self, connection: HTTPConnection) -> socket.socket:
        """Open the socket of a connection; its host still goes into Host, SNI and certificate."""
        try:
            found = self.addresses(connection.host, connection.port)
        except socket.gaierror as error:
            raise NameResolutionError(connection.host, connection, error) from error
        last: OSError = OSError("no address")
        for address in found[:TRIES]:
            try:
                return socket.create_connection((address, connection.port), connection.timeout)
            except OSError as error:
                last = error
        if isinstance(last, TimeoutError):
            raise ConnectTimeoutError(connection, "no answer") from last
        raise NewConnectionError(connection, "no connection") from last


class GuardedAdapter(HTTPAdapter):
    """Lets requests open sockets through a `Gate` alone."""

    def __init__(self, gate: Gate):
        self._gate = gate
        super().__init__()

    def init_poolmanager(self, *args, **kwargs) -> None:
        """Build the pools of connections; requests calls it."""
        super().init_poolmanager(*args, **kwargs)
        _lead_through(self._gate, self.poolmanager)


def _lead_through(gate: Gate, manager: PoolManager) -> None:
    """Have every socket of the manager's connections opened by the gate.

    urllib3 has no public place for it: `_new_conn` is where its connections open their socket.
    """

    def guarded(
        pool: type[HTTPConnectionPool], connection: type[HTTPConnection]
    ) -> type[HTTPConnectionPool]:
        opened = {"_new_conn": lambda self: gate.connect(self)}
        through_gate = type(connection.__name__, (connection,), opened)
        return type(pool.__name__, (pool,), {"ConnectionCls": through_gate})

    manager.pool_classes_by_scheme = {
        "http": guarded(HTTPConnectionPool, HTTPConnection),
        "https": guarded(HTTPSConnectionPool, HTTPSConnection),
    }
