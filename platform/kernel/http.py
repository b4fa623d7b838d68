"""The only way to the open network: HTTP to addresses that strangers name, without reaching our own machines.

The name is resolved once, every address it has must be public, and the connection goes to exactly the address that was
looked at (a second resolution could answer differently). Each redirect begins again from there. Size, time and type of
the answer are bounded. Proxies of the environment are not used.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext_lazy as _

from kernel.errors import PermanentError, TransientError

REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared between providers
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "64:ff9b::/96",  # IPv4 behind a translator
        "64:ff9b:1::/48",
        "2001::/32",  # Teredo carries IPv4
        "2002::/16",  # 6to4 carries IPv4
        "fec0::/10",
    )
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedAddressError(PermanentError):
    """This address is not one that we fetch from."""

    code = "refused_address"
    message = _("We do not fetch anything from this address.")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of the network one call may use. `allowed` opens single "host:port" pairs of our own (tests, a known service)."""

    most_bytes: int = 1_000_000
    seconds: float = 10.0
    redirects: int = 4
    media_types: tuple[str, ...] = ()
    """Beginnings of acceptable types ("image/"); empty accepts all."""
    ports: Collection[int] = (80, 443)
    allowed: Collection[str] = ()
    cut: bool = False
    """Take the first `most_bytes` of a longer answer instead of refusing it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, after redirects."""

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


def is_public_address(address: Address) -> bool:
    """Whether an address lies on the open network: not ours, not a neighbour's, not a cloud's metadata service."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return is_public_address(address.ipv4_mapped)
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address in network for network in _NEVER if network.version == address.version)


def fetch(url: str, *, bounds: Bounds, headers: Mapping[str, str] | None = None) -> Answer:
    """GET; raises RefusedAddressError or PermanentError when it can never work, TransientError when it may work later."""
    deadline = time.monotonic() + bounds.seconds
    for _hop in range(bounds.redirects + 1):
        answer = _request(url, bounds, headers or {}, deadline)
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or not location:
            return answer
        url = urljoin(url, location)
    raise PermanentError("This page leads from one address to the next without end.")


def post(url: str, *, body: bytes, bounds: Bounds, headers: Mapping[str, str] | None = None) -> Answer:
    """POST to exactly this address, following no redirect; raises like `fetch`."""
    return _request(url, bounds, headers or {}, time.monotonic() + bounds.seconds, body=body)


def _request(url: str, bounds: Bounds, headers: Mapping[str, str], deadline: float, *, body: bytes | None = None) -> Answer:
    scheme, host, port, path = _parts(url, bounds)
    connection = _Pinned(host, port, tls=scheme == "https", bounds=bounds, deadline=deadline)
    shown = f"[{host}]" if ":" in host else host
    try:
        connection.putrequest("GET" if body is None else "POST", path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", shown if port == _PORTS[scheme] else f"{shown}:{port}")
        for name, value in {"Accept-Encoding": "gzip", "User-Agent": "Chorus (link previews)", **headers}.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(url, response.status, found, b"")
        if response.status in REDIRECTS:
            return answer
        if response.status >= 500 or response.status == 429:
            raise TransientError(f"The other side answered {response.status}.")
        if bounds.media_types and not answer.media_type.startswith(bounds.media_types):
            raise PermanentError(f"The answer is of another type: {answer.media_type[:60] or 'none'}.")
        return Answer(url, response.status, found, _body(response, connection, bounds, deadline))
    except (OSError, http.client.HTTPException) as error:
        raise TransientError(f"The other side could not be reached: {type(error).__name__}.") from error
    finally:
        connection.close()


def _parts(url: str, bounds: Bounds) -> tuple[str, str, int, str]:
    try:
        split = urlsplit(url)
        port = split.port or _PORTS.get(split.scheme, 0)
        host = (split.hostname or "").rstrip(".").encode("idna").decode() if not _literal(split.hostname) else str(split.hostname)
    except (ValueError, UnicodeError) as error:
        raise RefusedAddressError(_("This is not an address.")) from error
    if split.scheme not in _PORTS or not host or split.username is not None or split.password is not None:
        raise RefusedAddressError(_("Only plain http and https addresses are fetched."))
    if port not in bounds.ports and f"{host}:{port}" not in bounds.allowed:
        raise RefusedAddressError(_("Only the usual ports are fetched from."))
    path = urlunsplit(("", "", split.path or "/", split.query, ""))
    return split.scheme, host, port, "".join(sign if "!" <= sign <= "~" else _quoted(sign) for sign in path)


def _quoted(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def _literal(host: str | None) -> Address | None:
    try:
        return ipaddress.ip_address((host or "").split("%")[0])
    except ValueError:
        return None


def public_addresses(host: str, port: int, *, allowed: Collection[str] = ()) -> list[Address]:
    """Where a host lies; raises RefusedAddressError when any of it is not on the open network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransientError(_("There is no such host.")) from error
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found))
    if f"{host}:{port}" not in allowed and not all(map(is_public_address, addresses)):
        raise RefusedAddressError(_("This address is not on the open network."))
    return addresses


class _Pinned(http.client.HTTPConnection):
    """Connects to an address that was looked at, and speaks to the host by its name. It ends when the time is up: a socket's
    own limit begins again with each byte, and headers can come one by one."""

    def __init__(self, host: str, port: int, *, tls: bool, bounds: Bounds, deadline: float) -> None:
        super().__init__(host, port)
        self._tls, self._bounds, self._deadline = tls, bounds, deadline
        self._end: threading.Timer | None = None

    def connect(self) -> None:
        self.sock = self._open(public_addresses(self.host, self.port, allowed=self._bounds.allowed))
        if self._tls:
            self.sock = _tls_context().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self._socket = self.sock
        self._end = threading.Timer(_left(self._deadline), self._hang_up)
        self._end.daemon = True
        self._end.start()
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        super().close()

    def _hang_up(self) -> None:
        with suppress(OSError):
            # Whoever waits for the other side gets its end; the socket itself belongs to that thread.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def wait_at_most(self, seconds: float) -> None:
        """For the next piece; http.client lets go of the socket while its answer is still read."""
        self._socket.settimeout(seconds)

    def _open(self, addresses: Iterable[Address]) -> socket.socket:
        failure: OSError = OSError("no address")
        for address in addresses:
            try:
                return socket.create_connection((str(address), self.port), timeout=_left(self._deadline))
            except OSError as error:
                failure = error
        raise failure


@cache
def _tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TransientError("The other side took too long.")
    return left


def _body(response: http.client.HTTPResponse, connection: _Pinned, bounds: Bounds, deadline: float) -> bytes:
    encoding = (response.getheader("Content-Encoding") or "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise PermanentError("The answer is packed in a way that we do not read.")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding == "gzip" else None
    kept = bytearray()
    while len(kept) <= bounds.most_bytes:
        connection.wait_at_most(_left(deadline))
        piece = response.read1(65_536)
        if not piece:
            _left(deadline)
            return bytes(kept)
        # what is packed may be a thousand times larger than it looks
        try:
            kept += unpack.decompress(piece, bounds.most_bytes + 1 - len(kept)) if unpack else piece
        except zlib.error as error:
            raise PermanentError("The answer is damaged.") from error
    if not bounds.cut:
        raise PermanentError("The answer is too large.")
    return bytes(kept[: bounds.most_bytes])
