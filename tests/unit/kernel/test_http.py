"""Fetching what strangers name: never our own machines, never more than asked for. Against a real server on loopback."""

import contextlib
import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kernel.errors import PermanentError, TransientError
from kernel.http import Bounds, RefusedAddressError, fetch, is_public_address, public_addresses

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site of our own: path to what it does."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def bounds(self) -> Bounds:
        return Bounds(allowed={f"127.0.0.1:{self.port}"}, seconds=5)


def says(body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers["Host"]))
            found.pages[self.path](self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3",  # noqa: S104 - refused, not bound
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "198.18.0.1", "203.0.113.9", "::1", "::", "fe80::1", "fc00::1",
        "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::", "fec0::1",
        "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_on_the_open_network_are_refused(address: str) -> None:
    assert not is_public_address(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(RefusedAddressError):
        fetch(f"http://{host}/", bounds=Bounds())


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_addresses_on_the_open_network_are_not(address: str) -> None:
    assert is_public_address(ipaddress.ip_address(address))
    assert public_addresses(address, 443) == [ipaddress.ip_address(address)]


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://localhost/", "http://LOCALHOST./",
        "http://[::ffff:7f00:1]/", "http://127.0.0.1.:80/", "http://\u0661\u0662\u0667.0.0.1/", "http://1\u30022\u30023\u30024:8080/",
        "ftp://e.example/", "file:///etc/passwd", "gopher://e.example/", "http://user:pw@e.example/", "http://e.example:22/",
        "http:///x", "http://", "//e.example/", "http://e.example:99999/", "http://[::1", "http://a..b/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_other_spellings_and_schemes_are_refused(url: str) -> None:
    with pytest.raises((RefusedAddressError, TransientError)):
        fetch(url, bounds=Bounds(seconds=2))


def test_a_name_is_refused_when_any_of_its_addresses_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.5")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedAddressError):
        public_addresses("mixed.example", 80)


def test_the_connection_goes_to_the_address_that_was_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its mind between the look and the connection (DNS rebinding) gains nothing."""
    asked: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.5"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, site.port))]

    connected: list[tuple[str, int]] = []
    connect = socket.create_connection

    def note(address: tuple[str, int], timeout: float | None = None) -> socket.socket:
        connected.append(address)
        monkeypatch.undo()
        return connect(address, timeout)

    site.pages["/"] = says(b"hello")
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", note)
    answer = fetch(f"http://turns.example:{site.port}/", bounds=Bounds(allowed={f"turns.example:{site.port}"}, seconds=5))
    assert answer.body == b"hello"
    assert asked == ["turns.example"]
    assert connected == [("127.0.0.1", site.port)]
    assert site.asked == [("/", f"turns.example:{site.port}")]


def test_an_answer_comes_back(site: Site) -> None:
    site.pages["/a%20b?q=%C3%BC"] = says(b"hello", "Text/HTML; charset=utf-8")
    answer = fetch(site.url("/a%20b?q=ü#part"), bounds=site.bounds)
    assert (answer.status, answer.media_type, answer.body) == (200, "text/html", b"hello")


def test_redirects_are_followed_and_each_is_looked_at(site: Site) -> None:
    site.pages["/"] = says(b"", status=302, Location="/next")
    site.pages["/next"] = says(b"there")
    assert fetch(site.url("/"), bounds=site.bounds).url == site.url("/next")
    for target in ("http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "http://[::1]/"):
        site.pages["/"] = says(b"", status=301, Location=target)
        with pytest.raises(RefusedAddressError):
            fetch(site.url("/"), bounds=site.bounds)
    site.pages["/"] = says(b"", status=307, Location="/")
    with pytest.raises(PermanentError, match="without end"):
        fetch(site.url("/"), bounds=site.bounds)


def test_size_is_bounded_also_when_it_is_packed(site: Site) -> None:
    site.pages["/"] = says(b"x" * 2_000)
    with pytest.raises(PermanentError, match="too large"):
        fetch(site.url("/"), bounds=replace(site.bounds, most_bytes=1_000))
    assert len(fetch(site.url("/"), bounds=replace(site.bounds, most_bytes=1_000, cut=True)).body) == 1_000
    site.pages["/"] = says(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(PermanentError, match="too large"):
        fetch(site.url("/"), bounds=replace(site.bounds, most_bytes=1_000))
    site.pages["/"] = says(gzip.compress(b"packed"), Content_Encoding="gzip")
    assert fetch(site.url("/"), bounds=site.bounds).body == b"packed"
    site.pages["/"] = says(b"x", Content_Encoding="br")
    with pytest.raises(PermanentError, match="packed"):
        fetch(site.url("/"), bounds=site.bounds)
    site.pages["/"] = says(b"no gzip at all", Content_Encoding="gzip")
    with pytest.raises(PermanentError, match="damaged"):
        fetch(site.url("/"), bounds=site.bounds)


def test_time_is_bounded_over_the_whole_answer(site: Site) -> None:
    enough = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not enough.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.pages["/"] = drip
    start = time.monotonic()
    with pytest.raises(TransientError):
        fetch(site.url("/"), bounds=replace(site.bounds, seconds=0.5))
    enough.set()
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("drop", [b"H", b"X-Pad: 1\r\n"], ids=["status", "headers"])
def test_time_is_bounded_while_the_answer_has_not_begun(drop: bytes) -> None:
    """Each piece comes in time, and the end of the headers never does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def drip() -> None:
            taken, _ = server.accept()
            with taken, contextlib.suppress(OSError):
                taken.recv(4_096)
                taken.sendall(b"" if drop == b"H" else b"HTTP/1.1 200 OK\r\n")
                for _ in range(60):
                    taken.sendall(drop)
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        started = time.monotonic()
        with pytest.raises(TransientError):
            fetch(f"http://127.0.0.1:{port}/", bounds=Bounds(allowed={f"127.0.0.1:{port}"}, seconds=0.6))
        assert time.monotonic() - started < 3


def test_types_and_failures_are_told_apart(site: Site) -> None:
    site.pages["/"] = says(b"%PDF", "application/pdf")
    with pytest.raises(PermanentError, match="another type"):
        fetch(site.url("/"), bounds=replace(site.bounds, media_types=("text/html",)))
    site.pages["/"] = says(b"", status=503)
    with pytest.raises(TransientError):
        fetch(site.url("/"), bounds=site.bounds)
    site.pages["/"] = says(b"gone", status=404)
    assert fetch(site.url("/"), bounds=site.bounds).status == 404
    assert RefusedAddressError.code == "refused_address"


def test_a_header_cannot_be_slipped_in(site: Site) -> None:
    site.pages["/%0D%0AX-A:%201"] = says(b"fine")
    with pytest.raises((RefusedAddressError, KeyError, TransientError, PermanentError)):
        fetch(f"http://127.0.0.1:{site.port}\r\nX-A: 1/", bounds=site.bounds)
    assert fetch(site.url("/%0D%0AX-A: 1"), bounds=site.bounds).body == b"fine"
